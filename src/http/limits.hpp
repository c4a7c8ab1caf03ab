/// What one client may have: connections, time, and how often it may ask for the same address to no purpose.
#pragma once
#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ip_address.hpp"
#include "base/mutex.hpp"
#include "http/forwarded.hpp"

namespace citefeed::http {

// What one client may take of the server, and how a client is known behind proxies.

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

/// True for a client whom limits per client do not concern.
[[nodiscard]] inline bool is_exempt(const IpAddress& client, const ClientLimits& limits) {
  return contains(limits.exempt, client) || contains(limits.trusted_proxies, client);
}

// How many connections there are, in all and per client.

/// Counts the connections of all threads. Asked when a connection begins or ends, never for a request; clients are
/// spread over parts with a mutex each. Holds an entry per client that has a connection, no more. Safe from any thread.
class ConnectionCount final {
 public:
  /// 0: no limit.
  ConnectionCount(std::size_t most_in_all, std::size_t most_per_client)
      : most_in_all_(most_in_all), most_per_client_(most_per_client) {}

  void open() { in_all_.fetch_add(1, std::memory_order_relaxed); }
  void close() { in_all_.fetch_sub(1, std::memory_order_relaxed); }
  /// True when no further connection should be accepted for now.
  [[nodiscard]] bool is_full() const;
  /// True when three quarters are used: whoever asks for nothing is in the way now.
  [[nodiscard]] bool is_crowded() const;

  /// Counts a connection of `client` (an address or its network; see client_key()); false, and not counted, when it has
  /// as many as it may. An unknown client is not counted.
  [[nodiscard]] bool open_of(const IpAddress& client);
  /// Ends a connection that open_of() has counted.
  void close_of(const IpAddress& client);

 private:
  struct Part {
    Mutex mutex = {};
    std::map<IpAddress, std::size_t> connections GUARDED_BY(mutex) = {};
  };
  [[nodiscard]] Part& part_of(const IpAddress& client);

  const std::size_t most_in_all_;
  const std::size_t most_per_client_;
  std::atomic<std::size_t> in_all_ = 0;
  std::array<Part, 16> parts_ = {};
};

/// A connection that is counted for its client, until it ends.
class Seat final {
 public:
  Seat() = default;  ///< counted for nobody
  /// Of a connection that `count.open_of(client)` has counted.
  Seat(ConnectionCount& count, const IpAddress& client) : count_(&count), client_(client) {}
  Seat(Seat&& other) noexcept : count_(std::exchange(other.count_, nullptr)), client_(other.client_) {}
  Seat& operator=(Seat&& other) noexcept {
    std::swap(count_, other.count_);
    std::swap(client_, other.client_);
    return *this;
  }
  Seat(const Seat&) = delete;
  Seat& operator=(const Seat&) = delete;
  ~Seat() {
    if (count_ != nullptr) count_->close_of(client_);
  }

 private:
  ConnectionCount* count_ = nullptr;
  IpAddress client_ = {};
};

/// What counts as one client: an IPv4 address, the /64 of an IPv6 address, since that is what one household is given
/// (RFC 6177, 2).
[[nodiscard]] inline IpAddress client_key(const IpAddress& address) {
  return network_of(address, 32, 64);
}

/// Counts requests per (client, path) in periods of `window`, each begun by the first of them. Asking for many
/// different feeds in a burst is never noticed. Belongs to one thread; its memory is fixed: where it is short, the
/// count that began longest ago is forgotten, which is in the client's favour.
class RepeatLimit final {
 public:
  using TimePoint = std::chrono::steady_clock::time_point;

  /// `most` 0: no limit, no memory. `secret` keeps others from finding two pairs that are counted as one.
  RepeatLimit(std::uint32_t most, std::chrono::seconds window, std::uint64_t secret);
  /// The kernel's chance, which reaches nothing that is published: it decides only which counts share a place. Throws
  /// std::system_error.
  [[nodiscard]] static std::uint64_t make_secret();

  [[nodiscard]] bool is_on() const { return most_ != 0; }
  /// Counts a request. How long the client is to wait, at least a second, when it has asked more than `most` times;
  /// nothing when it may be answered.
  [[nodiscard]] std::optional<std::chrono::seconds> count(const IpAddress& client, std::string_view path,
                                                          TimePoint now);

 private:
  struct Entry {
    std::uint64_t pair = 0;  ///< a digest of client and path
    TimePoint begun = {};
    std::uint32_t requests = 0;  ///< 0: not used
  };
  static constexpr std::size_t entries = 8192;
  static constexpr std::size_t places = 4;  ///< where the entry of a pair may stand

  const std::uint32_t most_;
  const std::chrono::seconds window_;
  const std::uint64_t secret_;
  std::vector<Entry> table_;
};

}  // namespace citefeed::http
