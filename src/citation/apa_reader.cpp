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

namespace citefeed::citation {
namespace {

// Finds the date of a reference in APA style: what divides the authors from the title.

struct PrintedDate {
  std::size_t begin = 0;         ///< offset of the opening bracket, or of the year where it stands bare
  std::size_t end = 0;           ///< offset after the closing bracket
  std::optional<int> year = {};  ///< nothing for "in press" and "n.d."
  bool in_press = false;         ///< not published yet, unlike "n.d."
  std::string suffix = {};       ///< the "a" of 2019a and n.d.-a
  Found found = Found::absent;   ///< how the year was found
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

/// The first date in brackets: (2003), (2003a), (2020, March 5), (1900/1953), (1953 [1900]), (ca. 1850), (in press),
/// (n.d.). Linear time.
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

struct Tail {
  std::string_view body = {};  ///< what stands before the tail, without the punctuation between them
  std::string doi = {};
  Found doi_found = Found::absent;
  std::string url = {};         ///< the first address that is not a DOI's; only when there is no DOI
  bool ahead_of_print = false;  ///< "Advance online publication" and the like: an article without volume and pages
};

/// "Retrieved from http", "Retrieved March 3, 2019, from www.": nothing else looks so, whatever stands before it.
bool names_source(std::string_view text) {
  constexpr std::size_t longest_retrieval = 40;
  if (!text.starts_with("Retrieved ")) return false;
  const auto beginning = text.substr(0, longest_retrieval);
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

/// Cuts `text` where its tail begins: a DOI, an address, "Retrieved from", "Advance online publication", "PMID" and the
/// like. Linear time. `body` points into `text`.
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

// Reads references to works that are no journal articles: theses, chapters, books and reports in APA style.

/// Each reads `text`, what stands between the date and the tail, into `reading` when it is a work of that kind, and
/// says whether it was. Linear time.

struct Bracket {
  std::size_t begin = none;  ///< of the opening bracket
  std::size_t end = none;    ///< after the closing one
  std::string_view inside = {};
};

/// The last bracket, round or square, whose inside satisfies `wanted`; brackets do not nest here.
template <class Predicate>
Bracket find_last_bracket(std::string_view text, Predicate wanted) {
  for (auto close = find_last_of(text, ")]"); close != none && close > 0; close = find_last_of(text, ")]", close - 1)) {
    const auto open = find_last_of(text, "([", close);
    if (open == none) break;
    const auto inside = text.substr(open + 1, close - open - 1);
    if (wanted(inside)) return {.begin = open, .end = close + 1, .inside = inside};
    close = open;
    if (close == 0) break;
  }
  return {};
}

bool names_thesis(std::string_view text) {
  constexpr std::array<std::string_view, 6> words = {"dissertation", "thesis",     "thèse",
                                                     "tesis",        "mémoire de", "habilitation"};
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return contains_ignoring_case(text, word); });
}

bool names_edition(std::string_view text) {
  return text.ends_with("ed.") || text.ends_with("ed") || contains_ignoring_case(text, "ed.,") ||
         contains_ignoring_case(text, "edition") || starts_ignoring_case(text, "vol. ") ||
         starts_ignoring_case(text, "vols. ");
}

bool names_report(std::string_view text) {
  constexpr std::array<std::string_view, 7> words = {"report no",     "publication no", "technical report",
                                                     "working paper", "policy brief",   "nice guideline",
                                                     "white paper"};
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return contains_ignoring_case(text, word); });
}

/// A word of `text` is one of `words`, or begins with one of `beginnings`.
bool has_word(std::string_view text, const auto& words, const auto& beginnings) {
  while (!text.empty()) {
    const auto space = std::min(find_first_of(text, " -/"), text.size());
    const auto word = trim_both(text.substr(0, space), "(,.:;)");
    text.remove_prefix(std::min(space + 1, text.size()));
    const auto is_word = [&](std::string_view wanted) { return equals_ignoring_case(word, wanted); };
    const auto begins = [&](std::string_view wanted) { return starts_ignoring_case(word, wanted); };
    if (std::any_of(words.begin(), words.end(), is_word)) return true;
    if (std::any_of(beginnings.begin(), beginnings.end(), begins)) return true;
  }
  return false;
}

