/// The site's time zone: what a bare date means, and which month a moment belongs to.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.hpp"
#include "base/instant.hpp"

namespace citefeed {

/// Where systems have their time zones, as files (RFC 9636).
inline constexpr const char* time_zone_database = "/usr/share/zoneinfo";

struct ZoneFile;

/// An IANA time zone of the system's database. A value: cheap to copy, safe from any thread, never dangling.
class TimeZone final {
 public:
  /// UTC.
  TimeZone() = default;

  /// The zone called `name` ("America/Toronto") of the database in this directory. Its file says the same whether it
  /// lists the changes of many years or leaves them to the rule at its end; one without a rule is refused, since nobody
  /// could tell what holds after its last change. So are names that mean another thing on each machine ("localtime"),
  /// zones that count leap seconds ("right/…"), and files outside the database. The error says why, as half a
  /// sentence. A file that is good is read once in a process. Safe from any thread.
  [[nodiscard]] static Outcome<TimeZone> locate(std::string_view name, std::string_view database = time_zone_database);

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
  explicit TimeZone(const ZoneFile* zone) : zone_(zone) {}
  const ZoneFile* zone_ = nullptr;  ///< one of those that the process has read; null is UTC
};

/// Reads a date as posts write it: "2023-12" (the 1st, 00:00 in `zone`), "2023-12-24" (00:00 in `zone`) or RFC 3339.
/// Nothing when it is none of these.
[[nodiscard]] std::optional<Instant> parse_date(std::string_view text, const TimeZone& zone);

/// "December 2023" in English, as the blog's month headings say it.
[[nodiscard]] std::string to_month_heading(Instant instant, const TimeZone& zone);

/// "24 December 2023" in English.
[[nodiscard]] std::string to_day_in_words(Instant instant, const TimeZone& zone);

/// True of a date as parse_date() reads it that says a month and no day: "2023-12".
[[nodiscard]] constexpr bool names_month_only(std::string_view date) {
  return date.size() == std::string_view{"YYYY-MM"}.size();
}

/// A date for people, as it was written: "December 2023" where `is_month`, else "24 December 2023".
[[nodiscard]] std::string to_date_in_words(Instant instant, bool is_month, const TimeZone& zone);

}  // namespace citefeed
