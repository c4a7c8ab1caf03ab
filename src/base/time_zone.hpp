/// The site's time zone: what a bare date means, and which month a moment belongs to.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"

namespace date {
class time_zone;
}

namespace citefeed {

/// An IANA time zone of the system's database. A value: cheap to copy, safe from any thread, never dangling.
class TimeZone final {
 public:
  /// UTC.
  TimeZone() = default;

  /// The zone called `name` ("America/Toronto"); nothing when the system's database has no such zone.
  [[nodiscard]] static std::optional<TimeZone> locate(std::string_view name);

  /// The IANA name; "UTC" for the default.
  [[nodiscard]] std::string name() const;

  /// The first moment of the calendar day `day` here. Where daylight saving skips midnight, the first moment that
  /// exists; where it repeats midnight, the earlier one.
  [[nodiscard]] Instant start_of(std::chrono::year_month_day day) const;

  /// The moment when clocks here show `clock` (since midnight) on `day`. Where daylight saving skips that time, the
  /// moment of the change; where it repeats it, the earlier one.
  [[nodiscard]] Instant at(std::chrono::year_month_day day, std::chrono::seconds clock) const;

  /// The calendar day of `instant` here.
  [[nodiscard]] std::chrono::year_month_day day_of(Instant instant) const;

  bool operator==(const TimeZone&) const = default;

 private:
  explicit TimeZone(const date::time_zone* zone) : zone_(zone) {}
  const date::time_zone* zone_ = nullptr;  ///< owned by the process-wide time zone database; null is UTC
};

/// Reads a date as posts write it: "2023-12" (the 1st, 00:00 in `zone`), "2023-12-24" (00:00 in `zone`) or RFC 3339.
/// Nothing when it is none of these.
[[nodiscard]] std::optional<Instant> parse_date(std::string_view text, const TimeZone& zone);

/// "December 2023" in English, as the blog's month headings say it.
[[nodiscard]] std::string to_month_heading(Instant instant, const TimeZone& zone);

/// "24 December 2023" in English.
[[nodiscard]] std::string to_day_in_words(Instant instant, const TimeZone& zone);

}  // namespace citefeed
