#include "content/disk_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <memory>

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

}  // namespace

Descriptor::~Descriptor() {
  if (number_ >= 0) ::close(number_);
}

Descriptor open_folder(const std::string& root, std::string_view path) {
  Descriptor folder{::open(root.c_str(), folder_flags)};
  std::size_t begin = 0;
  while (folder.is_open() && begin < path.size()) {
    const auto end = std::min(path.find('/', begin), path.size());
    const std::string component{path.substr(begin, end - begin)};
    if (component == "..") {
      errno = ENOENT;
      return Descriptor{};
    }
    folder = Descriptor{::openat(folder.number(), component.c_str(), folder_flags | O_NOFOLLOW)};
    begin = end + 1;
  }
  return folder;
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

}  // namespace citefeed::content