/// "New York, NY: Guilford Press": a place, a colon, a publisher.
std::size_t find_publisher_after_place(std::string_view text) {
  const auto colon = text.find(": ");
  constexpr std::size_t longest_place = 40;
  if (colon == none || colon > longest_place || !begins_with_capital(text)) return none;
  return begins_with_capital(text.substr(colon + 2)) ? colon + 2 : none;
}

/// The publisher without the place before it: "New York, NY: Guilford Press" is "Guilford Press".
std::string_view without_place(std::string_view publisher) {
  const auto begin = find_publisher_after_place(publisher);
  return begin == none ? publisher : publisher.substr(begin);
}

/// Whole words: "press" is not in "Depression and Anxiety".
bool names_publisher(std::string_view text) {
  constexpr std::array<std::string_view, 7> words = {"press", "books", "sage", "norton", "penguin", "harper", "karnac"};
  constexpr std::array<std::string_view, 18> beginnings = {
      "publish", "publications", "wiley",     "springer", "guilford", "routledge", "elsevier", "erlbaum", "mcgraw",
      "pearson", "macmillan",    "blackwell", "verlag",   "houghton", "jossey",    "brunner",  "aronson", "hogrefe"};
  constexpr std::array<std::string_view, 3> names = {"allyn", "prentice", "random house"};
  const auto whole = trim_both(without_place(text), " .,");
  return has_word(text, words, beginnings) || equals_ignoring_case(whole, "academic") ||
         equals_ignoring_case(whole, "author") || contains_ignoring_case(text, "american psychological association") ||
         std::any_of(names.begin(), names.end(),
                     [&](std::string_view name) { return contains_ignoring_case(text, name); });
}

/// "3-22": nothing but numbers on both sides of a dash.
bool is_range(std::string_view text) {
  const auto locator = read_locator(text);
  return locator && locator->volume.empty() && locator->issue.empty() && !locator->last_page.empty();
}

/// "2nd ed., Vol. 3, pp. 12–34" into volume and pages.
void read_book_details(std::string_view details, Reading& reading) {
  Locator place;
  while (!details.empty()) {
    const auto comma = std::min(details.find(", "), details.size());
    const auto detail = details.substr(0, comma);
    details.remove_prefix(std::min(comma + 2, details.size()));
    const bool volume = starts_ignoring_case(detail, "vol");
    const bool pages =
        starts_ignoring_case(detail, "p") || (!detail.empty() && is_digit(detail[0]) && is_range(detail));
    if (!volume && !pages && !starts_ignoring_case(detail, "article")) continue;
    auto locator = read_locator(detail);
    if (!locator) continue;
    if (volume) {
      place.volume = std::move(locator->volume);
      place.volume_found = locator->volume_found;
    } else {
      locator->volume = std::move(place.volume);
      locator->volume_found = place.volume_found;
      place = *std::move(locator);
    }
  }
  set_locator(reading, std::move(place));
}

/// Where the words after ". In " begin; npos when there are none. The last one counts: titles have "In" too.
std::size_t find_book_of_chapter(std::string_view text) {
  auto at = text.rfind(" In ");
  while (at != none && at > 0) {
    constexpr std::string_view marks = ".?!\"')]";
    const auto book = text.substr(at + 4);
    const bool names_book = begins_with_capital(book) || begins_with_quote(book) || book.starts_with("the ");
    if (names_book && (marks.find(text[at - 1]) != none || text.substr(0, at).ends_with("”"))) return at + 4;
    at = text.rfind(" In ", at - 1);
  }
  return none;
}

/// "C. Smith & D. Nylund, Narrative therapies": where the title begins behind editors without a mark; `none` where no
/// persons stand first.
std::size_t find_end_of_unmarked_editors(std::string_view book) {
  const bool begins_with_initial = book.size() > 3 && is_ascii_upper(book[0]) && book[1] == '.' && book[2] == ' ';
  if (!begins_with_initial) return none;
  for (auto comma = book.find(", "); comma != none; comma = book.find(", ", comma + 1)) {
    const auto right = book.substr(comma + 2);
    const bool goes_on = right.starts_with("& ") || right.starts_with("and ") || (right.size() > 1 && right[1] == '.');
    if (goes_on) continue;
    const auto editors = read_names(book.substr(0, comma));
    return editors.all_persons && !editors.names.empty() && begins_with_capital(right) ? comma + 2 : none;
  }
  return none;
}

