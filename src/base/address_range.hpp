/// Networks as operators write them: "192.0.2.0/24", "2001:db8::/32", a single address.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ip_address.hpp"

namespace citefeed {

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
/// else, or has bits after its length ("192.0.2.1/24"): those are mostly slips.
[[nodiscard]] std::optional<AddressRange> parse_address_range(std::string_view text);

/// "192.0.2.0/24", or "192.0.2.1" for a single address: what parse_address_range() reads.
[[nodiscard]] std::string to_string(const AddressRange& range);

/// False for an address that is not known.
[[nodiscard]] bool contains(const AddressRange& range, const IpAddress& address);
[[nodiscard]] bool contains(const std::vector<AddressRange>& ranges, const IpAddress& address);

/// 127.0.0.0/8 and ::1: this machine.
[[nodiscard]] std::vector<AddressRange> loopback_ranges();

}  // namespace citefeed
