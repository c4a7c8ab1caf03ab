/// Opens the sockets a server listens on, and the files of Unix sockets.
#pragma once
#include <sys/types.h>
#include <string>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/file_descriptor.hpp"
#include "http/endpoint.hpp"

namespace citefeed::http {

// The file in the tree by which clients find a Unix socket.

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

/// One thread's socket of a listener.
struct ListeningSocket {
  FileDescriptor socket = {};
  Protocol protocol = Protocol::http;
  /// Somebody else holds the same queue of connections open and will accept what this process leaves in it.
  bool outlives_us = false;
};

/// One address, with a listening socket for each thread. At a port each has its own, and the kernel spreads new
/// connections over them (SO_REUSEPORT); at a path, and where a service manager opened it, they share one.
struct Listener {
  Endpoint address = {};  ///< with the port that was really taken
  std::vector<ListeningSocket> sockets = {};
  SocketFile file = {};  ///< of a Unix socket that was made here
};

struct ListenOptions {
  unsigned sockets = 1;
  bool share_ports = false;   ///< another process may listen on the same ports, if it says so as well
  mode_t socket_mode = 0660;  ///< of the file of a Unix socket
};

/// Listens on `endpoint`. Without value: why not, e.g. "cannot listen on 127.0.0.1:8080: address already in use". That
/// message comes although SO_REUSEPORT lets sockets of one user share a port in silence: the first socket is bound
/// without it and shares only afterwards, unless ports are to be shared.
/// The file of a Unix socket is made with its mode; one that nobody listens on any longer is replaced.
[[nodiscard]] Outcome<Listener> listen_on(const Endpoint& endpoint, const ListenOptions& options);

/// True for errors of accept() that are about one client, who is gone; the next may be accepted at once (accept(2)).
[[nodiscard]] bool concerns_one_client(int error);

}  // namespace citefeed::http