/// The book's title without the editors before it: what follows "(Eds.),", or their names alone.
std::string_view without_editors(std::string_view book) {
  for (const std::string_view role :
       {"(Eds.)", "(Ed.)", "(Eds)", "(Ed)", "(Hrsg.)", "(Hg.)", "(Coord.)", "(Coords.)", "(Dir.)", "(dir.)", "(éds.)",
        "(eds.)", "(ed.)", "(Ed. & Trans.)", "(Eds. & Trans.)", "(Ed. and Trans.)", "(Trans.)"}) {
    if (const auto at = book.find(role); at != none) return trim_both(book.substr(at + role.size()), " ,.:");
  }
  const auto unmarked = find_end_of_unmarked_editors(book);
  return unmarked == none ? book : book.substr(unmarked);
}

bool has_pages(const Locator& locator) {
  return !locator.first_page.empty() || !locator.article_number.empty();
}

bool has_mark_of_chapter(std::string_view book) {
  if (without_editors(book).size() != book.size() || contains_ignoring_case(book, "(pp")) return true;
  // "In Session: Psychotherapy in Practice, 51(2), pp. 14–61" is a journal.
  const auto place = split_locator(book);
  const bool in_journal = place && !place->locator.volume.empty() && has_pages(place->locator);
  return !in_journal && (contains_ignoring_case(book, "pp. ") || contains_ignoring_case(book, "proceedings"));
}

/// "Book title. Publisher" when no brackets divide them.
void read_book_and_publisher(std::string_view text, Reading& reading) {
  const auto parts = split_title(text);
  put(reading.citation.container_title, reading.evidence.container_title, parts.title, parts.found);
  reading.citation.publisher = trim_end(without_place(parts.container), " .,");
}

/// "Psychological Methods", "Supportive Care in Cancer Research": several words that end in a field or in what journals
/// print, and name no institution that publishes.
bool sounds_like_journal(std::string_view text) {
  constexpr std::array<std::string_view, 20> fields = {
      "assessment",    "behavior", "behaviour", "counseling",  "counselling",  "disorders",  "interventions",
      "letters",       "medicine", "methods",   "methodology", "neuroscience", "psychiatry", "psychology",
      "psychotherapy", "research", "sciences",  "statistics",  "therapy",      "trials"};
  constexpr std::array<std::string_view, 20> institutions = {
      "academ",     "agency",     "association", "cent",     "college",  "committee", "council",
      "department", "foundation", "group",       "institut", "national", "office",    "press",
      "program",    "school",     "service",     "societ",   "universi", "report"};
  const auto last = last_word(text);
  const bool ends_in_field = std::any_of(fields.begin(), fields.end(),
                                         [&](std::string_view field) { return equals_ignoring_case(last, field); });
  return ends_in_field && last.size() < text.size() && text.find(':') == none &&
         std::none_of(institutions.begin(), institutions.end(),
                      [&](std::string_view word) { return contains_ignoring_case(text, word); });
}

/// "Title [Doctoral dissertation, University]." and "Title (Unpublished master's thesis). University."
bool read_thesis(std::string_view text, Reading& reading) {
  const auto bracket = find_last_bracket(text, names_thesis);
  if (bracket.begin == none || bracket.begin == 0) return false;
  // "The dissertation (thesis) as a genre": the title goes on.
  const auto after = text.substr(bracket.end);
  if (!after.empty() && after[0] != '.' && after[0] != ',' && after[0] != ';') return false;
  reading.citation.type = WorkType::thesis;
  const auto before = text.substr(0, bracket.begin);
  const auto number =
      find_last_bracket(before, [](std::string_view inside) { return starts_ignoring_case(inside, "publication no"); });
  const auto title = close_title(number.begin == none ? before : text.substr(0, number.begin));
  put(reading.citation.title, reading.evidence.title, title, Found::placed);
  const auto comma = bracket.inside.find(", ");
  const auto institution =
      comma == none ? trim_both(text.substr(bracket.end), " .,;:") : bracket.inside.substr(comma + 2);
  reading.citation.publisher = trim_both(institution, " .,");
  return true;
}

