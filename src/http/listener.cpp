#include "http/listener.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>
#include <optional>
#include <system_error>
#include <utility>

#include "http/endpoint.hpp"

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
  // What the umask took away. Not of another file, should somebody have put a link there; without /proc, not at all.
  const bool has_mode = fchmodat(AT_FDCWD, path.c_str(), mode, AT_SYMLINK_NOFOLLOW) == 0 || errno == EOPNOTSUPP;
  return has_mode && listen(socket.number(), SOMAXCONN) == 0;
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

namespace {

bool set_option(const FileDescriptor& socket, int level, int option) {
  const int on = 1;
  return setsockopt(socket.number(), level, option, &on, sizeof on) == 0;
}

std::optional<int> option_of(int socket, int option) {
  int value = 0;
  socklen_t size = sizeof value;
  if (getsockopt(socket, SOL_SOCKET, option, &value, &size) != 0) return std::nullopt;
  return value;
}

/// Accepted sockets inherit it: the last segment of an answer never waits for an acknowledgement.
bool send_at_once(const FileDescriptor& socket) {
  return set_option(socket, IPPROTO_TCP, TCP_NODELAY);
}

/// A socket bound to `address`, not listening yet; not open when that failed, with the reason in errno.
FileDescriptor bind_to(SocketAddress& address, bool share_port) {
  FileDescriptor socket{::socket(address.family(), SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)};
  if (!socket.is_open()) return socket;
  const bool is_ipv6 = address.family() == AF_INET6;
  const bool prepared = set_option(socket, SOL_SOCKET, SO_REUSEADDR) &&  // a restart need not wait for old connections
                        send_at_once(socket) && (!is_ipv6 || set_option(socket, IPPROTO_IPV6, IPV6_V6ONLY)) &&
                        (!share_port || set_option(socket, SOL_SOCKET, SO_REUSEPORT));
  if (!prepared || bind(socket.number(), address.get(), address.size) != 0) {
    const int reason = errno;
    socket = FileDescriptor{};
    errno = reason;
  }
  return socket;
}

/// All sockets bound and listening; fewer than wanted when one failed, with the reason in errno.
std::vector<FileDescriptor> open_sockets(SocketAddress& address, const ListenOptions& options) {
  std::vector<FileDescriptor> sockets;
  FileDescriptor first = bind_to(address, options.share_ports);
  if (!first.is_open()) return sockets;
  const auto bound = address_of(first.number());
  if (!bound) return sockets;
  address = *bound;
  if (options.sockets > 1 && !set_option(first, SOL_SOCKET, SO_REUSEPORT)) return sockets;
  sockets.push_back(std::move(first));
  while (sockets.size() < options.sockets) {
    FileDescriptor next = bind_to(address, true);
    if (!next.is_open()) return sockets;
    sockets.push_back(std::move(next));
  }
  for (const FileDescriptor& socket : sockets) {
    if (listen(socket.number(), SOMAXCONN) == 0) continue;
    sockets.clear();
    break;
  }
  return sockets;
}

/// `socket` once for each thread. All wait at one queue.
std::vector<FileDescriptor> share_out(FileDescriptor socket, unsigned wanted) {
  std::vector<FileDescriptor> sockets;
  sockets.push_back(std::move(socket));
  while (sockets.size() < wanted) {
    FileDescriptor next{fcntl(sockets.front().number(), F_DUPFD_CLOEXEC, 3)};
    if (!next.is_open()) break;
    sockets.push_back(std::move(next));
  }
  return sockets;
}

/// What has to be so before clients can be accepted from a socket that somebody else has opened.
bool prepare_inherited(const FileDescriptor& socket) {
  const int flags = fcntl(socket.number(), F_GETFL);
  return flags >= 0 && fcntl(socket.number(), F_SETFL, flags | O_NONBLOCK) == 0 &&
         fcntl(socket.number(), F_SETFD, FD_CLOEXEC) == 0;
}

Outcome<Listener> failure(const Endpoint& endpoint, std::string reason) {
  if (!reason.empty() && reason.front() >= 'A' && reason.front() <= 'Z') {
    reason.front() = static_cast<char>(reason.front() - 'A' + 'a');
  }
  return {.diagnostics = {{.message = fmt::format("cannot listen on {}: {}", to_string(endpoint), reason)}}};
}

Outcome<Listener> listener_with(const Endpoint& asked, const ListenOptions& options, Endpoint bound,
                                std::vector<FileDescriptor> sockets, SocketFile file = {}) {
  if (sockets.size() < options.sockets) return failure(asked, std::generic_category().message(errno));
  bound.inherited = asked.inherited;
  bound.protocol = asked.protocol;
  Listener listener{.address = std::move(bound), .file = std::move(file)};
  for (FileDescriptor& socket : sockets) {
    listener.sockets.push_back(
        {.socket = std::move(socket), .protocol = asked.protocol, .outlives_us = asked.inherited >= 0});
  }
  return {.value = std::move(listener)};
}

Outcome<Listener> take_over(const Endpoint& endpoint, const ListenOptions& options) {
  if (option_of(endpoint.inherited, SO_ACCEPTCONN) != 1 || option_of(endpoint.inherited, SO_TYPE) != SOCK_STREAM) {
    return failure(endpoint, "expected a listening stream socket (Accept=no and ListenStream= in its unit)");
  }
  FileDescriptor socket{endpoint.inherited};
  const auto address = address_of(endpoint.inherited);
  if (!address || !prepare_inherited(socket)) return failure(endpoint, std::generic_category().message(errno));
  if (address->family() != AF_UNIX) static_cast<void>(send_at_once(socket));
  return listener_with(endpoint, options, to_endpoint(*address), share_out(std::move(socket), options.sockets));
}

Outcome<Listener> listen_at(const Endpoint& endpoint, const ListenOptions& options) {
  FileDescriptor socket = listen_at_path(endpoint.path, options.socket_mode);
  if (!socket.is_open()) return failure(endpoint, std::generic_category().message(errno));
  SocketFile file{endpoint.path};
  return listener_with(endpoint, options, endpoint, share_out(std::move(socket), options.sockets), std::move(file));
}

}  // namespace

Outcome<Listener> listen_on(const Endpoint& endpoint, const ListenOptions& options) {
  if (endpoint.inherited >= 0) return take_over(endpoint, options);
  if (!endpoint.path.empty()) return listen_at(endpoint, options);
  auto address = resolve(endpoint);
  if (!address) return failure(endpoint, "expected an IPv4 or IPv6 address or localhost");
  std::vector<FileDescriptor> sockets = open_sockets(*address, options);
  Endpoint bound = endpoint;
  bound.port = to_endpoint(*address).port;
  return listener_with(endpoint, options, std::move(bound), std::move(sockets));
}

bool concerns_one_client(int error) {
  static constexpr std::array errors{ECONNABORTED, EINTR,        EPROTO,     ENETDOWN,    ENOPROTOOPT, EHOSTDOWN,
                                     ENONET,       EHOSTUNREACH, EOPNOTSUPP, ENETUNREACH, EPERM};
  return std::find(errors.begin(), errors.end(), error) != errors.end();
}

}  // namespace citefeed::http
