/// What a log may tell of addresses: where something was asked for, not the secrets in it.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/ip_address.hpp"

namespace citefeed::telemetry {

/// How much of a client's address is logged.
enum class ClientDetail : std::uint8_t { none, prefix, full };

/// "none", "prefix", "full"; and back, nothing when `text` is none of these.
[[nodiscard]] std::string to_string(ClientDetail detail);
[[nodiscard]] std::optional<ClientDetail> parse_client_detail(std::string_view text);

/// The network a client is in, as coarse as it may be known beyond the moment: an IPv4 /24 or an IPv6 /48.
[[nodiscard]] IpAddress coarse_network(const IpAddress& client);

/// The client as it is logged: "-", the network it is in ("192.0.2.0" for a /24, "2001:db8:1::" for a /48), or its
/// address.
[[nodiscard]] std::string logged_client(const IpAddress& client, ClientDetail detail);

/// Adds `address` (a request target or a referring URI) to `out` with each value of its query as "*", and whatever in
/// the query has no name; without a fragment, and without the user and password before the host. Names stay: they tell
/// "?utm_source=*" from "?token=*".
void append_discreetly(std::string& out, std::string_view address);

}  // namespace citefeed::telemetry