/// "Title. In A. Editor (Ed.), Book title (2nd ed., Vol. 3, pp. 12–34). Publisher."
bool read_chapter(std::string_view text, Reading& reading) {
  const auto begin = find_book_of_chapter(text);
  if (begin == none) return false;
  auto book = text.substr(begin);
  if (!has_mark_of_chapter(book)) return false;
  auto& citation = reading.citation;
  auto& evidence = reading.evidence;
  citation.type = WorkType::chapter;
  put(citation.title, evidence.title, close_title(text.substr(0, begin - 4)), Found::placed);
  book = without_editors(book);
  const auto details = find_last_bracket(book, [](std::string_view inside) {
    return names_edition(inside) || starts_ignoring_case(inside, "pp") || starts_ignoring_case(inside, "p.") ||
           starts_ignoring_case(inside, "vol") || contains_ignoring_case(inside, " pp.") || is_range(inside);
  });
  if (details.begin != none) {
    put(citation.container_title, evidence.container_title, close_title(book.substr(0, details.begin)), Found::placed);
    read_book_details(details.inside, reading);
    citation.publisher = trim_both(without_place(trim_both(book.substr(details.end), " .,;:")), " .,");
    return true;
  }
  if (auto split = split_locator(book)) {
    put(citation.container_title, evidence.container_title, close_title(split->before), Found::placed);
    set_locator(reading, std::move(split->locator));
    return true;
  }
  read_book_and_publisher(book, reading);
  return true;
}

/// "Title (2nd ed.). Publisher.", "Title (Report No. 12). City, ST: Publisher." Only what bears a mark of a book or
/// report.
bool read_book(std::string_view text, Reading& reading) {
  auto& citation = reading.citation;
  const auto edition =
      find_last_bracket(text, [](std::string_view inside) { return names_edition(inside) || names_report(inside); });
  if (edition.begin != none && edition.begin > 0) {
    citation.type = names_report(edition.inside) ? WorkType::report : WorkType::book;
    put(citation.title, reading.evidence.title, close_title(text.substr(0, edition.begin)), Found::placed);
    read_book_details(edition.inside, reading);
    citation.publisher = trim_both(without_place(trim_both(text.substr(edition.end), " .,;:")), " .,");
    return true;
  }
  const auto parts = split_title(text);
  if (!names_publisher(parts.container) || names_journal(parts.container)) return false;
  citation.type = WorkType::book;
  put(citation.title, reading.evidence.title, parts.title, parts.found);
  citation.publisher = trim_end(without_place(parts.container), " .,");
  return true;
}

/// A year without brackets counts only where persons stand before it; otherwise it is a part of a title.
std::optional<PrintedDate> find_date(std::string_view reference) {
  if (auto date = find_bracketed_date(reference)) return date;
  auto date = find_bare_date(reference);
  if (!date) return std::nullopt;
  const auto authors = read_names(reference.substr(0, date->begin));
  if (authors.names.empty() || !authors.all_persons) return std::nullopt;
  return date;
}

/// `body` without a note in brackets at its end: "[in Chinese]", "(Original work published 1900)".
std::string_view without_note(std::string_view body) {
  body = trim_end(body, " .,;:");
  // "45–67; discussion 68–90"
  for (const std::string_view addition : {"; discussion ", "; quiz ", "; author reply ", "; reply "})
    if (const auto begin = body.rfind(addition); begin != none && begin > 0 && is_digit(body[begin - 1]))
      return body.substr(0, begin);
  if (!body.ends_with(')') && !body.ends_with(']')) return body;
  const auto open = find_last_of(body, "([");
  if (open == std::string_view::npos || open == 0) return body;
  const auto inside = body.substr(open + 1);
  const bool after_number = open >= 2 && (is_digit(body[open - 2]) || body[open - 2] == '.');
  // "45–67. (IF: 3.1)", "45–67. [Abstract]"
  const bool impact = inside.starts_with("IF") && inside.size() > 2 && !is_ascii_letter(inside[2]);
  if (after_number && (impact || starts_ignoring_case(inside, "impact factor")))
    return trim_end(body.substr(0, open), " .,;:");
  if (body[open] == '[' && open >= 3 && after_number && is_digit(body[open - (body[open - 2] == '.' ? 3 : 2)]))
    return trim_end(body.substr(0, open), " .,;:");
  for (const std::string_view opening : {"in ", "original", "reprint", "translat", "erratum", "republished"}) {
    const bool in_other_language = opening != "in " || (inside.size() > 3 && is_ascii_upper(inside[3]));
    if (starts_ignoring_case(inside, opening) && in_other_language && after_number)
      return trim_end(body.substr(0, open), " .,;:");
  }
  return body;
}

