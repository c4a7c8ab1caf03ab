#include "importing/feed_dates.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include "base/utf8.hpp"

namespace citefeed::importing {
namespace {

using std::chrono::seconds;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Takes pieces off the front of a text; once one is not there, nothing is any more.
class Cursor final {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}

  /// A number of `least` to `most` digits.
  int number(std::size_t least, std::size_t most) {
    int value = 0;
    std::size_t digits = 0;
    for (; digits < most && digits < rest_.size() && is_digit(rest_[digits]); ++digits)
      value = value * 10 + (rest_[digits] - '0');
    ok_ = ok_ && digits >= least;
    rest_.remove_prefix(digits);
    return value;
  }

  void expect(char c) {
    if (!skip(c)) ok_ = false;
  }
  bool skip(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void skip_space() {
    while (skip(' ')) continue;
  }
  std::string_view letters() {
    const auto* const end = std::find_if_not(rest_.begin(), rest_.end(),
                                             [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
    const auto word = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
    rest_.remove_prefix(word.size());
    return word;
  }
  void skip_digits() {
    while (!rest_.empty() && is_digit(rest_.front())) rest_.remove_prefix(1);
  }
  void fail() { ok_ = false; }

  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  [[nodiscard]] char peek() const { return rest_.empty() ? '\0' : rest_.front(); }
  [[nodiscard]] bool ok() const { return ok_; }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

struct Parts {
  std::chrono::year_month_day day = {};
  seconds clock = {};
  seconds offset = {};  ///< east of Greenwich
  bool has_offset = false;
  bool has_time = false;
};

std::optional<FeedDate> composed(const Parts& parts, const TimeZone& zone) {
  if (!parts.day.ok() || static_cast<int>(parts.day.year()) < 1000 || static_cast<int>(parts.day.year()) > 9998)
    return std::nullopt;
  if (!parts.has_offset) return FeedDate{.instant = zone.at(parts.day, parts.clock), .has_time = parts.has_time};
  return FeedDate{.instant = std::chrono::sys_days{parts.day} + parts.clock - parts.offset, .has_time = true};
}

std::chrono::year_month_day day_of(int year, int month, int day) {
  return std::chrono::year{year} / std::chrono::month{static_cast<unsigned>(month)} /
         std::chrono::day{static_cast<unsigned>(day)};
}

/// "15:04" or "15:04:05", perhaps with a fraction.
seconds read_clock(Cursor& cursor) {
  const int hours = cursor.number(1, 2);
  cursor.expect(':');
  const int minutes = cursor.number(2, 2);
  const int read_seconds = cursor.skip(':') ? cursor.number(2, 2) : 0;
  if (cursor.skip('.')) cursor.skip_digits();
  if (hours > 23 || minutes > 59 || read_seconds > 60) cursor.fail();
  return std::chrono::hours{hours} + std::chrono::minutes{minutes} + seconds{std::min(read_seconds, 59)};
}

/// "+05:30", "-0500", "Z" or a zone's name of RFC 822, 5.1, if there is one.
void read_offset(Cursor& cursor, Parts& parts) {
  static constexpr std::array<std::pair<std::string_view, int>, 12> zones = {{{"z", 0},
                                                                              {"ut", 0},
                                                                              {"utc", 0},
                                                                              {"gmt", 0},
                                                                              {"est", -5},
                                                                              {"edt", -4},
                                                                              {"cst", -6},
                                                                              {"cdt", -5},
                                                                              {"mst", -7},
                                                                              {"mdt", -6},
                                                                              {"pst", -8},
                                                                              {"pdt", -7}}};
  cursor.skip_space();
  if (cursor.at_end()) return;
  parts.has_offset = true;
  const bool west = cursor.peek() == '-';
  if (west || cursor.peek() == '+') {
    cursor.skip(cursor.peek());
    const int hours = cursor.number(2, 2);
    cursor.skip(':');
    const int minutes = cursor.number(2, 2);
    if (hours > 23 || minutes > 59) cursor.fail();
    const seconds offset = std::chrono::hours{hours} + std::chrono::minutes{minutes};
    parts.offset = west ? -offset : offset;
    return;
  }
  const std::string name = fold_case(cursor.letters());
  const auto* const found =
      std::find_if(zones.begin(), zones.end(), [&](const auto& zone) { return zone.first == name; });
  if (found == zones.end()) return cursor.fail();
  parts.offset = std::chrono::hours{found->second};
}

std::optional<Parts> read_iso(std::string_view text) {
  Cursor cursor{text};
  const int year = cursor.number(4, 4);
  cursor.expect('-');
  const int month = cursor.number(1, 2);
  cursor.expect('-');
  const int day = cursor.number(1, 2);
  Parts parts{.day = day_of(year, month, day)};
  if (cursor.ok() && cursor.at_end()) return parts;
  if (!cursor.skip('T') && !cursor.skip('t')) cursor.expect(' ');
  parts.clock = read_clock(cursor);
  parts.has_time = true;
  read_offset(cursor, parts);
  return cursor.ok() && cursor.at_end() ? std::optional{parts} : std::nullopt;
}

/// "Mon, 02 Jan 2006 15:04:05 -0700" (RFC 822, 5; RFC 5322, 3.3); the day of the week is not looked at.
std::optional<Parts> read_rfc822(std::string_view text) {
  static constexpr std::array<std::string_view, 12> months = {"jan", "feb", "mar", "apr", "may", "jun",
                                                              "jul", "aug", "sep", "oct", "nov", "dec"};
  Cursor cursor{text};
  if (!cursor.letters().empty()) cursor.expect(',');
  cursor.skip_space();
  const int day = cursor.number(1, 2);
  cursor.skip_space();
  const std::string month = fold_case(cursor.letters()).substr(0, 3);
  const auto* const found = std::find(months.begin(), months.end(), month);
  cursor.skip_space();
  int year = cursor.number(2, 4);
  if (year < 100) year += year < 50 ? 2000 : 1900;  // RFC 5322, 4.3
  cursor.skip_space();
  Parts parts{.day = day_of(year, static_cast<int>(found - months.begin()) + 1, day)};
  if (cursor.at_end()) return cursor.ok() && found != months.end() ? std::optional{parts} : std::nullopt;
  parts.clock = read_clock(cursor);
  parts.has_time = true;
  read_offset(cursor, parts);
  return cursor.ok() && cursor.at_end() && found != months.end() ? std::optional{parts} : std::nullopt;
}

}  // namespace

std::optional<FeedDate> parse_feed_date(std::string_view text, const TimeZone& zone) {
  text = trim(text);
  if (text.empty() || text.size() > 60) return std::nullopt;
  const auto parts = text.size() > 4 && text[4] == '-' ? read_iso(text) : read_rfc822(text);
  return parts ? composed(*parts, zone) : std::nullopt;
}

std::string to_text(const FeedDate& date, const TimeZone& zone) {
  if (date.has_time) return to_rfc3339(date.instant);
  return to_iso_date(zone.day_of(date.instant));
}

}  // namespace citefeed::importing
