#include "model/issue.hpp"

#include <fmt/format.h>

namespace citefeed::model {

std::string to_string(const MonthName& name) {
  return fmt::format("{:04}-{:02}", name.year, name.month);
}

Instant start_of(const MonthName& name, const TimeZone& zone) {
  return zone.start_of(std::chrono::year{name.year} / std::chrono::month{name.month} / 1);
}

Instant end_of(const MonthName& name, const TimeZone& zone) {
  const bool is_december = name.month == 12;
  return start_of({.year = name.year + (is_december ? 1 : 0), .month = is_december ? 1 : name.month + 1}, zone);
}

}  // namespace citefeed::model