/// A work without an author begins with its title: "Title. (2003). Journal, 12, 3-4."
bool begins_with_title(const Citation& citation, const TitleAndContainer& parts) {
  return parts.container.empty() && citation.authors.size() == 1 && !citation.authors[0].literal.empty();
}

void set_title(Reading& reading, const TitleAndContainer& parts, std::string_view front) {
  auto& citation = reading.citation;
  auto& evidence = reading.evidence;
  if (begins_with_title(citation, parts)) {
    put(citation.title, evidence.title, close_title(front), Found::guessed);
    put(citation.container_title, evidence.container_title, parts.title, Found::guessed);
    citation.authors.clear();
    evidence.authors = Found::absent;
    return;
  }
  put(citation.title, evidence.title, parts.title, parts.found);
  put(citation.container_title, evidence.container_title, parts.container, parts.found);
}

/// A work without volume and pages: an article still in press, a page of a site, or a book.
void read_unlocated(std::string_view body, bool in_press, Reading& reading) {
  auto& citation = reading.citation;
  const auto parts = split_title(body);
  put(citation.title, reading.evidence.title, parts.title, parts.found);
  // Programs put the titles of articles in quotation marks, and no trial is a book.
  const bool is_article = begins_with_quote(body) || contains_ignoring_case(parts.title, "controlled trial");
  const bool in_journal = !citation.doi.empty() || in_press || names_journal(parts.container) || is_article ||
                          sounds_like_journal(parts.container);
  if (!in_journal && citation.url.empty()) {
    citation.type = WorkType::book;
    citation.publisher = trim_end(without_place(parts.container), " .,");
    return;
  }
  if (!in_journal) citation.type = WorkType::webpage;
  put(citation.container_title, reading.evidence.container_title, parts.container, parts.found);
}

/// Some print the year again in the place: "2003; 50: 12–20", "Vol. 12 (2003), 45–67".
void drop_repeated_year(Locator& locator, std::optional<int> year) {
  if (!year) return;
  const auto text = std::to_string(*year);
  if (locator.issue == text) put(locator.issue, locator.issue_found, {}, Found::absent);
  // "64(2), 113–128, 2003": behind the pages.
  for (auto* const page : {&locator.first_page, &locator.last_page})
    if (page->ends_with(", " + text)) page->resize(page->size() - text.size() - 2);
  if (locator.volume != text || locator.issue_found != Found::guessed) return;
  locator.volume = std::exchange(locator.issue, {});
  locator.volume_found = std::exchange(locator.issue_found, Found::absent);
}

/// "Title. Mind. 2003; ": the same between the journal and its volume.
std::string_view without_repeated_year(std::string_view before, std::optional<int> year) {
  const auto end = trim_end(before, " ,;:.");
  if (!year || !end.ends_with(std::to_string(*year))) return before;
  const auto rest = trim_end(end.substr(0, end.size() - 4), " ");
  return rest.ends_with('.') || rest.ends_with(',') || rest.ends_with(';') ? rest : before;
}

/// Only articles are published ahead of print; books are in press too.
void read_work(std::string_view body, std::string_view front, bool in_press, bool ahead_of_print, Reading& reading) {
  body = without_note(body);
  if (read_thesis(body, reading) || read_chapter(body, reading)) return;
  auto split = split_locator(body);
  if (!split) split = split_before_note(body);
  if (split) {
    drop_repeated_year(split->locator, reading.citation.year);
    set_locator(reading, std::move(split->locator));
    set_title(reading, split_title(without_repeated_year(split->before, reading.citation.year)), front);
    return;
  }
  if (ahead_of_print || !read_book(body, reading)) read_unlocated(body, in_press, reading);
}

