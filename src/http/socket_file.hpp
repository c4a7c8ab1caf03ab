/// The file in the tree by which clients find a Unix socket.
#pragma once
#include <sys/types.h>
#include <string>
#include <utility>

#include "base/file_descriptor.hpp"

namespace citefeed::http {

/// Removes its file in the end, if it is still the one that was made: a successor may have replaced it.
class SocketFile final {
 public:
  SocketFile() = default;
  SocketFile(SocketFile&& other) noexcept { swap(other); }
  SocketFile& operator=(SocketFile&& other) noexcept {
    swap(other);
    return *this;
  }
  SocketFile(const SocketFile&) = delete;
  SocketFile& operator=(const SocketFile&) = delete;
  ~SocketFile() { remove(); }

  /// Takes charge of the file that a socket was bound to just now.
  explicit SocketFile(std::string path);
  /// Removes the file now.
  void remove();

 private:
  void swap(SocketFile& other) {
    std::swap(path_, other.path_);
    std::swap(device_, other.device_);
    std::swap(inode_, other.inode_);
  }

  std::string path_ = {};
  dev_t device_ = 0;
  ino_t inode_ = 0;
};

/// Binds a new socket to `path` and listens; the file has exactly `mode`, at no moment more. A file that no process
/// listens on is replaced: a program that was killed leaves one. Not open, with the reason in errno, where somebody
/// listens (EADDRINUSE), something else has that name, or the directory does not allow it.
[[nodiscard]] FileDescriptor listen_at_path(const std::string& path, mode_t mode);

}  // namespace citefeed::http
