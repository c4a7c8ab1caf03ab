/// How many connections there are, in all and per client.
#pragma once
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <utility>

#include "base/ip_address.hpp"

namespace citefeed::http {

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
    std::mutex mutex = {};
    std::map<IpAddress, std::size_t> connections = {};
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

}  // namespace citefeed::http
