#include <algorithm>
#include <utility>

#include "citation/apa_locator.hpp"
#include "citation/apa_locator_words.hpp"
#include "citation/characters.hpp"

namespace citefeed::citation {
namespace {

constexpr std::size_t none = std::string_view::npos;

/// A word that a locator can begin with.
bool may_begin_locator(std::string_view word) {
  return word[0] == '(' || is_digit(word[0]) || number_length(word) != 0 || label_at(word).label != Label::missing ||
         roman_length(word) != 0;
}

/// "Mind, (4), 12", "Mind. (4), 12", and "Mind (4), 12", but not "Social Science & Medicine (1982), 154".
bool may_be_bracket_of_issue(std::string_view text, std::string_view before) {
  constexpr std::string_view dividers = ",;.";
  if (!before.empty() && dividers.find(before.back()) != none) return true;
  constexpr std::size_t longest_issue = 3;
  return text.substr(0, longest_issue + 2).find(')') != none;
}

/// "Physical Review C, 12": without a comma before it, the numeral belongs to the name; "Mind, LIX, 433" is a volume.
bool begins_with_stray_numeral(std::string_view text, std::string_view before) {
  const auto length = roman_length(text);
  return length != 0 && text.substr(length).starts_with(',') && !before.ends_with(',');
}

/// One lone number is a locator only after a comma, "Artificial Intelligence, 19", or with a label: titles end in
/// numbers too.
bool is_certain(const Locator& locator, std::string_view text, std::string_view before) {
  const auto parts = static_cast<int>(!locator.volume.empty()) + static_cast<int>(!locator.issue.empty()) +
                     static_cast<int>(!locator.first_page.empty()) + static_cast<int>(!locator.article_number.empty());
  if (parts > 1) return true;
  const auto end = trim_end(before, " ");
  if (!end.empty() && end.back() == ',') return true;
  return label_at(text).label != Label::missing && !before.empty();
}

}  // namespace

std::optional<SplitLocator> split_locator(std::string_view body) {
  constexpr std::size_t longest = 120;
  constexpr int most_words = 16;
  std::optional<SplitLocator> found;
  auto begin = body.size();
  for (int words = 0; words < most_words && begin > 0; ++words) {
    // Words are divided by spaces; a comma without its space, "Journal,12(3)", divides as well.
    const auto divider = find_last_of(body.substr(0, begin - 1), " ,");
    begin = divider == none ? 0 : divider + 1;
    if (body.size() - begin > longest || begin == 0) break;
    const auto text = body.substr(begin);
    if (text[0] == ' ' || text[0] == ',' || !may_begin_locator(text)) continue;
    if (begins_with_stray_numeral(text, trim_end(body.substr(0, begin), " "))) continue;
    // "Social Science & Medicine (1982), 154": brackets after a name belong to it.
    if (text[0] == '(' && !may_be_bracket_of_issue(text, trim_end(body.substr(0, begin), " "))) continue;
    auto locator = read_locator(text);
    if (!locator || !is_certain(*locator, text, body.substr(0, begin))) continue;
    found = SplitLocator{.before = body.substr(0, begin), .locator = *std::move(locator)};
  }
  return found;
}

std::optional<SplitLocator> split_before_note(std::string_view body) {
  constexpr std::size_t longest_note = 400;
  constexpr int most_sentences = 8;
  auto end = body.size();
  for (int sentences = 0; sentences < most_sentences && end > 0; ++sentences) {
    end = body.rfind(". ", end - 1);
    if (end == none || end == 0 || body.size() - end > longest_note) break;
    auto split = split_locator(body.substr(0, end));
    if (!split) continue;
    const auto& locator = split->locator;
    const bool has_pages = !locator.first_page.empty() || !locator.article_number.empty();
    if (!locator.volume.empty() && has_pages) return split;
  }
  return std::nullopt;
}

}  // namespace citefeed::citation
