#include "http/socket_address.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <array>
#include <cstddef>
#include <cstring>

namespace citefeed::http {

std::optional<SocketAddress> resolve(const Endpoint& endpoint) {
  const std::string host = endpoint.host == "localhost" ? "127.0.0.1" : endpoint.host;
  SocketAddress address;
  sockaddr_in ipv4 = {};
  if (inet_pton(AF_INET, host.c_str(), &ipv4.sin_addr) == 1) {
    ipv4.sin_family = AF_INET;
    ipv4.sin_port = htons(endpoint.port);
    std::memcpy(&address.storage, &ipv4, sizeof ipv4);
    address.size = sizeof ipv4;
    return address;
  }
  sockaddr_in6 ipv6 = {};
  if (inet_pton(AF_INET6, host.c_str(), &ipv6.sin6_addr) == 1) {
    ipv6.sin6_family = AF_INET6;
    ipv6.sin6_port = htons(endpoint.port);
    std::memcpy(&address.storage, &ipv6, sizeof ipv6);
    address.size = sizeof ipv6;
    return address;
  }
  return std::nullopt;
}

std::uint16_t port_of(const SocketAddress& address) {
  std::uint16_t port = 0;  // at the same place in both families
  static_assert(offsetof(sockaddr_in, sin_port) == offsetof(sockaddr_in6, sin6_port));
  std::memcpy(&port, reinterpret_cast<const char*>(&address.storage) + offsetof(sockaddr_in, sin_port), sizeof port);
  return ntohs(port);
}

IpAddress ip_address_of(const SocketAddress& address) {
  if (address.storage.ss_family == AF_INET) {
    std::array<std::uint8_t, 4> bytes = {};
    std::memcpy(bytes.data(), reinterpret_cast<const char*>(&address.storage) + offsetof(sockaddr_in, sin_addr), 4);
    return ipv4_address(bytes);
  }
  IpAddress ip;
  if (address.storage.ss_family == AF_INET6) {
    std::memcpy(ip.bytes.data(), reinterpret_cast<const char*>(&address.storage) + offsetof(sockaddr_in6, sin6_addr),
                ip.bytes.size());
  }
  return ip;
}

}  // namespace citefeed::http
