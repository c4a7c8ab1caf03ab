#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "citation/apa_parts.hpp"
#include "citation/characters.hpp"

namespace citefeed::citation {
namespace {

constexpr std::size_t none = std::string_view::npos;

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
  constexpr std::array<std::string_view, 15> words = {
      "dissertation",   "thesis",         "thèse",        "tesis",          "mémoire de",
      "habilitation",   "masterarbeit",   "diplomarbeit", "bachelorarbeit", "doktorarbeit",
      "trabajo de fin", "trabajo fin de", "tese de dout", "dissertação de", "tesi di"};
  return contains_any(text, words);
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
  return contains_any(text, words);
}

/// A word of `text` is one of `words`, or begins with one of `beginnings`.
bool has_word(std::string_view text, const auto& words, const auto& beginnings) {
  while (!text.empty()) {
    const auto space = std::min(find_first_of(text, " -/"), text.size());
    const auto word = trim_both(text.substr(0, space), "(,.:;)");
    text.remove_prefix(std::min(space + 1, text.size()));
    if (equals_any(word, words) || begins_with_any(word, beginnings)) return true;
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
         contains_any(text, names);
}

/// "3-22": nothing but numbers on both sides of a dash.
bool is_range(std::string_view text) {
  const auto locator = read_locator(text);
  return locator && locator->volume.empty() && locator->issue.empty() && !locator->last_page.empty();
}

/// True where read_book_details() understands all of `inside`, and it is more than two numbers.
bool are_details(std::string_view inside) {
  constexpr std::size_t longest = 400;
  if (inside.size() > longest || is_range(inside)) return false;
  return read_book_details(inside).unread.empty();
}

void set_details_of_book(std::string_view inside, Reading& reading) {
  auto details = read_book_details(inside);
  if (!details.unread.empty())
    reading.problems.push_back("expected edition, volume and pages in the brackets after the book's title, found \"" +
                               details.unread.front() + "\"");
  set_details(reading, std::move(details));
}

struct Book {
  std::size_t end_of_title = none;  ///< of the part; `none` where there is no book
  std::size_t begin = none;         ///< behind "In "
};

/// The bytes of "In ", "Dans ", "En: " and the like that `text` begins with; 0 for none.
std::size_t book_word_length(std::string_view text) {
  for (const std::string_view word : {"In", "Dans", "En", "Em"}) {
    if (!text.starts_with(word)) continue;
    for (const std::string_view end : {" : ", ": ", " "})
      if (text.substr(word.size()).starts_with(end)) return word.size() + end.size();
  }
  return 0;
}

/// Where the book of a chapter begins: behind ". In ". The last one counts: titles have "In" too.
Book find_book_of_chapter(std::string_view text) {
  for (auto at = text.rfind(' '); at != none && at > 0; at = text.rfind(' ', at - 1)) {
    constexpr std::string_view marks = ".?!\"')]";
    if (marks.find(text[at - 1]) == none && !text.substr(0, at).ends_with("”")) continue;
    const auto length = book_word_length(text.substr(at + 1));
    const auto book = text.substr(at + 1 + length);
    if (length != 0 && (begins_with_capital(book) || begins_with_quote(book) || book.starts_with("the ")))
      return {.end_of_title = at, .begin = at + 1 + length};
  }
  return {};
}

bool has_mark_of_chapter(std::string_view book) {
  if (has_editors(book)) return true;
  for (const std::string_view pages : {"(pp", "(p. ", "(S. ", ", S. ", "(pág", "(págs", "(Bd. "})
    if (book.find(pages) != none) return true;
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
  const auto genre = bracket.inside.substr(0, comma);
  if (!equals_ignoring_case(genre, "thesis")) reading.citation.genre = genre;
  const auto institution =
      comma == none ? trim_both(text.substr(bracket.end), " .,;:") : bracket.inside.substr(comma + 2);
  reading.citation.publisher = trim_both(institution, " .,");
  return true;
}

/// `title` without the brackets at its end that are details of the book.
std::string_view take_details(std::string_view title, Reading& reading) {
  while (title.ends_with(')')) {
    const auto open = title.rfind('(');
    if (open == none || open == 0) break;
    const auto inside = title.substr(open + 1, title.size() - open - 2);
    if (!are_details(inside)) break;
    set_details(reading, read_book_details(inside));
    title = close_title(title.substr(0, open));
  }
  return title;
}

bool are_details_of_chapter(std::string_view inside) {
  return names_edition(inside) || starts_ignoring_case(inside, "pp") || starts_ignoring_case(inside, "p.") ||
         starts_ignoring_case(inside, "vol") || contains_ignoring_case(inside, " pp.") || is_range(inside) ||
         are_details(inside);
}

/// "Title. In A. Editor (Ed.), Book title (2nd ed., Vol. 3, pp. 12–34). Publisher."
bool read_chapter(std::string_view text, Reading& reading) {
  const auto place = find_book_of_chapter(text);
  if (place.begin == none || !has_mark_of_chapter(text.substr(place.begin))) return false;
  auto& citation = reading.citation;
  auto& evidence = reading.evidence;
  citation.type = WorkType::chapter;
  put(citation.title, evidence.title, close_title(text.substr(0, place.end_of_title)), Found::placed);
  const auto book = read_editors(text.substr(place.begin), citation);
  const auto details = find_last_bracket(book, are_details_of_chapter);
  if (details.begin != none) {
    set_details_of_book(details.inside, reading);
    const auto title = take_details(close_title(book.substr(0, details.begin)), reading);
    put(citation.container_title, evidence.container_title, title, Found::placed);
    citation.publisher = trim_both(without_place(trim_both(book.substr(details.end), " .,;:")), " .,");
    return true;
  }
  if (auto split = split_locator(book)) {
    const auto title = take_details(close_title(split->before), reading);
    put(citation.container_title, evidence.container_title, title, Found::placed);
    set_locator(reading, std::move(split->locator));
    return true;
  }
  read_book_and_publisher(book, reading);
  return true;
}

/// "Show. Producer", "In Show. Producer", "Producer" into the programme and who made it.
void read_broadcast(std::string_view source, Reading& reading) {
  auto& citation = reading.citation;
  const auto length = book_word_length(source);
  const bool is_part = length != 0 || contains_ignoring_case(citation.genre, "episode") ||
                       contains_ignoring_case(citation.genre, "folge") ||
                       contains_ignoring_case(citation.genre, "episod");
  Citation makers;
  const auto show = length != 0 ? read_editors(source.substr(length), makers) : source;
  const auto parts = split_title(show);
  if (!is_part && parts.container.empty()) {
    citation.publisher = parts.title;
    return;
  }
  put(citation.container_title, reading.evidence.container_title, parts.title, parts.found);
  citation.publisher = trim_end(parts.container, " .,");
}

/// "In F. Chair (Chair), Title of the symposium" at the end of a title.
void take_symposium(Reading& reading) {
  auto& citation = reading.citation;
  const std::string title = citation.title;
  const auto place = find_book_of_chapter(title);
  if (place.begin == none) return;
  const auto whole = read_editors(std::string_view(title).substr(place.begin), citation);
  put(citation.container_title, reading.evidence.container_title, whole, Found::placed);
  citation.title = close_title(std::string_view(title).substr(0, place.end_of_title));
}

/// What stands behind the description of a work: a conference, a repository, a site, who made it (7th edition, 10.5 to
/// 10.16).
void read_source(std::string_view source, Reading& reading) {
  auto& citation = reading.citation;
  auto& container = citation.container_title;
  switch (citation.type) {
    case WorkType::conference_paper:
      citation.event = source;
      return take_symposium(reading);
    case WorkType::preprint:
    case WorkType::blog_post:
    case WorkType::webpage:
      return put(container, reading.evidence.container_title, source, Found::placed);
    case WorkType::broadcast:
      return read_broadcast(source, reading);
    default:
      citation.publisher = without_place(source);
  }
}

/// "Title [Data set]. Repository.", "Title [Conference session]. Conference, Place."
bool read_described(std::string_view text, Reading& reading) {
  if (text.find('[') == none) return false;
  const auto bracket =
      find_last_bracket(text, [](std::string_view inside) { return describe(inside).type.has_value(); });
  if (bracket.begin == none || bracket.begin == 0 || text[bracket.begin] != '[') return false;
  const auto after = text.substr(bracket.end);
  if (!after.empty() && after[0] != '.' && after[0] != ',') return false;
  const auto source = trim_both(after, " .,;:");
  const auto place = split_locator(source);
  // A poster whose abstract a journal printed, a data set described in one.
  if (place && !place->locator.volume.empty() && has_pages(place->locator)) return false;
  auto& citation = reading.citation;
  citation.type = *describe(bracket.inside).type;
  citation.genre = bracket.inside;
  put(citation.title, reading.evidence.title, close_title(text.substr(0, bracket.begin)), Found::placed);
  if (!source.empty()) read_source(source, reading);
  return true;
}

struct Presentation {
  std::string_view phrase = {};
  const char* genre = "";
};

/// "Title. Paper presented at the meeting of the Society, City." (6th edition, 7.04)
bool read_presentation(std::string_view text, Reading& reading) {
  constexpr auto phrases = std::to_array<Presentation>({{"Paper presented at ", "Paper presentation"},
                                                        {"Paper presented to ", "Paper presentation"},
                                                        {"Paper session presented at ", "Paper presentation"},
                                                        {"Poster presented at ", "Poster presentation"},
                                                        {"Poster session presented at ", "Poster presentation"},
                                                        {"Symposium conducted at ", "Symposium"},
                                                        {"Symposium presented at ", "Symposium"},
                                                        {"Oral presentation at ", "Oral presentation"},
                                                        {"Presented at ", "Conference presentation"},
                                                        {"Ponencia presentada en ", "Ponencia"},
                                                        {"Trabajo presentado en ", "Ponencia"},
                                                        {"Communication présentée au ", "Communication"},
                                                        {"Communication présentée à ", "Communication"},
                                                        {"Vortrag auf der ", "Vortrag"},
                                                        {"Vortrag auf dem ", "Vortrag"}});
  for (auto space = text.rfind(' '); space != none && space > 0; space = text.rfind(' ', space - 1)) {
    constexpr std::string_view marks = ".?!\"])";
    if (marks.find(text[space - 1]) == none) continue;
    const auto at = space + 1;
    const auto* found = std::find_if(phrases.begin(), phrases.end(), [&](const Presentation& presentation) {
      return text.substr(at).starts_with(presentation.phrase);
    });
    if (found == phrases.end()) continue;
    const auto& [phrase, genre] = *found;
    auto& citation = reading.citation;
    citation.type = WorkType::conference_paper;
    citation.genre = genre;
    put(citation.title, reading.evidence.title, close_title(text.substr(0, at)), Found::placed);
    auto event = trim_both(text.substr(at + phrase.size()), " .,;:");
    if (event.starts_with("the ")) event.remove_prefix(4);
    citation.event = event;
    if (begins_lower(event)) citation.event[0] = static_cast<char>(to_ascii_upper(event[0]));
    take_symposium(reading);
    return true;
  }
  return false;
}

/// The bytes of the name of a repository of preprints that `container` begins with; 0 for none.
std::size_t preprint_server_length(std::string_view container) {
  constexpr auto servers = std::to_array<std::string_view>({"PsyArXiv",
                                                            "medRxiv",
                                                            "bioRxiv",
                                                            "SocArXiv",
                                                            "EdArXiv",
                                                            "arXiv",
                                                            "SSRN",
                                                            "OSF Preprints",
                                                            "OSF",
                                                            "Research Square",
                                                            "PeerJ Preprints",
                                                            "Preprints.org",
                                                            "Preprints",
                                                            "SciELO Preprints",
                                                            "JMIR Preprints",
                                                            "ChemRxiv",
                                                            "TechRxiv",
                                                            "Authorea",
                                                            "MetaArXiv",
                                                            "SportRxiv",
                                                            "AfricArXiv"});
  for (const auto server : servers) {
    if (!starts_ignoring_case(container, server)) continue;
    const auto rest = container.substr(server.size());
    if (rest.empty()) return server.size();
    for (const std::string_view more : {" preprint", " Electronic Journal", ", ", " (", " [", ": "})
      if (starts_ignoring_case(rest, more)) return server.size();
  }
  return 0;
}

/// A work in a repository of preprints is no article in a journal; "arXiv preprint arXiv:1706.03762" has its number
/// there.
void mark_preprint(Reading& reading) {
  auto& citation = reading.citation;
  if (citation.type == WorkType::book && preprint_server_length(citation.publisher) != 0)
    put(citation.container_title, reading.evidence.container_title, std::exchange(citation.publisher, {}),
        Found::placed);
  const std::string container = citation.container_title;
  const auto length = preprint_server_length(container);
  if (length == 0) return;
  citation.type = WorkType::preprint;
  const auto number = container.find("arXiv:");
  if (number == none || number < length || !citation.article_number.empty()) return;
  citation.article_number = trim_both(std::string_view(container).substr(number), " .,)]");
  citation.first_page.clear();
  citation.last_page.clear();
  reading.evidence.pages = Found::marked;
  citation.container_title.resize(length);
}

/// "Title (2nd ed.). Publisher.", "Title (Report No. 12). City, ST: Publisher." Only what bears a mark of a book or
/// report.
bool read_book(std::string_view text, Reading& reading) {
  auto& citation = reading.citation;
  const auto edition =
      find_last_bracket(text, [](std::string_view inside) { return names_report(inside) || are_details(inside); });
  if (edition.begin != none && edition.begin > 0) {
    citation.type = names_report(edition.inside) ? WorkType::report : WorkType::book;
    put(citation.title, reading.evidence.title, close_title(text.substr(0, edition.begin)), Found::placed);
    if (citation.type == WorkType::book) set_details(reading, read_book_details(edition.inside));
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
  const bool ends_in_field = equals_any(last, fields);
  return ends_in_field && last.size() < text.size() && text.find(':') == none && !contains_any(text, institutions);
}

/// Words that journals have in their names and publishers hardly ever, where each word of note has a capital:
/// "Psychological Methods". "Psychological Corporation" and "Psychological Services" are none.
bool may_be_journal(std::string_view text) {
  constexpr std::array<std::string_view, 12> words = {"methods", "quarterly", "letters", "acta",   "bmc",     "plos",
                                                      "bmj",     "jama",      "lancet",  "nature", "science", "trials"};
  constexpr std::array<std::string_view, 31> beginnings = {
      "psycholog", "psychother", "psychia", "psychoan",  "psychoso", "neuro",    "behavio",  "cognit",
      "emotion",   "mindful",    "counsel", "clinical",  "pediatr",  "paediatr", "geriatr",  "gerontolog",
      "addict",    "trauma",     "suicid",  "depress",   "anxiety",  "schizo",   "personal", "medicin",
      "nursing",   "epidemiol",  "oncolog", "frontiers", "trends",   "advances", "therap"};
  constexpr std::array<std::string_view, 14> of_publishers = {"clinic",  "clinics", "resources", "inc",      "ltd",
                                                              "llc",     "company", "corp",      "services", "sons",
                                                              "systems", "author",  "gmbh",      "resource"};
  constexpr std::array<std::string_view, 21> of_groups = {
      "associat",   "institut", "universi", "center",   "centre",    "college",  "department",
      "foundation", "societ",   "council",  "corporat", "ministry",  "office",   "academ",
      "editor",     "group",    "product",  "national", "laborator", "hospital", "verlag"};
  for (auto rest = text; !rest.empty();) {
    const auto space = std::min(rest.find(' '), rest.size());
    constexpr std::size_t longest_small_word = 3;
    if (space > longest_small_word && begins_lower(rest)) return false;
    rest.remove_prefix(std::min(space + 1, rest.size()));
  }
  const bool group = has_word(text, of_publishers, of_groups);
  return !group && find_publisher_after_place(text) == none && has_word(text, words, beginnings);
}

/// A work without volume and pages: an article still in press, a page of a site, or a book.
void read_unlocated(std::string_view body, bool in_press, Reading& reading) {
  auto& citation = reading.citation;
  auto& evidence = reading.evidence;
  const auto parts = split_title(body);
  put(citation.title, evidence.title, parts.title, parts.found);
  // Programs put the titles of articles in quotation marks, and no trial is a book.
  const bool is_article = begins_with_quote(body) || contains_ignoring_case(parts.title, "controlled trial");
  const bool in_journal = !citation.doi.empty() || in_press || is_article || names_journal(parts.container) ||
                          preprint_server_length(parts.container) != 0;
  const bool perhaps_in_journal = !in_journal && (sounds_like_journal(parts.container) ||
                                                  (citation.url.empty() && may_be_journal(parts.container)));
  if (!in_journal && !perhaps_in_journal && citation.url.empty()) {
    citation.type = WorkType::book;
    citation.publisher = trim_end(without_place(parts.container), " .,");
    // Nothing says whether it is the publisher of a book or a journal.
    const bool surely_publisher = find_publisher_after_place(parts.container) != none;
    if (!citation.publisher.empty() && !surely_publisher) evidence.title = Found::guessed;
    return;
  }
  if (!in_journal && !perhaps_in_journal) citation.type = WorkType::webpage;
  const auto found = perhaps_in_journal ? Found::guessed : parts.found;
  put(citation.container_title, evidence.container_title, parts.container, found);
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

/// Reads the body of a work of any kind.
void read_body(std::string_view body, const WorkText& text, Reading& reading) {
  if (read_thesis(body, reading) || read_described(body, reading) || read_chapter(body, reading) ||
      read_presentation(body, reading))
    return;
  auto split = split_locator(body);
  if (!split) split = split_before_note(body);
  if (split) {
    drop_repeated_year(split->locator, reading.citation.year);
    set_locator(reading, std::move(split->locator));
    set_title(reading, split_title(without_repeated_year(split->before, reading.citation.year)), text.front);
    return;
  }
  if (text.ahead_of_print || !read_book(body, reading)) read_unlocated(body, text.in_press, reading);
}

/// "Title [Film]" or "Title (2nd ed.)" where the authors stand: a work without any.
bool is_title(std::string_view front) {
  if (split_role(front).role.known) return false;
  front = trim_end(front, " .,;:");
  if (!front.ends_with(')') && !front.ends_with(']')) return false;
  const auto open = find_last_of(front, "([");
  if (open == none || open == 0) return false;
  const auto inside = front.substr(open + 1, front.size() - open - 2);
  const bool described = front[open] == '[' && (describe(inside).known || names_thesis(inside));
  return described || (front[open] == '(' && are_details(inside) && !read_book_details(inside).edition.empty());
}

}  // namespace

void read_work(const WorkText& text, Reading& reading) {
  auto& citation = reading.citation;
  const auto body = without_note(take_notes(text.body, citation));
  if (is_title(text.front)) {
    citation.authors.clear();
    reading.evidence.authors = Found::absent;
    read_body(std::string(trim_end(text.front, " .")) + ". " + std::string(body), text, reading);
  } else {
    read_body(body, text, reading);
  }
  mark_preprint(reading);
  clean_title(reading);
}

}  // namespace citefeed::citation
