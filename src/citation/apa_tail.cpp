#include "citation/apa_tail.hpp"

#include <algorithm>
#include <array>

#include "citation/characters.hpp"
#include "citation/doi.hpp"

namespace citefeed::citation {
namespace {

constexpr std::size_t none = std::string_view::npos;

/// "Retrieved from http", "Retrieved March 3, 2019, from www.": nothing else looks so, whatever stands before it.
bool names_source(std::string_view text) {
  constexpr std::size_t longest_date = 40;
  if (!text.starts_with("Retrieved ")) return false;
  const auto beginning = text.substr(0, longest_date);
  return beginning.find("from http") != none || beginning.find("from www.") != none;
}

/// "Available at last: Care" and "Note. In press. Journal, 12, 3": what follows the phrase is no address and no end.
bool is_title_word(std::string_view text, std::string_view phrase) {
  if (!phrase.starts_with("Available") && !phrase.starts_with("In press")) return false;
  constexpr std::size_t enough = 80;
  const auto rest = text.substr(phrase.size(), enough);
  for (const std::string_view mark : {"http", "www.", "doi", "10.", ".org", ".com"})
    if (contains_ignoring_case(rest, mark)) return false;
  return !trim_both(rest, " .,;)]").empty();
}

/// Phrases that begin a tail only where a sentence could begin: "Retrieved from" also occurs inside titles.
bool begins_retrieval(std::string_view text) {
  constexpr std::array<std::string_view, 30> phrases = {
      "Online first", "In press)",        "Ahead of print", "Advance access",  "First published",
      "In press.",    "Article in press", "Early online",   "Published ahead", "Retrieved from",
      "Retrieved on", "Available from",   "Available at",   "Available:",      "Available online",
      "Accessed ",    "Recuperado de",    "Disponible en",  "Disponible sur",  "Disponível em",
      "Repéré à",     "Consulté le",      "Abgerufen ",     "Epub ",           "PMID",
      "PMCID",        "Published online", "Advance online", "Online ahead of", "Electronic version"};
  for (const auto phrase : phrases)
    if (starts_ignoring_case(text, phrase)) return !is_title_word(text, phrase);
  // "Retrieved March 3, 2019, from" and "Retrieved 3 March 2019 from"
  constexpr std::string_view retrieved = "Retrieved ";
  return text.starts_with(retrieved) && text.size() > retrieved.size() &&
         (is_digit(text[retrieved.size()]) || is_ascii_upper(text[retrieved.size()]));
}

/// What stands instead of volume and pages while an article waits for them.
bool announces_print(std::string_view text) {
  for (const std::string_view phrase : {"Advance online", "Online ahead of", "Epub ahead of", "Published online",
                                        "Online first", "First published", "In press.", "In press)", "Article in press",
                                        "Early online", "Published ahead", "Ahead of print", "Advance access"})
    if (starts_ignoring_case(text, phrase)) return true;
  return false;
}

bool begins_address(std::string_view text) {
  return starts_ignoring_case(text, "http://") || starts_ignoring_case(text, "https://") ||
         starts_ignoring_case(text, "www.") || starts_ignoring_case(text, "doi.org/") ||
         starts_ignoring_case(text, "dx.doi.org/");
}

/// "doi:", "DOI 10.", "doi10.": the word alone is no mark.
bool begins_doi(std::string_view text) {
  if (starts_ignoring_case(text, "doi")) {
    const auto rest = text.substr(3, 4);
    if (rest.starts_with(':') || rest.starts_with(" :") || rest.starts_with("10.")) return true;
    const auto word = trim_both(rest, " ./;,");
    return word.starts_with("10") || starts_ignoring_case(word, "htt") || starts_ignoring_case(word, "ht");
  }
  if (!text.starts_with("10.")) return false;
  constexpr std::size_t enough = 64;
  return parse_doi(text.substr(0, std::min({text.size(), text.find(' '), enough}))).has_value();
}

/// The full stop after the pages may be missing: "45–67 Retrieved from".
bool sentence_may_begin_after(char before) {
  constexpr std::string_view marks = ".,;)]([";
  return marks.find(before) != none || is_digit(before);
}

bool begins_tail(std::string_view text, char before) {
  switch (to_ascii_lower(text[0])) {
    case 'h':
    case 'w':
      return begins_address(text);
    case '1':
      return before != '/' && begins_doi(text);
    case 'd':
      return begins_doi(text) || begins_address(text) || (sentence_may_begin_after(before) && begins_retrieval(text));
    case 'r':
      if (names_source(text)) return true;
      [[fallthrough]];
    case 'a':
    case 'c':
    case 'e':
    case 'p':
    case 'o':
    case 'f':
    case 'i':
      return sentence_may_begin_after(before) && begins_retrieval(text);
    default:
      return false;
  }
}

/// Where the tail begins. `before` is the last character before a word that is no space.
std::size_t find_tail(std::string_view text) {
  char before = ' ';
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool word_start = at == 0 || !(is_ascii_letter(text[at - 1]) || is_digit(text[at - 1]));
    if (word_start && at > 0 && begins_tail(text.substr(at), before)) return at;
    if (text[at] != ' ') before = text[at];
  }
  return none;
}

/// Punctuation and a closing bracket that the address did not open belong to the sentence around it.
std::string_view without_sentence_end(std::string_view address) {
  address = trim_end(address, ".,;:'");
  const bool opens = find_first_of(address, "([") != none;
  return opens ? address : trim_end(address, ".,;:')]");
}

std::string first_address(std::string_view tail) {
  for (std::size_t at = 0; at < tail.size(); ++at) {
    const bool word_start = at == 0 || !is_ascii_letter(tail[at - 1]);
    if (!word_start || !begins_address(tail.substr(at))) continue;
    auto address = tail.substr(at, std::min(find_first_of(tail, " <>\"", at), tail.size()) - at);
    address = without_sentence_end(address);
    return starts_ignoring_case(address, "www.") ? "https://" + std::string(address) : std::string(address);
  }
  return {};
}

}  // namespace

Tail split_tail(std::string_view text) {
  const auto begin = find_tail(text);
  if (begin == none) return Tail{.body = trim_end(text, " ,;")};
  Tail tail{.body = trim_end(text.substr(0, begin), " ,;:([<")};
  const auto rest = text.substr(begin);
  tail.ahead_of_print = announces_print(rest);
  if (auto doi = parse_doi(rest)) {
    // A DOI put together over a line's end is a guess; one without resolver or label is known by its prefix alone.
    const bool as_printed = rest.find(*doi) != none || find_first_of(rest, "%&") != none;
    tail.doi_found = !as_printed ? Found::guessed : rest.starts_with("10.") ? Found::placed : Found::marked;
    tail.doi = *std::move(doi);
  } else {
    tail.url = first_address(rest);
  }
  return tail;
}

}  // namespace citefeed::citation
