/// Notices a client that asks for the same address again and again, to no purpose.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/ip_address.hpp"

namespace citefeed::http {

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
