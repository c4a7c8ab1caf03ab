#include "citation/apa_works.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "citation/apa_locator.hpp"
#include "citation/apa_title.hpp"
#include "citation/characters.hpp"

namespace citefeed::citation {
namespace {

constexpr std::size_t none = std::string_view::npos;

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

/// "New York, NY: Guilford Press": a place, a colon, a publisher.
std::size_t find_publisher_after_place(std::string_view text) {
  const auto colon = text.find(": ");
  constexpr std::size_t longest_place = 40;
  if (colon == none || colon > longest_place || !begins_with_capital(text)) return none;
  return begins_with_capital(text.substr(colon + 2)) ? colon + 2 : none;
}

/// "2nd ed., Vol. 3, pp. 12–34" into volume and pages.
void read_book_details(std::string_view details, Reading& reading) {
  Locator place;
  while (!details.empty()) {
    const auto comma = std::min(details.find(", "), details.size());
    const auto detail = details.substr(0, comma);
    details.remove_prefix(std::min(comma + 2, details.size()));
    const bool volume = starts_ignoring_case(detail, "vol");
    if (!volume && !starts_ignoring_case(detail, "p") && !starts_ignoring_case(detail, "article")) continue;
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

/// The book's title without the editors before it: what follows "(Eds.),".
std::string_view without_editors(std::string_view book) {
  for (const std::string_view role :
       {"(Eds.)", "(Ed.)", "(Eds)", "(Ed)", "(Hrsg.)", "(Coord.)", "(Dir.)", "(éds.)", "(eds.)", "(ed.)"}) {
    if (const auto at = book.find(role); at != none) return trim_both(book.substr(at + role.size()), " ,.:");
  }
  return book;
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

}  // namespace

bool names_journal(std::string_view text) {
  constexpr std::array<std::string_view, 8> words = {"journal", "review",   "revue",    "revista",
                                                     "annals",  "archives", "bulletin", "zeitschrift"};
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return contains_ignoring_case(text, word); });
}

std::string_view without_place(std::string_view publisher) {
  const auto begin = find_publisher_after_place(publisher);
  return begin == none ? publisher : publisher.substr(begin);
}

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
           contains_ignoring_case(inside, " pp.");
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

}  // namespace citefeed::citation
