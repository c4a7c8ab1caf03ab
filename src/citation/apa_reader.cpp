#include "citation/apa_reader.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "citation/apa_parts.hpp"
#include "citation/characters.hpp"
#include "citation/doi.hpp"
#include "citation/reference.hpp"

namespace citefeed::citation {
namespace {

// Finds the date of a reference in APA style: what divides the authors from the title.

struct PrintedDate {
  std::size_t begin = 0;                  ///< offset of the opening bracket, or of the year where it stands bare
  std::size_t end = 0;                    ///< offset after the closing bracket
  std::optional<int> year = {};           ///< nothing for "in press" and "n.d."
  bool in_press = false;                  ///< not published yet, unlike "n.d."
  bool accepted = false;                  ///< in press, and neither submitted nor in preparation
  std::optional<int> original_year = {};  ///< the first of "1900/1953", the second of "1953 [1900]"
  std::string suffix = {};                ///< the "a" of 2019a and n.d.-a
  Found found = Found::absent;            ///< how the year was found
};

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

/// Accepted, and not published yet.
bool is_accepted(std::string_view text) {
  constexpr std::array<std::string_view, 13> words = {"advance online publication",
                                                      "ahead of print",
                                                      "online first",
                                                      "in press",
                                                      "forthcoming",
                                                      "accepted",
                                                      "sous presse",
                                                      "en prensa",
                                                      "im druck",
                                                      "im erscheinen",
                                                      "no prelo",
                                                      "in stampa",
                                                      "à paraître"};
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return is_marked(text, word); });
}

bool is_unpublished(std::string_view text) {
  constexpr std::array<std::string_view, 5> words = {"in preparation", "under review", "submitted", "in review",
                                                     "eingereicht"};
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
  const bool month = contains_any(before, months);
  return month && before.size() <= 20;
}

