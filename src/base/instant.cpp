#include "base/instant.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>

namespace citefeed {
namespace {

struct Fields {
  std::chrono::year_month_day day = {};
  unsigned weekday = 0;  ///< 0 is Sunday
  long hours = 0, minutes = 0, seconds = 0;
};

Fields fields_of(Instant instant) {
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::hh_mm_ss time{instant - day};
  return {.day = std::chrono::year_month_day{day},
          .weekday = std::chrono::weekday{day}.c_encoding(),
          .hours = static_cast<long>(time.hours().count()),
          .minutes = static_cast<long>(time.minutes().count()),
          .seconds = static_cast<long>(time.seconds().count())};
}

constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

const char* name_of(std::chrono::month month) {
  return months.at(static_cast<unsigned>(month) - 1);
}

std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return std::nullopt;
  int value = 0;
  for (const char c : text.substr(at, count)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

// What four digits can write again, whatever offset was taken away.
constexpr Instant earliest = std::chrono::sys_days{std::chrono::year{1000} / 1 / 1};
constexpr Instant too_late = std::chrono::sys_days{std::chrono::year{10000} / 1 / 1};

/// The offset from UTC that `text` ("Z", "+05:30", "-00:00") says.
std::optional<std::chrono::minutes> offset_of(std::string_view text) {
  if (text == "Z" || text == "z") return std::chrono::minutes{0};
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const auto hours = digits(text, 1, 2);
  const auto minutes = digits(text, 4, 2);
  if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  const std::chrono::minutes offset{*hours * 60 + *minutes};
  return text[0] == '-' ? -offset : offset;
}

}  // namespace

std::string to_rfc3339(Instant instant) {
  const Fields f = fields_of(instant);
  return fmt::format("{}T{:02}:{:02}:{:02}Z", to_iso_date(f.day), f.hours, f.minutes, f.seconds);
}

std::string to_imf_fixdate(Instant instant) {
  static constexpr std::array<const char*, 7> weekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  const Fields f = fields_of(instant);
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", weekdays.at(f.weekday),
                     static_cast<unsigned>(f.day.day()), name_of(f.day.month()), static_cast<int>(f.day.year()),
                     f.hours, f.minutes, f.seconds);
}

std::string to_iso_date(std::chrono::year_month_day day) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

std::string to_log_time(Instant instant) {
  const Fields f = fields_of(instant);
  return fmt::format("{:02}/{}/{:04}:{:02}:{:02}:{:02} +0000", static_cast<unsigned>(f.day.day()),
                     name_of(f.day.month()), static_cast<int>(f.day.year()), f.hours, f.minutes, f.seconds);
}

std::optional<Instant> parse_rfc3339(std::string_view text) {
  const auto year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
  const auto hour = digits(text, 11, 2), minute = digits(text, 14, 2), second = digits(text, 17, 2);
  if (!year || !month || !day || !hour || !minute || !second || *year < 1000) return std::nullopt;
  if (text[4] != '-' || text[7] != '-' || text[13] != ':' || text[16] != ':') return std::nullopt;
  if (text[10] != 'T' && text[10] != 't' && text[10] != ' ') return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok() || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  std::string_view rest = text.substr(19);
  if (!rest.empty() && rest[0] == '.') {
    const auto end = rest.find_first_not_of("0123456789", 1);
    if (end == std::string_view::npos || end == 1) return std::nullopt;
    rest.remove_prefix(end);
  }
  const auto offset = offset_of(rest);
  if (!offset) return std::nullopt;
  const Instant instant = std::chrono::sys_days{date} + std::chrono::hours{*hour} + std::chrono::minutes{*minute} +
                          std::chrono::seconds{std::min(*second, 59)} - *offset;
  if (instant < earliest || instant >= too_late) return std::nullopt;
  return instant;
}

}  // namespace citefeed
