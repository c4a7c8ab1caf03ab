#include "citation/doi.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/iri.hpp"
#include "citation/characters.hpp"

namespace citefeed::citation {
namespace {

constexpr std::size_t none = std::string_view::npos;

/// The bytes of a DOI prefix with its slash, "10.1037/" (ISO 26324: a registrant code of four digits or more, perhaps
/// subdivided), at the beginning of `text`; 0 when there is none.
std::size_t prefix_length(std::string_view text) {
  if (!text.starts_with("10.")) return 0;
  std::size_t at = 3;
  while (at < std::min(text.size(), std::size_t{13}) && is_digit(text[at])) ++at;
  if (at < 7 || at > 12) return 0;
  constexpr std::size_t longest_prefix = 32;
  while (at < std::min(text.size(), longest_prefix) && (is_digit(text[at]) || text[at] == '.')) ++at;
  return at + 1 < text.size() && text[at] == '/' ? at + 1 : 0;
}

/// No DOI in use comes near this length; the bound keeps the time linear on senseless input.
constexpr std::size_t longest_doi = 2000;

bool ends_ignoring_case(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && equals_ignoring_case(text.substr(text.size() - end.size()), end);
}

bool follows_resolver(std::string_view before) {
  return ends_ignoring_case(before, "org/");
}

/// "doi/10.1000/x" as people mistype it; not the "/doi/" inside a publisher's address.
bool follows_doi_slash(std::string_view before) {
  return ends_ignoring_case(before, "doi/") && (before.size() == 4 || before[before.size() - 5] == ' ');
}

/// A DOI is not a part of a longer number, word or path; a resolver or the letters "doi" may stand right before it.
bool may_begin_after(std::string_view before) {
  if (before.empty()) return true;
  const char last = before.back();
  if (last == '/') return follows_resolver(before) || follows_doi_slash(before);
  if (last == '.') return ends_ignoring_case(before, "doi.");
  if (is_digit(last) || last == '-' || last == '_') return false;
  if (!is_ascii_letter(last)) return true;
  return ends_ignoring_case(before, "doi");
}

std::size_t find_doi(std::string_view text) {
  for (auto at = text.find("10."); at != none; at = text.find("10.", at + 3))
    if (prefix_length(text.substr(at)) != 0 && may_begin_after(text.substr(0, at))) return at;
  return none;
}

/// Everything up to white space. A line broken after a slash, hyphen, underscore or opening bracket goes on in the next
/// word, since no DOI ends in one.
std::string take_doi(std::string_view text) {
  std::string doi;
  while (!text.empty() && doi.size() <= longest_doi) {
    const auto space = std::min(find_first_of(text, " \t\r\n"), text.size());
    doi += text.substr(0, space);
    text.remove_prefix(std::min(text.size(), find_first_not_of(text, " \t\r\n", space)));
    constexpr std::string_view never_last = "/-_(";
    const bool goes_on = !doi.empty() && never_last.find(doi.back()) != none && !text.empty() &&
                         (is_ascii_letter(text[0]) || is_digit(text[0]) || text[0] == '(');
    if (!goes_on) break;
  }
  return doi;
}

/// The visible ASCII character that "%3C" stands for; nothing for anything else.
std::optional<char> escaped_character(std::string_view text) {
  if (text.size() < 3 || text[0] != '%') return std::nullopt;
  const int high = hex_value(text[1]);
  const int low = hex_value(text[2]);
  const int value = high * 16 + low;
  const bool visible = high >= 0 && low >= 0 && value > ' ' && value < 0x7f;
  return visible ? std::optional(static_cast<char>(value)) : std::nullopt;
}

std::string percent_decoded(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const auto character = escaped_character(text);
    result += character.value_or(text[0]);
    text.remove_prefix(character ? 3 : 1);
  }
  return result;
}

void replace_entity(std::string& text, std::string_view entity, char character) {
  for (auto at = text.find(entity); at != none; at = text.find(entity, at + 1))
    text.replace(at, entity.size(), 1, character);
}

/// True when the last character closes a bracket that was not opened inside `text`.
bool ends_in_unmatched_bracket(std::string_view text) {
  constexpr std::array<std::pair<char, char>, 4> brackets = {{{'(', ')'}, {'[', ']'}, {'{', '}'}, {'<', '>'}}};
  const auto bracket = std::find_if(brackets.begin(), brackets.end(),
                                    [&](const std::pair<char, char>& pair) { return pair.second == text.back(); });
  if (bracket == brackets.end()) return false;
  return std::count(text.begin(), text.end(), bracket->first) < std::count(text.begin(), text.end(), bracket->second);
}

/// How many bytes at the end of `doi` belong to the sentence around it.
std::size_t surplus_length(std::string_view doi) {
  if (doi.empty()) return 0;
  constexpr std::string_view punctuation = ".,;:\"'";
  if (punctuation.find(doi.back()) != none) return 1;
  for (const std::string_view quote : {"”", "’", "»", "…"})
    if (doi.ends_with(quote)) return quote.size();
  return ends_in_unmatched_bracket(doi) ? 1 : 0;
}

}  // namespace

std::optional<std::string> parse_doi(std::string_view text) {
  const auto begin = find_doi(text);
  if (begin == none) return std::nullopt;
  std::string doi = take_doi(text.substr(begin));
  if (doi.size() > longest_doi) return std::nullopt;
  if (follows_resolver(text.substr(0, begin))) doi = percent_decoded(doi);
  replace_entity(doi, "&lt;", '<');
  replace_entity(doi, "&gt;", '>');
  replace_entity(doi, "&amp;", '&');
  for (auto surplus = surplus_length(doi); surplus != 0; surplus = surplus_length(doi))
    doi.resize(doi.size() - surplus);
  if (prefix_length(doi) == 0) return std::nullopt;
  return doi;
}

std::string doi_url(std::string_view doi) {
  return "https://doi.org/" + encode_path(doi);
}

}  // namespace citefeed::citation
