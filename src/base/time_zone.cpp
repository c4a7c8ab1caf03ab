#include "base/time_zone.hpp"

#include <date/tz.h>
#include <fmt/format.h>
#include <array>
#include <stdexcept>

namespace citefeed {
namespace {

std::optional<int> number(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::optional<TimeZone> TimeZone::locate(std::string_view name) {
  if (name == "UTC") return TimeZone{};
  try {
    return TimeZone{date::locate_zone(std::string{name})};
  } catch (const std::runtime_error&) {  // the library's only way to say that there is no such zone
    return std::nullopt;
  }
}

std::string TimeZone::name() const {
  return zone_ == nullptr ? "UTC" : zone_->name();
}

Instant TimeZone::start_of(std::chrono::year_month_day day) const {
  return at(day, {});
}

Instant TimeZone::at(std::chrono::year_month_day day, std::chrono::seconds clock) const {
  const Instant as_in_utc = std::chrono::sys_days{day} + clock;
  if (zone_ == nullptr) return as_in_utc;
  const date::local_seconds local{as_in_utc.time_since_epoch()};
  return Instant{zone_->to_sys(local, date::choose::earliest).time_since_epoch()};
}

std::chrono::year_month_day TimeZone::day_of(Instant instant) const {
  if (zone_ == nullptr) return std::chrono::floor<std::chrono::days>(instant);
  const auto local = zone_->to_local(date::sys_seconds{instant.time_since_epoch()});
  return std::chrono::floor<std::chrono::days>(Instant{local.time_since_epoch()});
}

std::optional<Instant> parse_date(std::string_view text, const TimeZone& zone) {
  if (text.size() != 7 && text.size() != 10) return parse_rfc3339(text);
  const auto year = number(text.substr(0, 4)), month = number(text.substr(5, 2));
  const auto day = text.size() == 10 ? number(text.substr(8, 2)) : std::optional{1};
  if (!year || !month || !day || *year < 1000 || text[4] != '-' || (text.size() == 10 && text[7] != '-'))
    return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return zone.start_of(date);
}

std::string to_month_heading(Instant instant, const TimeZone& zone) {
  static constexpr std::array<const char*, 12> months{"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};
  const auto day = zone.day_of(instant);
  return fmt::format("{} {}", months.at(static_cast<unsigned>(day.month()) - 1), static_cast<int>(day.year()));
}

std::string to_day_in_words(Instant instant, const TimeZone& zone) {
  return fmt::format("{} {}", static_cast<unsigned>(zone.day_of(instant).day()), to_month_heading(instant, zone));
}

}  // namespace citefeed