/// Reads what stands between the brackets.
std::optional<PrintedDate> read_date(std::string_view text) {
  text = trim_both(text, " .,");
  PrintedDate date;
  const auto first = find_year(text);
  if (first == none) {
    date.accepted = is_accepted(text);
    date.in_press = date.accepted || is_unpublished(text);
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
  if (chosen != first) date.original_year = year_at(text, first);
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

/// The first date in brackets: (2003), (2003a), (2020, March 5), (1900/1953), (1953 [1900]), (ca. 1850), (in press),
/// (n.d.). Linear time.
std::optional<PrintedDate> find_bracketed_date(std::string_view reference) {
  for (std::size_t open = find_first_of(reference, "(["); open != none;
       open = find_first_of(reference, "([", open + 1)) {
    const auto inside = reference.substr(open + 1, longest_date);
    const auto close = find_first_of(inside, ")]([");
    if (close == none) continue;
    auto length = close + 1;
    const bool nested = inside[close] == '(' || inside[close] == '[';
    if (nested) length = length_with_inner_bracket(inside, close);
    if (length == 0) continue;
    auto date = read_date(inside.substr(0, close));
    if (!date) continue;
    if (nested) date->original_year = year_at(inside, find_year(inside, close));
    date->begin = open;
    date->end = open + 1 + length;
    return date;
  }
  return std::nullopt;
}

/// The first year that stands bare, between a full stop or comma and another: "Family, I. I. 2003. Title". Linear time.
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

// Divides the end of a reference, where it says how to get the work, from the part that says what it is.

/// "Retrieved from http", "Retrieved March 3, 2019, from www.": nothing else looks so, whatever stands before it.
bool names_source(std::string_view text) {
  constexpr std::size_t longest_retrieval = 40;
  if (!text.starts_with("Retrieved ")) return false;
  const auto beginning = text.substr(0, longest_retrieval);
  return beginning.find("from http") != none || beginning.find("from www.") != none;
}

constexpr std::size_t enough_for_address = 80;  ///< bytes behind a phrase

bool names_address_soon(std::string_view text) {
  const auto rest = text.substr(0, enough_for_address);
  return contains_any(rest, {"http", "www.", "doi", "10.", ".org", ".com"});
}

/// "Available at last: Care" and "Note. In press. Journal, 12, 3": what follows the phrase is no address and no end.
bool is_title_word(std::string_view text, std::string_view phrase) {
  if (!phrase.starts_with("Available") && !phrase.starts_with("In press")) return false;
  if (names_address_soon(text.substr(phrase.size()))) return false;
  return !trim_both(text.substr(phrase.size(), enough_for_address), " .,;)]").empty();
}

/// "[Article in press]" behind a title says what it is; its journal follows.
bool fills_bracket(std::string_view text, std::string_view phrase) {
  return text.substr(phrase.size()).starts_with(']');
}

/// Phrases that begin a tail only where a sentence could begin: "Retrieved from" also occurs inside titles.
bool begins_retrieval(std::string_view text) {
  constexpr std::array<std::string_view, 32> phrases = {"Online first",
                                                        "In press)",
                                                        "Ahead of print",
                                                        "Advance access",
                                                        "First published",
                                                        "In press.",
                                                        "Article in press",
                                                        "Early online",
                                                        "Published ahead",
                                                        "Retrieved from",
                                                        "Retrieved on",
                                                        "Available from",
                                                        "Available at",
                                                        "Available:",
                                                        "Available online",
                                                        "Accessed ",
                                                        "Recuperado de",
                                                        "Disponible en",
                                                        "Disponible sur",
                                                        "Disponível em",
                                                        "Repéré à",
                                                        "Consulté le",
                                                        "Abgerufen ",
                                                        "Epub ",
                                                        "PMID",
                                                        "PMCID",
                                                        "Published online",
                                                        "Advance online",
                                                        "Online ahead of",
                                                        "Electronic version",
                                                        "Open access at",
                                                        "Computer software available"};
  for (const auto phrase : phrases)
    if (starts_ignoring_case(text, phrase)) return !is_title_word(text, phrase) && !fills_bracket(text, phrase);
  // Those that sentences of titles begin with as well, in Spanish, Portuguese, French, German, Italian.
  constexpr std::array<std::string_view, 28> before_address = {
      "Recuperado a",   "Recuperado em", "Recuperado el", "Récupéré ",    "Recuperato da",    "Reperito ",
      "Consultado ",    "Consultato ",   "Consulté à",    "Consulté sur", "Obtenido de",      "Tomado de",
      "Extraído de",    "Disponible à",  "Disponible :",  "Disponible:",  "Disponibile su",   "Disponibile in",
      "Disponibile da", "Verfügbar ",    "Zugriff ",      "Zuletzt ",     "Heruntergeladen ", "Tratto da",
      "Accesso ",       "Accès ",        "Accesible en",  "Acessado "};
  for (const auto phrase : before_address)
    if (starts_ignoring_case(text, phrase)) return names_address_soon(text.substr(phrase.size()));
  // "Retrieved March 3, 2019, from" and "Retrieved 3 March 2019 from"
  constexpr std::string_view retrieved = "Retrieved ";
  return text.starts_with(retrieved) && text.size() > retrieved.size() &&
         (is_digit(text[retrieved.size()]) || is_ascii_upper(text[retrieved.size()]));
}

/// What stands instead of volume and pages while an article waits for them.
bool announces_print(std::string_view text) {
  return begins_with_any(text, {"Advance online", "Online ahead of", "Epub ahead of", "Published online",
                                "Online first", "First published", "In press.", "In press)", "Article in press",
                                "Early online", "Published ahead", "Ahead of print", "Advance access"});
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
      if (begins_address(text)) return true;
      return sentence_may_begin_after(before) && begins_retrieval(text);
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
    case 't':
    case 'v':
    case 'z':
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

namespace {

/// A year without brackets counts only where persons stand before it; otherwise it is a part of a title.
std::optional<PrintedDate> find_date(std::string_view reference) {
  if (auto date = find_bracketed_date(reference)) return date;
  auto date = find_bare_date(reference);
  if (!date) return std::nullopt;
  const auto authors = read_names(reference.substr(0, date->begin));
  if (authors.names.empty() || !authors.all_persons) return std::nullopt;
  return date;
}

}  // namespace

Reading read_apa(std::string_view reference) {
  Reading reading;
  auto& citation = reading.citation;
  citation.printed = as_printed(reference);
  const auto text = take_leading_mark(citation.printed, citation);
  const auto date = find_date(text);
  auto tail = split_tail(take_notes(date ? text.substr(date->end) : text, citation));
  put(citation.doi, reading.evidence.doi, tail.doi, tail.doi_found);
  citation.url = std::move(tail.url);
  if (!date) {
    reading.problems.emplace_back("expected a date in brackets after the authors, as in (2003), found none");
    reading.confidence = confidence_in(reading);
    return reading;
  }
  const auto front = trim_end(text.substr(0, date->begin), " ,;:");
  const auto marked = split_role(front);
  auto authors = read_names(marked.names);
  citation.authors = std::move(authors.names);
  citation.edited = marked.role.editor && !citation.authors.empty();
  if (marked.role.translator) citation.translators = citation.authors;
  reading.evidence.authors = authors.found;
  citation.gap = authors.gap;
  citation.year = date->year;
  citation.year_suffix = date->suffix;
  reading.evidence.year = date->found;
  citation.in_press = date->accepted;
  if (date->original_year) citation.original_year = date->original_year;
  const bool in_press = date->in_press || tail.ahead_of_print;
  read_work({.body = trim_both(tail.body, " .,;:"),
             .front = front,
             .in_press = in_press,
             .ahead_of_print = tail.ahead_of_print},
            reading);
  for (auto& problem : missing_parts(citation)) reading.problems.push_back(std::move(problem));
  reading.unread = unread_parts(front, text.substr(date->end), citation);
  reading.confidence = confidence_in(reading);
  return reading;
}

}  // namespace citefeed::citation
