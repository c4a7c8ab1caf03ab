#include "citation/apa_date.hpp"

#include <algorithm>
#include <array>

#include "citation/characters.hpp"

namespace citefeed::citation {
namespace {

constexpr std::size_t none = std::string_view::npos;
constexpr std::size_t longest_date = 48;  ///< bytes between the brackets

/// `text` is `word`, perhaps with a letter or more words after it: "n.d.-a", "in press, Journal".
bool is_marked(std::string_view text, std::string_view word) {
  if (!starts_ignoring_case(text, word)) return false;
  const auto rest = text.substr(word.size());
  return rest.empty() || (rest[0] == '-' && rest.size() <= 3) || rest.starts_with(", ");
}

/// What is printed instead of a year, in the languages a reference list of psychology meets.
bool is_unknown(std::string_view text) {
  constexpr std::array<std::string_view, 13> words = {"n.d.", "n. d.", "n.d",   "nd",  "s.d.",    "s. d.",  "s.d",
                                                      "s. d", "s.f.",  "s. f.", "s.f", "no date", "undated"};
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return is_marked(text, word); });
}

bool is_in_press(std::string_view text) {
  constexpr std::array<std::string_view, 13> words = {"advance online publication",
                                                      "ahead of print",
                                                      "online first",
                                                      "in press",
                                                      "forthcoming",
                                                      "in preparation",
                                                      "under review",
                                                      "submitted",
                                                      "in review",
                                                      "accepted",
                                                      "sous presse",
                                                      "en prensa",
                                                      "im druck"};
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return is_marked(text, word); });
}

/// Offset of the first year, 1000 to 2099, that is not a part of a longer number; `none` when there is none.
std::size_t find_year(std::string_view text, std::size_t from = 0) {
  for (std::size_t at = from; at + 4 <= text.size(); ++at) {
    if (text[at] != '1' && !text.substr(at).starts_with("20")) continue;
    if (at > 0 && (is_digit(text[at - 1]) || is_ascii_letter(text[at - 1]))) continue;
    if (!is_digit(text[at + 1]) || !is_digit(text[at + 2]) || !is_digit(text[at + 3])) continue;
    if (at + 4 < text.size() && is_digit(text[at + 4])) continue;
    return at;
  }
  return none;
}

int year_at(std::string_view text, std::size_t at) {
  int year = 0;
  for (const char digit : text.substr(at, 4)) year = year * 10 + (digit - '0');
  return year;
}

/// The letter after a year: "a" of "2019a" and "2019-a".
std::string suffix_after(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const bool one_letter = !text.empty() && is_ascii_lower(text[0]) && (text.size() == 1 || !is_ascii_letter(text[1]));
  return one_letter ? std::string(1, text[0]) : std::string{};
}

/// Only a month, season, day or "ca." may stand before the year; a group's name may not: "(World Health Organization
/// 2004)".
bool may_precede_year(std::string_view before) {
  constexpr std::array<std::string_view, 8> marks = {
      "ca.", "c.", "ca", "circa", "in press", "accepted", "original work published", "©"};
  before = trim_both(before, " ,");
  if (before.empty()) return true;
  for (const auto mark : marks)
    if (equals_ignoring_case(before, mark)) return true;
  constexpr std::array<std::string_view, 17> months = {"jan",    "feb",    "mar",    "apr",  "may",   "jun",
                                                       "jul",    "aug",    "sep",    "oct",  "nov",   "dec",
                                                       "spring", "summer", "autumn", "fall", "winter"};
  const bool month = std::any_of(months.begin(), months.end(),
                                 [&](std::string_view name) { return contains_ignoring_case(before, name); });
  return month && before.size() <= 20;
}

/// Reads what stands between the brackets.
std::optional<PrintedDate> read_date(std::string_view text) {
  text = trim_both(text, " .,");
  PrintedDate date;
  const auto first = find_year(text);
  if (first == none) {
    date.in_press = is_in_press(text);
    if (!date.in_press && !is_unknown(text)) return std::nullopt;
    const auto hyphen = text.rfind('-');
    if (hyphen != none) date.suffix = suffix_after(text.substr(hyphen));
    return date;
  }
  if (!may_precede_year(text.substr(0, first))) return std::nullopt;
  // A reprint, "1900/1953", is the later edition; a span, "2012-2013", is where it begins.
  auto chosen = first;
  if (first + 5 < text.size() && text[first + 4] == '/')
    if (const auto second = find_year(text, first + 5); second == first + 5) chosen = second;
  date.year = year_at(text, chosen);
  date.suffix = suffix_after(text.substr(chosen + 4));
  date.found = Found::marked;
  return date;
}

/// The bytes up to the end of "2020 [1990])", where the bracket for the first edition opens at `inner`; 0 for anything
/// else.
std::size_t length_with_inner_bracket(std::string_view inside, std::size_t inner) {
  const bool after_year = inner >= 4 && find_year(inside.substr(0, inner)) == 0;
  const auto close = find_first_of(inside, ")]", inner);
  if (!after_year || close == none || find_year(inside.substr(inner + 1, close - inner - 1)) != 0) return 0;
  const auto outer = inside.find_first_not_of(' ', close + 1);
  return outer != none && (inside[outer] == ')' || inside[outer] == ']') ? outer + 1 : 0;
}

}  // namespace

std::optional<PrintedDate> find_bracketed_date(std::string_view reference) {
  for (std::size_t open = find_first_of(reference, "(["); open != none;
       open = find_first_of(reference, "([", open + 1)) {
    const auto inside = reference.substr(open + 1, longest_date);
    const auto close = find_first_of(inside, ")]([");
    if (close == none) continue;
    auto length = close + 1;
    if (inside[close] == '(' || inside[close] == '[') length = length_with_inner_bracket(inside, close);
    if (length == 0) continue;
    auto date = read_date(inside.substr(0, close));
    if (!date) continue;
    date->begin = open;
    date->end = open + 1 + length;
    return date;
  }
  return std::nullopt;
}

std::optional<PrintedDate> find_bare_date(std::string_view reference) {
  for (auto at = find_year(reference); at != none; at = find_year(reference, at + 4)) {
    const auto before = trim_end(reference.substr(0, at), " ");
    if (before.size() == at || before.empty() || (before.back() != '.' && before.back() != ',')) continue;
    const auto suffix = suffix_after(reference.substr(at + 4, 2));
    const auto end = at + 4 + suffix.size();
    constexpr std::string_view enders = ".,:;";
    if (end >= reference.size() || enders.find(reference[end]) == none) continue;
    return PrintedDate{
        .begin = at, .end = end, .year = year_at(reference, at), .suffix = suffix, .found = Found::placed};
  }
  return std::nullopt;
}

}  // namespace citefeed::citation
