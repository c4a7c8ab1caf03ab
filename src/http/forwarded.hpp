/// Who asks, where proxies stand between: only what a trusted proxy says is believed.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/address_range.hpp"

namespace citefeed::http {

/// The field a proxy names its client in. Exactly one is looked at: a proxy hands on what its client wrote into others.
enum class ProxyField : std::uint8_t {
  x_forwarded_for,
  forwarded,  ///< RFC 7239
};

/// The client of a request that came from `peer` with `value` in that field (its lines joined by ", "). Read from the
/// right, where the nearest proxy added its own: past every address of a trusted proxy, to the first that is not
/// ("for" of RFC 7239, 5.2). What a client itself claims further left never counts. An element that names no address
/// ("unknown", "_hidden", nonsense) ends the search at the last proxy that is known. `peer` when it is not trusted.
/// Pure; allocates nothing.
[[nodiscard]] IpAddress client_behind_proxies(const IpAddress& peer, ProxyField field, std::string_view value,
                                              const std::vector<AddressRange>& trusted);

}  // namespace citefeed::http
