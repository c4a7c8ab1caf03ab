/// The address of a client, IPv4 or IPv6, as one value.
#pragma once
#include <array>
#include <cstdint>
#include <string>

namespace citefeed {

/// 16 bytes in network order; IPv4 is mapped into IPv6, as ::ffff:192.0.2.1 (RFC 4291, 2.5.5.2). All zero: not known,
/// as with clients on a Unix socket.
struct IpAddress {
  std::array<std::uint8_t, 16> bytes = {};
  bool operator==(const IpAddress&) const = default;
  bool operator<(const IpAddress& other) const { return bytes < other.bytes; }

  [[nodiscard]] bool is_known() const { return *this != IpAddress{}; }
  [[nodiscard]] bool is_ipv4() const;
};

/// From the four bytes of an IPv4 address, in network order.
[[nodiscard]] IpAddress ipv4_address(const std::array<std::uint8_t, 4>& bytes);

/// The network that `address` is in: the first `ipv4_bits` (0 to 32) of an IPv4 address, the first `ipv6_bits` (0 to
/// 128) of another; the rest is zero.
[[nodiscard]] IpAddress network_of(const IpAddress& address, unsigned ipv4_bits, unsigned ipv6_bits);

/// "192.0.2.1", "2001:db8::1" (RFC 5952); "-" when it is not known.
[[nodiscard]] std::string to_string(const IpAddress& address);

}  // namespace citefeed
