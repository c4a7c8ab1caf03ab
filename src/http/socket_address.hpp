/// Addresses in the form of system calls.
#pragma once
#include <sys/socket.h>
#include <cstdint>
#include <optional>

#include "base/ip_address.hpp"
#include "http/endpoint.hpp"

namespace citefeed::http {

struct SocketAddress {
  sockaddr_storage storage = {};
  socklen_t size = sizeof(sockaddr_storage);

  [[nodiscard]] sockaddr* get() { return reinterpret_cast<sockaddr*>(&storage); }
};

/// The address of `endpoint`; nothing when its host is neither an IPv4 or IPv6 address nor "localhost".
[[nodiscard]] std::optional<SocketAddress> resolve(const Endpoint& endpoint);

/// The port of an IPv4 or IPv6 address.
[[nodiscard]] std::uint16_t port_of(const SocketAddress& address);

/// The address without its port; an unknown one for other families.
[[nodiscard]] IpAddress ip_address_of(const SocketAddress& address);

}  // namespace citefeed::http