/// `title` without quotation marks around all of it, and the full stop inside them.
std::string_view without_quotes(std::string_view title) {
  for (const auto& [open, close] :
       {std::pair{"“", "”"}, std::pair{"\"", "\""}, std::pair{"«", "»"}, std::pair{"„", "“"}}) {
    const std::string_view before{open}, after{close};
    if (title.size() <= before.size() + after.size() || !title.starts_with(before) || !title.ends_with(after)) continue;
    const auto inside = title.substr(before.size(), title.size() - before.size() - after.size());
    if (inside.find(before) != none || inside.find(after) != none) return title;  // “One” and “two”
    return close_title(inside);
  }
  return title;
}

/// What ends "(D. Frick & L. C. Spears, Eds.)".
bool names_roles(std::string_view inside) {
  constexpr std::array<std::string_view, 9> roles = {"Eds.",  "Ed.",    "Eds",   "Ed",   "Trans.",
                                                     "Trans", "Illus.", "Hrsg.", "Trad."};
  const auto comma = inside.rfind(", ");
  if (comma == none) return false;
  const auto role = inside.substr(comma + 2);
  const bool is_role = std::any_of(roles.begin(), roles.end(), [&](std::string_view known) { return role == known; });
  return is_role || (role.ends_with("Trans.") && role.starts_with("Ed"));
}

/// What kinds of works brackets behind a title name (7th edition, 9.22).
bool is_description(std::string_view inside) {
  constexpr std::array<std::string_view, 23> beginnings = {
      "abstract", "audio",      "blog post",  "brochure",      "comment", "computer software", "conference", "data set",
      "dataset",  "editorial",  "fact sheet", "film",          "letter",  "lecture",           "paper pres", "podcast",
      "poster",   "powerpoint", "preprint",   "press release", "video",   "webinar",           "database"};
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](std::string_view beginning) { return starts_ignoring_case(inside, beginning); });
}

/// Takes off the end of a title who else had a part in the work, and what kind of work it is.
void clean_title(Citation& citation) {
  std::string_view title = citation.title;
  for (bool again = true; again;) {
    again = false;
    if (!title.ends_with(')') && !title.ends_with(']')) break;
    const char open = title.back() == ')' ? '(' : '[';
    const auto at = title.rfind(open);
    if (at == none || at == 0) break;
    const auto inside = title.substr(at + 1, title.size() - at - 2);
    // Databases say "[Article]" of every article.
    const bool says_nothing =
        open == '(' ? names_roles(inside)
                    : (equals_ignoring_case(inside, "article") || equals_ignoring_case(inside, "article in press"));
    const bool describes = open == '[' && citation.genre.empty() && is_description(inside);
    if (describes) citation.genre = inside;
    again = says_nothing || describes;
    if (again) title = close_title(title.substr(0, at));
  }
  if (title.empty()) return;
  citation.title = std::string{without_quotes(title)};
}

}  // namespace

Reading read_apa(std::string_view reference) {
  Reading reading;
  auto& citation = reading.citation;
  citation.printed = as_printed(reference);
  const std::string_view text = citation.printed;
  const auto date = find_date(text);
  auto tail = split_tail(date ? text.substr(date->end) : text);
  put(citation.doi, reading.evidence.doi, tail.doi, tail.doi_found);
  citation.url = std::move(tail.url);
  if (!date) {
    reading.problems.emplace_back("expected a date in brackets after the authors, as in (2003), found none");
    reading.confidence = confidence_in(reading);
    return reading;
  }
  const auto front = trim_end(text.substr(0, date->begin), " ,;:");
  auto authors = read_names(front);
  citation.authors = std::move(authors.names);
  reading.evidence.authors = authors.found;
  citation.gap = authors.gap;
  citation.year = date->year;
  citation.year_suffix = date->suffix;
  reading.evidence.year = date->found;
  read_work(trim_both(tail.body, " .,;:"), front, date->in_press || tail.ahead_of_print, tail.ahead_of_print, reading);
  clean_title(citation);
  reading.problems = missing_parts(citation);
  reading.unread = unread_parts(front, text.substr(date->end), citation);
  reading.confidence = confidence_in(reading);
  return reading;
}

}  // namespace citefeed::citation
