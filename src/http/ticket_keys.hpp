/// The keys that session tickets are sealed with (RFC 5077, 4; RFC 8446, 4.6.1).
#pragma once
#include <array>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <span>

namespace citefeed::http {

/// Made by chance, kept in memory alone, and replaced before long: whoever gets hold of a key can read what was said
/// under it, so it must not live as long as the process. Safe from any thread.
class TicketKeys final {
 public:
  using TimePoint = std::chrono::steady_clock::time_point;

  struct Key {
    std::array<unsigned char, 16> name = {};  ///< stands in the ticket, in clear
    std::array<unsigned char, 32> cipher = {};
    std::array<unsigned char, 32> mac = {};
  };
  struct Found {
    Key key = {};
    bool is_newest = false;
  };

  /// How long new tickets are sealed with one key; what was sealed can be opened for as long again.
  static constexpr std::chrono::seconds period = std::chrono::hours{12};

  /// The key to seal with. Throws std::runtime_error when the system has no chance to give.
  [[nodiscard]] Key newest(TimePoint now);
  /// The key of this name; nothing when it is not ours, or has been given up.
  [[nodiscard]] std::optional<Found> find(std::span<const unsigned char, 16> name, TimePoint now);

 private:
  struct Dated {
    Key key = {};
    TimePoint made = {};
  };
  void rotate(TimePoint now);

  std::mutex mutex_ = {};
  std::optional<Dated> newest_ = {};
  std::optional<Dated> previous_ = {};
};

}  // namespace citefeed::http
