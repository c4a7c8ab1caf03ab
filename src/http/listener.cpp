#include "http/listener.hpp"

#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include "http/socket_address.hpp"

namespace citefeed::http {
namespace {

bool set_option(const FileDescriptor& socket, int level, int option) {
  const int on = 1;
  return setsockopt(socket.number(), level, option, &on, sizeof on) == 0;
}

/// A socket bound to `address`, not listening yet; not open when that failed, with the reason in errno.
FileDescriptor bind_to(SocketAddress& address, bool share_port) {
  FileDescriptor socket{::socket(address.storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)};
  if (!socket.is_open()) return socket;
  const bool is_ipv6 = address.storage.ss_family == AF_INET6;
  const bool prepared =
      set_option(socket, SOL_SOCKET, SO_REUSEADDR) &&  // a restart need not wait for old connections
                                                       // Accepted sockets inherit it: the last segment of an answer
                                                       // never waits for an acknowledgement.
      set_option(socket, IPPROTO_TCP, TCP_NODELAY) && (!is_ipv6 || set_option(socket, IPPROTO_IPV6, IPV6_V6ONLY)) &&
      (!share_port || set_option(socket, SOL_SOCKET, SO_REUSEPORT));
  if (!prepared || bind(socket.number(), address.get(), address.size) != 0) {
    const int reason = errno;
    socket = FileDescriptor{};
    errno = reason;
  }
  return socket;
}

/// All sockets bound and listening; fewer than wanted when one failed, with the reason in errno.
std::vector<FileDescriptor> open_sockets(SocketAddress& address, unsigned wanted) {
  std::vector<FileDescriptor> sockets;
  FileDescriptor first = bind_to(address, false);
  if (!first.is_open()) return sockets;
  address.size = sizeof address.storage;
  if (getsockname(first.number(), address.get(), &address.size) != 0) return sockets;
  if (wanted > 1 && !set_option(first, SOL_SOCKET, SO_REUSEPORT)) return sockets;
  sockets.push_back(std::move(first));
  while (sockets.size() < wanted) {
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

Outcome<Listener> failure(const Endpoint& endpoint, std::string reason) {
  if (!reason.empty() && reason.front() >= 'A' && reason.front() <= 'Z') {
    reason.front() = static_cast<char>(reason.front() - 'A' + 'a');
  }
  return {.diagnostics = {{.message = fmt::format("cannot listen on {}: {}", to_string(endpoint), reason)}}};
}

}  // namespace

Outcome<Listener> listen_on(const Endpoint& endpoint, unsigned sockets) {
  auto address = resolve(endpoint);
  if (!address) return failure(endpoint, "expected an IPv4 or IPv6 address or localhost");
  Listener listener{.address = endpoint, .sockets = open_sockets(*address, sockets)};
  if (listener.sockets.size() < sockets) return failure(endpoint, std::generic_category().message(errno));
  listener.address.port = port_of(*address);
  return {.value = std::move(listener)};
}

bool concerns_one_client(int error) {
  static constexpr std::array errors{ECONNABORTED, EINTR,        EPROTO,     ENETDOWN,    ENOPROTOOPT, EHOSTDOWN,
                                     ENONET,       EHOSTUNREACH, EOPNOTSUPP, ENETUNREACH, EPERM};
  return std::find(errors.begin(), errors.end(), error) != errors.end();
}

}  // namespace citefeed::http
