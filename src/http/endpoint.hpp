/// Where a server listens: addresses as people write them and as the kernel takes them.
#pragma once
#include <sys/socket.h>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/ip_address.hpp"

namespace citefeed::http {

/// What is spoken at an endpoint.
enum class Protocol : std::uint8_t {
  http,
  https,
  redirect,  ///< HTTP, whose every answer is where to find the same over HTTPS
  preview,   ///< HTTP with whoever sits at this machine, and nobody else
  admin,     ///< HTTP with whoever operates this machine, and no page of another site in his browser
};

/// One of: an address and a port, the path of a Unix socket, a socket that somebody else listens on already.
struct Endpoint {
  std::string host = {};   ///< an IPv4 or IPv6 address without brackets, or "localhost", which is 127.0.0.1
  std::uint16_t port = 0;  ///< 0: any that is free
  std::string path = {};   ///< of a Unix socket
  int inherited = -1;      ///< the number of a socket that a service manager listens on for us
  Protocol protocol = Protocol::http;
  bool operator==(const Endpoint&) const = default;
};

/// "127.0.0.1:8080", "[::1]:8080", "unix:/run/citefeed.sock", "descriptor 3".
[[nodiscard]] std::string to_string(const Endpoint& endpoint);

/// What a person opens: "http://127.0.0.1:8080", "https://[::1]:8443", "unix:/run/citefeed.sock".
[[nodiscard]] std::string to_url(const Endpoint& endpoint);

/// Reads what to_string() writes of addresses and paths; nothing when `text` is anything else. Whether the host is an
/// address shows on listening.
[[nodiscard]] std::optional<Endpoint> parse_endpoint(std::string_view text);

// Addresses in the form of system calls.

struct SocketAddress {
  sockaddr_storage storage = {};
  socklen_t size = sizeof(sockaddr_storage);

  [[nodiscard]] sockaddr* get() { return reinterpret_cast<sockaddr*>(&storage); }
  [[nodiscard]] const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&storage); }
  [[nodiscard]] sa_family_t family() const { return storage.ss_family; }
};

/// The address of `endpoint`; nothing when its host is neither an IPv4 nor an IPv6 address nor "localhost", or its path
/// is longer than a Unix socket's may be.
[[nodiscard]] std::optional<SocketAddress> resolve(const Endpoint& endpoint);

/// The address of a Unix socket at `path`; of one with an abstract name where that begins with a NUL (unix(7)). Nothing
/// when it is longer than such an address may be.
[[nodiscard]] std::optional<SocketAddress> unix_address(const std::string& path);

/// The endpoint at `address`; empty for a family that is neither of the Internet nor Unix.
[[nodiscard]] Endpoint to_endpoint(const SocketAddress& address);

/// What `socket` is bound to; nothing with the reason in errno.
[[nodiscard]] std::optional<SocketAddress> address_of(int socket);

/// The address without its port; an unknown one for other families.
[[nodiscard]] IpAddress ip_address_of(const SocketAddress& address);

}  // namespace citefeed::http
