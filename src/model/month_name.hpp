/// The name of a month of the calendar, and when it is over.
#pragma once
#include <string>
#include <tuple>

#include "base/instant.hpp"
#include "base/time_zone.hpp"

namespace citefeed::model {

struct MonthName {
  int year = 0;
  unsigned month = 0;  ///< 1 to 12
  bool operator==(const MonthName&) const = default;
  bool operator<(const MonthName& other) const { return std::tie(year, month) < std::tie(other.year, other.month); }
};

/// "2023-12".
[[nodiscard]] std::string to_string(const MonthName& name);

/// Its first moment in `zone`.
[[nodiscard]] Instant start_of(const MonthName& name, const TimeZone& zone);

/// The first moment in `zone` at which the month is over: that of the next month.
[[nodiscard]] Instant end_of(const MonthName& name, const TimeZone& zone);

}  // namespace citefeed::model
