/// Addresses in the form of system calls.
#pragma once
#include <sys/socket.h>
#include <optional>
#include <string>

#include "base/ip_address.hpp"
#include "http/endpoint.hpp"

namespace citefeed::http {

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
