#include "content/disk_file.hpp"

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <memory>
#include <system_error>

namespace citefeed::content {
namespace {

constexpr int folder_flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;

struct Free {
  void operator()(char* text) const { std::free(text); }
};

std::optional<std::string> real_path(const std::string& path) {
  const std::unique_ptr<char, Free> resolved{::realpath(path.c_str(), nullptr)};
  return resolved ? std::optional{std::string{resolved.get()}} : std::nullopt;
}

std::int64_t nanoseconds(const timespec& time) {
  return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

bool leads_up(std::string_view path) {
  return path == ".." || path.starts_with("../") || path.ends_with("/..") ||
         path.find("/../") != std::string_view::npos;
}

/// Opens `path` below `folder`; nothing where the system has no call for that.
std::optional<FileDescriptor> open_at_once(int folder, const std::string& path, int flags) {
  open_how how = {};
  how.flags = static_cast<unsigned>(flags);
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS;
  const auto number = ::syscall(SYS_openat2, folder, path.c_str(), &how, sizeof how);
  if (number < 0 && (errno == ENOSYS || errno == EPERM)) return std::nullopt;
  if (number < 0 && errno == ELOOP) errno = ENOTDIR;  // a link is neither a folder nor a file
  return FileDescriptor{static_cast<int>(number)};
}

}  // namespace

FileDescriptor open_root(const std::string& root) {
  return FileDescriptor{::open(root.c_str(), folder_flags)};
}

FileDescriptor open_below(const FileDescriptor& root, const std::string& path, int flags) {
  if (leads_up(path)) {
    errno = ENOENT;
    return FileDescriptor{};
  }
  auto opened = open_at_once(root.number(), path, flags);
  return opened ? std::move(*opened) : open_step_by_step(root, path, flags);
}

FileDescriptor open_step_by_step(const FileDescriptor& root, const std::string& path, int flags) {
  FileDescriptor opened;
  int folder = root.number();
  for (std::size_t begin = 0; begin < path.size();) {
    const auto end = std::min(path.find('/', begin), path.size());
    const auto component = path.substr(begin, end - begin);
    opened =
        FileDescriptor{::openat(folder, component.c_str(), (end == path.size() ? flags : folder_flags) | O_NOFOLLOW)};
    if (!opened.is_open()) break;
    folder = opened.number();
    begin = end + 1;
  }
  return opened;
}

FileDescriptor open_folder(const std::string& root, const std::string& path) {
  FileDescriptor folder = open_root(root);
  return folder.is_open() && !path.empty() ? open_below(folder, path, folder_flags) : std::move(folder);
}

FileDescriptor open_folder(const FileDescriptor& root, const std::string& path) {
  return open_below(root, path.empty() ? "." : path, folder_flags);
}

std::pair<std::string_view, std::string_view> split_path(std::string_view path) {
  const auto slash = path.rfind('/');
  if (slash == std::string_view::npos) return {"", path};
  return {path.substr(0, slash), path.substr(slash + 1)};
}

std::optional<std::string> resolve_link(const std::string& root, const std::string& path) {
  const auto real_root = real_path(root), target = real_path(root + "/" + path);
  if (!real_root || !target) return std::nullopt;
  const std::string inside = *real_root == "/" ? "/" : *real_root + "/";
  if (!target->starts_with(inside)) return std::nullopt;
  return target->substr(inside.size());
}

FileSignature signature_of(const struct stat& status) {
  return {.size_bytes = static_cast<std::uint64_t>(status.st_size),
          .modified_ns = nanoseconds(status.st_mtim),
          .changed_ns = nanoseconds(status.st_ctim),
          .inode = status.st_ino};
}

std::string reason(int error) {
  return std::generic_category().message(error);
}

ReadProblem problem_of(int error) {
  const bool gone = error == ENOENT || error == ENOTDIR;
  return {.message = gone ? "there is no such file" : reason(error), .gone = gone, .may_pass = !gone};
}

namespace {

bool is_unchanged(const FileDescriptor& file, const struct stat& opened) {
  struct stat now = {};
  return ::fstat(file.number(), &now) == 0 && now.st_dev == opened.st_dev && now.st_ino == opened.st_ino &&
         now.st_size == opened.st_size && now.st_mtim.tv_sec == opened.st_mtim.tv_sec &&
         now.st_mtim.tv_nsec == opened.st_mtim.tv_nsec;
}

}  // namespace

std::variant<std::string, ReadProblem> read_unchanged(const FileDescriptor& file, const struct stat& opened,
                                                      std::size_t max_bytes) {
  const std::size_t expected = std::min(static_cast<std::size_t>(opened.st_size), max_bytes);
  std::string bytes(expected + 1, '\0');
  std::size_t size = 0;
  while (size < bytes.size()) {
    const auto count = ::read(file.number(), bytes.data() + size, bytes.size() - size);
    if (count == 0) break;
    if (count > 0) {
      size += static_cast<std::size_t>(count);
      if (size == expected) break;  // it gave less than was asked for: there is no more
    } else if (errno != EINTR) {
      return problem_of(errno);
    }
  }
  if (!is_unchanged(file, opened)) return ReadProblem{.message = "it was changed while it was read", .busy = true};
  bytes.resize(size);
  return bytes;
}

}  // namespace citefeed::content
