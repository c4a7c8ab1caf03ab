#include "http/socket_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>
#include <optional>

#include "http/socket_address.hpp"

namespace citefeed::http {
namespace {

/// One process at a time looks at a directory and makes its socket there: between finding a file abandoned and removing
/// it, it must not become another's. Held until destruction.
FileDescriptor lock_directory_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  const std::string directory = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  FileDescriptor opened{open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (opened.is_open() && flock(opened.number(), LOCK_EX) != 0) return FileDescriptor{};
  return opened;
}

FileDescriptor unix_socket() {
  return FileDescriptor{socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)};
}

bool is_abandoned(SocketAddress address, const std::string& path) {
  struct stat found = {};
  if (lstat(path.c_str(), &found) != 0 || !S_ISSOCK(found.st_mode)) return false;
  const FileDescriptor probe = unix_socket();
  return probe.is_open() && connect(probe.number(), address.get(), address.size) != 0 && errno == ECONNREFUSED;
}

bool bind_and_listen(const FileDescriptor& socket, SocketAddress address, const std::string& path, mode_t mode) {
  // The mode of an unbound socket is what its file begins with, less the umask; so it is never too wide.
  if (fchmod(socket.number(), mode) != 0) return false;
  if (bind(socket.number(), address.get(), address.size) != 0) {
    if (errno != EADDRINUSE) return false;
    if (!is_abandoned(address, path)) {
      errno = EADDRINUSE;
      return false;
    }
    if (unlink(path.c_str()) != 0 || bind(socket.number(), address.get(), address.size) != 0) return false;
  }
  return chmod(path.c_str(), mode) == 0 && listen(socket.number(), SOMAXCONN) == 0;
}

}  // namespace

SocketFile::SocketFile(std::string path) {
  struct stat found = {};
  if (lstat(path.c_str(), &found) != 0) return;
  path_ = std::move(path);
  device_ = found.st_dev;
  inode_ = found.st_ino;
}

void SocketFile::remove() {
  if (path_.empty()) return;
  const FileDescriptor lock = lock_directory_of(path_);
  struct stat found = {};
  if (lstat(path_.c_str(), &found) == 0 && found.st_dev == device_ && found.st_ino == inode_) unlink(path_.c_str());
  path_.clear();
}

FileDescriptor listen_at_path(const std::string& path, mode_t mode) {
  const auto address = resolve({.path = path});
  if (!address) {
    errno = ENAMETOOLONG;
    return {};
  }
  const FileDescriptor lock = lock_directory_of(path);
  if (!lock.is_open()) return {};
  FileDescriptor socket = unix_socket();
  if (socket.is_open() && bind_and_listen(socket, *address, path, mode)) return socket;
  const int reason = errno;
  socket = FileDescriptor{};
  errno = reason;
  return socket;
}

}  // namespace citefeed::http
