/// A moment in UTC, to the second, its written forms, and the clock that tells the present one.
#pragma once
#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace citefeed {

using Instant = std::chrono::sys_seconds;

/// "2023-12-01T05:00:00Z" (RFC 3339, 5.6). Years outside 0000-9999 are a broken program.
[[nodiscard]] std::string to_rfc3339(Instant instant);

/// "Fri, 01 Dec 2023 05:00:00 GMT": IMF-fixdate (RFC 9110, 5.6.7), which is also an RFC 822 date with four-digit year
/// (RSS 2.0).
[[nodiscard]] std::string to_imf_fixdate(Instant instant);

/// "2023-12-01".
[[nodiscard]] std::string to_iso_date(std::chrono::year_month_day day);

/// "27/Nov/2026:03:47:38 +0000", as access logs have it (NCSA, Apache, nginx).
[[nodiscard]] std::string to_log_time(Instant instant);

/// Reads `text` as RFC 3339 date-time, with "T" or " " between, any offset, fractions of a second dropped, leap second
/// :60 taken as :59. Nothing when it is anything else, or outside the years 1000-9999.
[[nodiscard]] std::optional<Instant> parse_rfc3339(std::string_view text);

// The earlier of two moments that may not be set.

/// The smaller one; the other when one is not there.
template <class Moment>
[[nodiscard]] std::optional<Moment> earlier(std::optional<Moment> a, std::type_identity_t<std::optional<Moment>> b) {
  if (!a || !b) return a ? a : b;
  return std::min(*a, *b);
}

// The present moment, as an argument: tests move it by hand.

class Clock {
 public:
  Clock() = default;
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  virtual ~Clock() = default;
  /// The moment of the calendar, which jumps when the system's clock is set. Safe from any thread.
  [[nodiscard]] virtual Instant now() const = 0;
  /// A moment of a clock that never jumps, for deadlines and durations. Safe from any thread.
  [[nodiscard]] virtual std::chrono::steady_clock::time_point ticks() const = 0;
};

class SystemClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  }
  [[nodiscard]] std::chrono::steady_clock::time_point ticks() const override {
    return std::chrono::steady_clock::now();
  }
};

}  // namespace citefeed
