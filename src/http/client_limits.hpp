/// What one client may take of the server, and how a client is known behind proxies.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/address_range.hpp"
#include "http/forwarded.hpp"

namespace citefeed::http {

struct ClientLimits {
  /// Of all threads together. Above, accepting pauses; from three quarters on, who asks for nothing is sent away
  /// sooner. 0: no limit but the files the system grants.
  std::size_t max_connections = 20'000;
  /// Of one IPv4 address or IPv6 /64; a further one is closed without an answer. 0: no limit.
  std::size_t max_connections_per_client = 256;
  /// The last answer says that it is the last. 0: no limit.
  std::uint32_t max_requests_per_connection = 100'000;
  /// From the first byte of a request to the last byte of its answer.
  std::chrono::milliseconds request_timeout = std::chrono::minutes{10};
  /// What a slow reader must take within each write_timeout.
  std::size_t min_progress_bytes = 1024;
  /// Requests for one address by one client within `repeat_window`; then 429. 0: no limit.
  std::uint32_t max_repeats = 0;
  std::chrono::seconds repeat_window = std::chrono::seconds{60};
  /// Networks that max_connections_per_client and max_repeats do not count. Trusted proxies never are.
  std::vector<AddressRange> exempt = loopback_ranges();
  /// Proxies that are believed when they say in `proxy_field` who their client is.
  std::vector<AddressRange> trusted_proxies = {};
  ProxyField proxy_field = ProxyField::x_forwarded_for;
  /// Load balancers whose every connection begins with a header of the PROXY protocol.
  std::vector<AddressRange> proxy_protocol_from = {};
};

/// What is wrong with `limits`, as one sentence; nothing when they are usable.
[[nodiscard]] std::optional<const char*> problem_with(const ClientLimits& limits);

/// True for a client whom limits per client do not concern.
[[nodiscard]] inline bool is_exempt(const IpAddress& client, const ClientLimits& limits) {
  return contains(limits.exempt, client) || contains(limits.trusted_proxies, client);
}

}  // namespace citefeed::http
