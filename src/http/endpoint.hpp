/// Where a server listens.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace citefeed::http {

struct Endpoint {
  std::string host = {};   ///< an IPv4 or IPv6 address without brackets, or "localhost", which is 127.0.0.1
  std::uint16_t port = 0;  ///< 0: any that is free
  bool operator==(const Endpoint&) const = default;
};

/// "127.0.0.1:8080", "[::1]:8080".
[[nodiscard]] std::string to_string(const Endpoint& endpoint);

/// Reads what to_string() writes; nothing when `text` is anything else. Whether the host is an address shows on
/// listening.
[[nodiscard]] std::optional<Endpoint> parse_endpoint(std::string_view text);

}  // namespace citefeed::http
