#include "http/conditional.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/utf8.hpp"
#include "http/request.hpp"

namespace citefeed::http {
namespace {

constexpr std::array<std::string_view, 7> long_days{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                    "Friday", "Saturday", "Sunday"};
constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// Takes a date apart from its front; once something is not as expected, `good` stays false.
struct Scanner {
  std::string_view rest = {};
  bool good = true;

  void expect(std::string_view text) {
    good = good && rest.starts_with(text);
    if (good) rest.remove_prefix(text.size());
  }

  int number(std::size_t digits) {
    int value = 0;
    good = good && rest.size() >= digits;
    for (std::size_t i = 0; good && i < digits; ++i) {
      good = is_digit(rest[i]);
      value = value * 10 + (rest[i] - '0');
    }
    if (good) rest.remove_prefix(digits);
    return value;
  }

  /// The day of asctime-date: two digits, or a space and one.
  int padded_day() {
    if (!rest.starts_with(' ')) return number(2);
    rest.remove_prefix(1);
    return number(1);
  }

  /// Takes the name of a day, of which the first `letters` are there (0: all of them).
  void day_name(std::size_t letters) {
    for (const std::string_view day : long_days) {
      const std::string_view name = letters == 0 ? day : day.substr(0, letters);
      if (rest.starts_with(name)) return rest.remove_prefix(name.size());
    }
    good = false;
  }

  unsigned month() {
    const auto* const found = std::find(months.begin(), months.end(), rest.substr(0, 3));
    good = good && found != months.end();
    if (!good) return 0;
    rest.remove_prefix(3);
    return static_cast<unsigned>(found - months.begin()) + 1;
  }

  std::chrono::seconds time_of_day() {
    const int hours = number(2);
    expect(":");
    const int minutes = number(2);
    expect(":");
    const int seconds = number(2);
    good = good && hours < 24 && minutes < 60 && seconds <= 60;  // 60: a leap second
    return std::chrono::hours{hours} + std::chrono::minutes{minutes} + std::chrono::seconds{seconds};
  }

  [[nodiscard]] std::optional<Instant> finish(int year, unsigned month_number, int day,
                                              std::chrono::seconds time) const {
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month_number},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    if (!good || !rest.empty() || !date.ok()) return std::nullopt;
    return std::chrono::sys_days{date} + time;
  }
};

std::optional<Instant> parse_imf_fixdate(Scanner scanner) {
  scanner.day_name(3);
  scanner.expect(", ");
  const int day = scanner.number(2);
  scanner.expect(" ");
  const unsigned month = scanner.month();
  scanner.expect(" ");
  const int year = scanner.number(4);
  scanner.expect(" ");
  const auto time = scanner.time_of_day();
  scanner.expect(" GMT");
  return scanner.finish(year, month, day, time);
}

std::optional<Instant> parse_rfc850_date(Scanner scanner, Instant now) {
  scanner.day_name(0);
  scanner.expect(", ");
  const int day = scanner.number(2);
  scanner.expect("-");
  const unsigned month = scanner.month();
  scanner.expect("-");
  const int year_of_century = scanner.number(2);
  scanner.expect(" ");
  const auto time = scanner.time_of_day();
  scanner.expect(" GMT");
  const std::chrono::year_month_day today{std::chrono::floor<std::chrono::days>(now)};
  const int this_year = static_cast<int>(today.year());
  const int year = this_year - this_year % 100 + year_of_century;
  return scanner.finish(year > this_year + 50 ? year - 100 : year, month, day, time);
}

std::optional<Instant> parse_asctime_date(Scanner scanner) {
  scanner.day_name(3);
  scanner.expect(" ");
  const unsigned month = scanner.month();
  scanner.expect(" ");
  const int day = scanner.padded_day();
  scanner.expect(" ");
  const auto time = scanner.time_of_day();
  scanner.expect(" ");
  const int year = scanner.number(4);
  return scanner.finish(year, month, day, time);
}

}  // namespace

std::optional<Instant> parse_http_date(std::string_view text, Instant now) {
  const Scanner scanner{.rest = text};
  if (const auto instant = parse_imf_fixdate(scanner)) return instant;
  if (const auto instant = parse_rfc850_date(scanner, now)) return instant;
  return parse_asctime_date(scanner);
}

namespace {

struct ListedTag {
  std::string_view opaque = {};
  bool weak = false;
};

/// Reads `[ "W/" ] DQUOTE *etagc DQUOTE` (RFC 9110, 8.8.3).
std::optional<ListedTag> read_tag(std::string_view member) {
  const bool weak = member.starts_with("W/");
  if (weak) member.remove_prefix(2);
  if (member.size() < 2 || !member.starts_with('"') || !member.ends_with('"')) return std::nullopt;
  const std::string_view opaque = member.substr(1, member.size() - 2);
  const bool sound =
      std::all_of(opaque.begin(), opaque.end(), [](char c) { return c != '"' && c != ' ' && c != '\t'; });
  return sound ? std::optional{ListedTag{.opaque = opaque, .weak = weak}} : std::nullopt;
}

/// `opaque` without the mark a compressing proxy left on it.
std::string_view without_mark(std::string_view opaque) {
  static constexpr std::array<std::string_view, 5> marks{"-gzip", "-br", "-zstd", "-deflate", ";gzip"};
  for (const std::string_view mark : marks) {
    if (opaque.ends_with(mark)) return opaque.substr(0, opaque.size() - mark.size());
  }
  return opaque;
}

template <class Matches>
bool lists(std::string_view field, const Matches& matches) {
  if (trim_ows(field) == "*") return true;
  while (!field.empty()) {
    const std::string_view member = take_member(field);
    if (member.empty()) continue;
    const auto tag = read_tag(member);
    if (!tag) return false;
    if (matches(*tag)) return true;
  }
  return false;
}

}  // namespace

bool lists_tag(std::string_view field, const resource::EntityTag& current) {
  return lists(field, [&current](const ListedTag& tag) {
    return tag.opaque == current.opaque || without_mark(tag.opaque) == current.opaque;
  });
}

bool lists_tag_strongly(std::string_view field, const resource::EntityTag& current) {
  return lists(field, [&current](const ListedTag& tag) { return !tag.weak && tag.opaque == current.opaque; });
}

Verdict evaluate(const RequestHead& head, const resource::EntityTag& tag, std::optional<Instant> last_modified,
                 Instant now) {
  if (head.if_match.is_present()) {
    if (!lists_tag_strongly(head.if_match.text(), tag)) return Verdict::precondition_failed;
  } else if (last_modified && head.if_unmodified_since.is_present()) {
    const auto date = parse_http_date(head.if_unmodified_since.text(), now);
    if (date && *last_modified > *date) return Verdict::precondition_failed;
  }
  if (head.if_none_match.is_present()) {
    return lists_tag(head.if_none_match.text(), tag) ? Verdict::not_modified : Verdict::send;
  }
  if (last_modified && head.if_modified_since.is_present()) {
    const auto date = parse_http_date(head.if_modified_since.text(), now);
    if (date && *last_modified <= *date) return Verdict::not_modified;
  }
  return Verdict::send;
}

}  // namespace citefeed::http
