#include "app/new_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <cerrno>
#include <cstdio>
#include <system_error>

#include "content/disk_file.hpp"

namespace citefeed::app {
namespace {

namespace fs = std::filesystem;
using content::Descriptor;

[[noreturn]] void fail(const char* what, const fs::path& file) {
  throw fs::filesystem_error{what, file, std::error_code{errno, std::generic_category()}};
}

void write_all(const fs::path& file, std::string_view bytes) {
  const Descriptor out{::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0666)};
  if (!out.is_open()) fail("cannot write", file);
  while (!bytes.empty()) {
    const auto count = ::write(out.number(), bytes.data(), bytes.size());
    if (count >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno != EINTR) {
      fail("cannot write", file);
    }
  }
  if (::fsync(out.number()) != 0) fail("cannot write", file);
}

void write_temporary(const fs::path& file, std::string_view bytes) {
  try {
    write_all(file, bytes);
  } catch (...) {
    std::error_code ignored;
    fs::remove(file, ignored);  // not to leave half of it on a full disk
    throw;
  }
}

/// Some file systems cannot sync folders: what they keep of a new name is theirs to decide.
void sync_folder(const fs::path& folder) {
  const Descriptor opened{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (opened.is_open()) (void)::fsync(opened.number());
}

/// Gives `temporary` the name `file`; false when that is taken.
bool rename_to_new(const fs::path& temporary, const fs::path& file) {
  if (::renameat2(AT_FDCWD, temporary.c_str(), AT_FDCWD, file.c_str(), RENAME_NOREPLACE) == 0) return true;
  if (errno == EEXIST) return false;
  if (errno != EINVAL && errno != ENOSYS) fail("cannot name", file);
  if (::link(temporary.c_str(), file.c_str()) != 0) {  // a file system that does not know the flag
    if (errno == EEXIST) return false;
    fail("cannot name", file);
  }
  fs::remove(temporary);
  return true;
}

/// Creates the folders of `file`; the names of new ones are on disk when this returns.
void create_folders(const fs::path& folder) {
  if (folder.empty() || fs::is_directory(folder)) return;
  create_folders(folder.parent_path());
  fs::create_directory(folder);
  sync_folder(folder.has_parent_path() ? folder.parent_path() : fs::path{"."});
}

}  // namespace

bool write_new(const fs::path& file, std::string_view bytes) {
  if (fs::symlink_status(file).type() != fs::file_type::not_found) return false;
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path{"."};
  create_folders(folder);
  const fs::path temporary = folder / fmt::format(".{}.{}.part", file.filename().string(), ::getpid());
  write_temporary(temporary, bytes);
  const bool is_new = rename_to_new(temporary, file);
  if (is_new) {
    sync_folder(folder);
  } else {
    fs::remove(temporary);
  }
  return is_new;
}

}  // namespace citefeed::app
