#include "importing/page_shape.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <string>

#include "base/utf8.hpp"
#include "content/headings.hpp"

namespace citefeed::importing {
namespace {

constexpr std::string_view no_break_space = "\u00A0";
constexpr std::string_view implications = "practice implications";
constexpr std::size_t max_citation_bytes = 2000;
constexpr std::size_t max_title_bytes = 300;

bool is_beyond_ascii(char c) {
  return static_cast<unsigned char>(c) >= 0x80;
}
bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// True when ", X." or ", X.-Y." stands somewhere in `authors`: a family name before its initials.
bool has_initials(std::string_view authors) {
  for (std::size_t at = authors.find(", "); at != std::string_view::npos; at = authors.find(", ", at + 1)) {
    std::size_t end = at + 2;
    if (end >= authors.size() || (!is_ascii_upper(authors[end]) && !is_beyond_ascii(authors[end]))) continue;
    ++end;
    while (end < authors.size() && is_continuation(authors[end])) ++end;
    if (end < authors.size() && authors[end] == '.') return true;
  }
  return false;
}

/// True for "World Health Organization." and the like: names in capitals that end in a full stop.
bool is_organisation(std::string_view authors) {
  static constexpr std::array<std::string_view, 8> small = {"of", "for", "the", "and", "in", "on", "de", "&"};
  if (authors.size() > 120 || !authors.ends_with('.') || authors.find(' ') == std::string_view::npos) return false;
  while (!authors.empty()) {
    const auto end = std::min(authors.find(' '), authors.size());
    const auto word = authors.substr(0, end);
    const bool is_small = std::find(small.begin(), small.end(), word) != small.end();
    if (!word.empty() && !is_ascii_upper(word.front()) && !is_beyond_ascii(word.front()) && !is_small) return false;
    authors.remove_prefix(std::min(end + 1, authors.size()));
  }
  return true;
}

/// True for "2018", "2019a", "2023, March 4", "in press" and "n.d.": what stands between the parentheses.
bool is_year(std::string_view text) {
  if (text == "in press" || text == "n.d." || text == "n. d.") return true;
  if (text.size() < 4 || !std::all_of(text.begin(), text.begin() + 4, is_digit)) return false;
  text.remove_prefix(4);
  if (!text.empty() && is_ascii_lower(text.front())) text.remove_prefix(1);
  return text.empty() || (text.starts_with(", ") && text.size() <= 20);
}

}  // namespace

std::string collapse_space(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' && (c < '\t' || c > '\r')) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

std::string single_line(std::string_view text) {
  std::string breakable;
  for (auto at = text.find(no_break_space); at != std::string_view::npos; at = text.find(no_break_space)) {
    breakable.append(text.substr(0, at)) += ' ';
    text.remove_prefix(at + no_break_space.size());
  }
  return collapse_space(breakable.append(text));
}

std::optional<std::chrono::year_month> month_of_heading(std::string_view text) {
  static constexpr std::array<std::string_view, 12> names = {"january",   "february", "march",    "april",
                                                             "may",       "june",     "july",     "august",
                                                             "september", "october",  "november", "december"};
  const std::string heading = fold_case(single_line(text));
  const auto space = heading.find(' ');
  if (space == std::string::npos || heading.size() != space + 5) return std::nullopt;
  std::string_view name = std::string_view{heading}.substr(0, space);
  if (name.ends_with(',')) name.remove_suffix(1);
  const auto* const found = std::find(names.begin(), names.end(), name);
  const std::string_view digits = std::string_view{heading}.substr(space + 1);
  if (found == names.end() || !std::all_of(digits.begin(), digits.end(), is_digit) || digits < "1000")
    return std::nullopt;
  int year = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), year);
  return std::chrono::year{year} / std::chrono::month{static_cast<unsigned>(found - names.begin()) + 1};
}

std::size_t implications_prefix(std::string_view text) {
  if (text.size() <= implications.size()) return 0;
  if (fold_case(text.substr(0, implications.size())) != implications) return 0;
  const auto colon = text.find_first_not_of(' ', implications.size());
  const bool more = colon != std::string_view::npos && text[colon] == ':' && !trim(text.substr(colon + 1)).empty();
  return more ? colon + 1 : 0;
}

