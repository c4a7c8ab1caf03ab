#include "http/endpoint.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/un.h>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstring>

namespace citefeed::http {
namespace {

constexpr std::string_view unix_prefix = "unix:";

}  // namespace

std::string to_string(const Endpoint& endpoint) {
  if (!endpoint.path.empty()) return fmt::format("{}{}", unix_prefix, endpoint.path);
  if (endpoint.host.empty() && endpoint.inherited >= 0) return fmt::format("descriptor {}", endpoint.inherited);
  const bool is_ipv6 = endpoint.host.find(':') != std::string::npos;
  return is_ipv6 ? fmt::format("[{}]:{}", endpoint.host, endpoint.port)
                 : fmt::format("{}:{}", endpoint.host, endpoint.port);
}

std::string to_url(const Endpoint& endpoint) {
  if (!endpoint.path.empty()) return to_string(endpoint);
  return fmt::format("{}://{}", endpoint.protocol == Protocol::https ? "https" : "http", to_string(endpoint));
}

std::optional<Endpoint> parse_endpoint(std::string_view text) {
  if (text.starts_with(unix_prefix)) {
    const std::string_view path = text.substr(unix_prefix.size());
    if (path.empty() || path.find('\0') != std::string_view::npos) return std::nullopt;
    return Endpoint{.path = std::string{path}};
  }
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  std::string_view host = text.substr(0, colon);
  const std::string_view port = text.substr(colon + 1);
  const bool bracketed = host.starts_with('[') && host.ends_with(']');
  if (bracketed) host = host.substr(1, host.size() - 2);
  const bool is_ipv6 = host.find(':') != std::string_view::npos;
  if (host.empty() || bracketed != is_ipv6) return std::nullopt;

  Endpoint endpoint{.host = std::string{host}};
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), endpoint.port);
  if (error != std::errc{} || end != port.data() + port.size() || port.empty()) return std::nullopt;
  return endpoint;
}

namespace {

template <class Address>
SocketAddress wrap(const Address& address, std::size_t size = sizeof(Address)) {
  SocketAddress wrapped;
  std::memcpy(&wrapped.storage, &address, sizeof address);
  wrapped.size = static_cast<socklen_t>(size);
  return wrapped;
}

template <class Address>
Address unwrap(const SocketAddress& wrapped) {
  Address address;
  std::memcpy(&address, &wrapped.storage, sizeof address);
  return address;
}

template <class Part>
std::string host_text(int family, const Part& address) {
  std::array<char, INET6_ADDRSTRLEN> text = {};
  return inet_ntop(family, &address, text.data(), text.size()) != nullptr ? text.data() : "";
}

}  // namespace

std::optional<SocketAddress> unix_address(const std::string& path) {
  sockaddr_un address = {};
  if (path.size() >= sizeof address.sun_path) return std::nullopt;
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, path.data(), path.size());
  const std::size_t terminator = path.starts_with('\0') ? 0 : 1;  // an abstract name ends where the address does
  return wrap(address, offsetof(sockaddr_un, sun_path) + path.size() + terminator);
}

std::optional<SocketAddress> resolve(const Endpoint& endpoint) {
  if (!endpoint.path.empty()) return unix_address(endpoint.path);
  const std::string host = endpoint.host == "localhost" ? "127.0.0.1" : endpoint.host;
  sockaddr_in ipv4 = {};
  if (inet_pton(AF_INET, host.c_str(), &ipv4.sin_addr) == 1) {
    ipv4.sin_family = AF_INET;
    ipv4.sin_port = htons(endpoint.port);
    return wrap(ipv4);
  }
  sockaddr_in6 ipv6 = {};
  if (inet_pton(AF_INET6, host.c_str(), &ipv6.sin6_addr) == 1) {
    ipv6.sin6_family = AF_INET6;
    ipv6.sin6_port = htons(endpoint.port);
    return wrap(ipv6);
  }
  return std::nullopt;
}

Endpoint to_endpoint(const SocketAddress& address) {
  switch (address.family()) {
    case AF_INET: {
      const auto ipv4 = unwrap<sockaddr_in>(address);
      return {.host = host_text(AF_INET, ipv4.sin_addr), .port = ntohs(ipv4.sin_port)};
    }
    case AF_INET6: {
      const auto ipv6 = unwrap<sockaddr_in6>(address);
      return {.host = host_text(AF_INET6, ipv6.sin6_addr), .port = ntohs(ipv6.sin6_port)};
    }
    case AF_UNIX: {
      const auto local = unwrap<sockaddr_un>(address);
      constexpr std::size_t path_at = offsetof(sockaddr_un, sun_path);
      const std::size_t room = address.size > path_at ? address.size - path_at : 0;
      return {.path = std::string{local.sun_path, strnlen(local.sun_path, room)}};
    }
    default:
      return {};
  }
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

std::optional<SocketAddress> address_of(int socket) {
  SocketAddress address;
  if (getsockname(socket, address.get(), &address.size) != 0) return std::nullopt;
  return address;
}

}  // namespace citefeed::http
