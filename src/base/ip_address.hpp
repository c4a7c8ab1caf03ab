/// The address of a client, IPv4 or IPv6, as one value, and ranges of them.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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

// Networks as operators write them: "192.0.2.0/24", "2001:db8::/32", a single address.

/// Reads "192.0.2.1" or "2001:db8::1", without brackets, port or zone; nothing when `text` is anything else. An IPv4
/// address mapped into IPv6 ("::ffff:192.0.2.1") is the IPv4 address.
[[nodiscard]] std::optional<IpAddress> parse_ip_address(std::string_view text);

/// All addresses whose first `bits` are those of `network` (RFC 4632, 3.1).
struct AddressRange {
  IpAddress network = {};  ///< all bits after the first `bits` are zero
  unsigned bits = 128;     ///< of 128; 96 more than what IPv4 counts
  bool operator==(const AddressRange&) const = default;
};

/// Reads "192.0.2.0/24", "2001:db8::/32" or an address, which is a range of its own; nothing when `text` is anything
/// else, has bits after its length ("192.0.2.1/24"), which are mostly slips, or is nobody's address ("::").
[[nodiscard]] std::optional<AddressRange> parse_address_range(std::string_view text);

/// "192.0.2.0/24", "192.0.2.1" for a single address, or "unix": what parse_peers() reads.
[[nodiscard]] std::string to_string(const AddressRange& range);

/// An address that is not known is in unix_peers() alone.
[[nodiscard]] bool contains(const AddressRange& range, const IpAddress& address);
[[nodiscard]] bool contains(const std::vector<AddressRange>& ranges, const IpAddress& address);

// Clients on a Unix socket have no address; where peers are listed, they stand there by a name.

/// Whoever has no address: AddressRange{} contains what is not known, and nothing else.
[[nodiscard]] inline AddressRange unix_peers() {
  return {};
}
/// Reads "unix", which is unix_peers(), or what parse_address_range() reads.
[[nodiscard]] std::optional<AddressRange> parse_peers(std::string_view text);

/// 127.0.0.0/8 and ::1: this machine.
[[nodiscard]] std::vector<AddressRange> loopback_ranges();

}  // namespace citefeed