bool looks_like_citation(std::string_view text) {
  const std::string line = single_line(text);
  if (line.size() > max_citation_bytes) return false;
  const std::string_view view = line;
  for (std::size_t open = view.find('('); open != std::string_view::npos; open = view.find('(', open + 1)) {
    const auto close = view.find(')', open);
    if (close == std::string_view::npos) return false;
    if (!is_year(view.substr(open + 1, close - open - 1))) continue;
    const auto rest = trim(view.substr(close + 1));
    const bool goes_on = rest.size() > 10 && (rest.front() == '.' || rest.front() == ',' || rest.front() == ':');
    const auto authors = trim(view.substr(0, open));
    return goes_on && (has_initials(authors) || is_organisation(authors));
  }
  return false;
}

bool looks_like_title(std::string_view text) {
  static constexpr std::array<std::string_view, 5> labels = {"reference", "references", "citation", "source",
                                                             "sources"};
  if (text.size() > max_title_bytes) return false;
  const std::string line = fold_case(single_line(text));
  return !line.empty() && !line.ends_with(':') && std::find(labels.begin(), labels.end(), line) == labels.end() &&
         !content::is_implications_heading(text) && !content::after_author_email(text);
}

namespace {

/// The size of the forbidden character at `at` of `text` (valid UTF-8); 0 when the one there is allowed.
std::size_t forbidden_at(std::string_view text, std::size_t at) {
  const auto byte = [text](std::size_t offset) {
    return offset < text.size() ? static_cast<unsigned char>(text[offset]) : static_cast<unsigned char>(0);
  };
  if (byte(at) == 0x7F || (byte(at) < 0x20 && byte(at) != '\t')) return 1;
  if (byte(at) == 0xC2 && byte(at + 1) < 0xA0) return 2;
  if (byte(at) == 0xEF && byte(at + 1) == 0xBF && byte(at + 2) >= 0xBE) return 3;
  return 0;
}

bool replace(std::string& text, bool keep_line_feeds) {
  std::string out;
  out.reserve(text.size());
  bool found = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto size = keep_line_feeds && text[at] == '\n' ? 0 : forbidden_at(text, at);
    found = found || size > 0;
    out += size > 0 ? ' ' : text[at];
    at += std::max<std::size_t>(size, 1);
  }
  if (found) text = std::move(out);
  return found;
}

}  // namespace

bool replace_forbidden(std::string& text) {
  return replace(text, false);
}

bool replace_forbidden_but_line_feeds(std::string& text) {
  return replace(text, true);
}

void drop_space_at_ends(Paragraph& spans) {
  static constexpr const char* space = " \t";
  while (!spans.empty()) {
    auto& text = spans.front().text;
    text.erase(0, std::min(text.find_first_not_of(space), text.size()));
    if (!text.empty() || !spans.front().image.empty()) break;
    spans.erase(spans.begin());
  }
  while (!spans.empty()) {
    auto& text = spans.back().text;
    text.erase(text.find_last_not_of(space) + 1);
    if (!text.empty() || !spans.back().image.empty()) break;
    spans.pop_back();
  }
}

void make_plain(std::vector<PageLine>& lines, std::string_view file, std::vector<Diagnostic>& diagnostics) {
  for (auto& line : lines) {
    bool replaced = false;
    for (auto& span : line.spans) replaced = replace_forbidden(span.text) || replaced;
    drop_space_at_ends(line.spans);
    if (!replaced) continue;
    diagnostics.push_back({.file = std::string{file},
                           .line = line.line,
                           .severity = Severity::warning,
                           .message = "expected text, found a control character, which is replaced by a space"});
  }
  const auto shows_nothing = [](const PageLine& line) {
    return line.left_out.empty() && single_line(text_of(line.spans)).empty();
  };
  lines.erase(std::remove_if(lines.begin(), lines.end(), shows_nothing), lines.end());
}

}  // namespace citefeed::importing
