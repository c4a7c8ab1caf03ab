#include "base/whole_file.hpp"

#include <fcntl.h>
#include <sys/vfs.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <fstream>

#include "base/file_descriptor.hpp"

namespace citefeed {

std::optional<std::string> read_whole(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  if (!in) return std::nullopt;
  // By read(), which notes a failure in the stream: an iterator over its buffer would throw, e.g. where `file` is a
  // folder.
  std::string bytes;
  std::array<char, 65536> piece = {};
  while (in.read(piece.data(), piece.size()), in.gcount() > 0) {
    bytes.append(piece.data(), static_cast<std::size_t>(in.gcount()));
  }
  if (in.bad()) return std::nullopt;
  return bytes;
}

namespace {

/// By statfs(2), f_type.
bool is_remote(const struct statfs& status) {
  static constexpr std::array<std::uint32_t, 6> types = {0x6969U,     0x517BU,    0xFF534D42U, 0xFE534D42U,
                                                         0x65735546U, 0x01021997U};  // NFS SMB CIFS SMB2 FUSE 9P
  return std::find(types.begin(), types.end(), static_cast<std::uint32_t>(status.f_type)) != types.end();
}

}  // namespace

Writer writer_of(int descriptor) {
  // A writer that opens the file while the lease is held makes the kernel send a signal: SIGIO would end the program,
  // SIGURG is ignored unless somebody wants it.
  if (::fcntl(descriptor, F_SETSIG, SIGURG) != 0) return Writer::unknown;
  if (::fcntl(descriptor, F_SETLEASE, F_RDLCK) == 0) {
    ::fcntl(descriptor, F_SETLEASE, F_UNLCK);
    return Writer::none;
  }
  // NFS 4 says EAGAIN to whom its server delegated nothing, too.
  return errno == EAGAIN && !is_remote(descriptor) ? Writer::some : Writer::unknown;
}

Writer writer_of(const std::filesystem::path& path) {
  const FileDescriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)};
  return file.is_open() ? writer_of(file.number()) : Writer::unknown;
}

bool is_remote(int descriptor) {
  struct statfs status = {};
  return ::fstatfs(descriptor, &status) == 0 && is_remote(status);
}

bool is_remote(const std::filesystem::path& path) {
  struct statfs status = {};
  return ::statfs(path.c_str(), &status) == 0 && is_remote(status);
}

}  // namespace citefeed
