/// Where a server listens.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace citefeed::http {

/// What is spoken at an endpoint.
enum class Protocol : std::uint8_t {
  http,
  https,
  redirect,  ///< HTTP, whose every answer is where to find the same over HTTPS
  preview,   ///< HTTP with whoever sits at this machine, and nobody else
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

}  // namespace citefeed::http
