#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "citation/apa_parts.hpp"
#include "citation/characters.hpp"

namespace citefeed::citation {
namespace {

constexpr std::size_t none = std::string_view::npos;

// Marks of roles, in the languages that reference lists of psychology are written in.

/// "Ed.", "Vol. Eds.", "Trans.": one role without "&".
Role read_one_role(std::string_view mark) {
  constexpr std::array<std::string_view, 46> editors = {"ed",          "eds",
                                                        "edit",        "edits",
                                                        "editor",      "editors",
                                                        "éd",          "éds",
                                                        "Éd",          "Éds",
                                                        "hrsg",        "hg",
                                                        "hgg",         "herausgeber",
                                                        "coord",       "coords",
                                                        "coordinador", "coordinadores",
                                                        "dir",         "dirs",
                                                        "org",         "orgs",
                                                        "comp",        "comps",
                                                        "compilador",  "compiladores",
                                                        "cur",         "curatore",
                                                        "a cura di",   "chair",
                                                        "chairs",      "vol. ed",
                                                        "vol. eds",    "volume ed",
                                                        "volume eds",  "series ed",
                                                        "series eds",  "guest ed",
                                                        "guest eds",   "general ed",
                                                        "general eds", "gen. ed",
                                                        "gen. eds",    "edited",
                                                        "direction",   "sous la direction"};
  constexpr std::array<std::string_view, 15> translators = {
      "trans",       "transl",     "translator", "translators", "trad",       "trads",        "traductor", "traductora",
      "traductores", "traducteur", "übers",      "Übers",       "übersetzer", "übersetzerin", "tr"};
  constexpr std::array<std::string_view, 18> others = {
      "illus",     "narr", "narrs", "narrator", "director",           "directors",           "producer",
      "producers", "host", "hosts", "writer",   "executive producer", "executive producers", "discussant",
      "moderator", "il",   "ilus",  "photog"};
  mark = trim_both(mark, " .,");
  if (equals_any(mark, editors)) return {.known = true, .editor = true};
  if (equals_any(mark, translators)) return {.known = true, .translator = true};
  return {.known = equals_any(mark, others)};
}

/// Where "&" or "and", with spaces, stands first, and its length.
std::pair<std::size_t, std::size_t> find_conjunction(std::string_view text) {
  for (const std::string_view word : {" & ", " and ", " y ", " et ", " und ", " e ", "/"})
    if (const auto at = text.find(word); at != none) return {at, word.size()};
  return {none, 0};
}

}  // namespace

Role read_role(std::string_view mark) {
  constexpr std::size_t longest = 40;
  if (mark.empty() || mark.size() > longest) return {};
  const auto [at, length] = find_conjunction(mark);
  if (at == none) return read_one_role(mark);
  const auto first = read_one_role(mark.substr(0, at));
  const auto second = read_one_role(mark.substr(at + length));
  return {.known = first.known && second.known,
          .editor = first.editor || second.editor,
          .translator = first.translator || second.translator};
}

MarkedNames split_role(std::string_view authors) {
  const auto text = trim_end(authors, " .,;:");
  if (text.ends_with(')') || text.ends_with(']')) {
    const auto open = find_last_of(text, "([");
    if (open == none) return {.names = authors};
    const auto role = read_role(text.substr(open + 1, text.size() - open - 2));
    return role.known ? MarkedNames{.names = text.substr(0, open), .role = role} : MarkedNames{.names = authors};
  }
  // "Doe, J., Ed.", but "Brown, Ed." has his given name there.
  const auto comma = text.rfind(", ");
  if (comma == none || comma == 0 || text[comma - 1] != '.') return {.names = authors};
  const auto role = read_role(text.substr(comma + 2));
  return role.known ? MarkedNames{.names = text.substr(0, comma), .role = role} : MarkedNames{.names = authors};
}

namespace {

void add_names(std::string_view text, Role role, Citation& citation) {
  const auto list = read_names(trim_both(text, " ,;:&"));
  if (role.editor) citation.editors.insert(citation.editors.end(), list.names.begin(), list.names.end());
  if (role.translator) citation.translators.insert(citation.translators.end(), list.names.begin(), list.names.end());
}

struct Editors {
  std::string_view names = {};
  Role role = {};
  std::size_t end = none;  ///< after the names and their mark; `none` where there is nobody
};

/// "A. Editor & B. Editor (Eds.)"
Editors find_editors_before_bracket(std::string_view book) {
  for (auto open = book.find('('); open != none; open = book.find('(', open + 1)) {
    const auto close = find_first_of(book, "()", open + 1);
    if (close == none) return {};
    if (book[close] != ')' || open == 0) continue;
    const auto role = read_role(book.substr(open + 1, close - open - 1));
    if (role.known) return {.names = book.substr(0, open), .role = role, .end = close + 1};
  }
  return {};
}

/// "A. Editor, & B. Editor, Eds., Title"
Editors find_editors_before_comma(std::string_view book) {
  for (auto comma = book.find(", "); comma != none; comma = book.find(", ", comma + 2)) {
    const auto end = find_first_of(book, ",:", comma + 2);
    if (end == none) return {};
    const auto role = read_role(book.substr(comma + 2, end - comma - 2));
    if (!role.known) continue;
    const auto names = book.substr(0, comma);
    return read_names(names).all_persons ? Editors{.names = names, .role = role, .end = end + 1} : Editors{};
  }
  return {};
}

/// "C. Smith & D. Nylund, Narrative therapies": persons first, and what follows the comma is no name.
Editors find_unmarked_editors(std::string_view book) {
  const bool begins_with_initial = book.size() > 3 && is_ascii_upper(book[0]) && book[1] == '.';
  if (!begins_with_initial) return {};
  for (auto comma = book.find(", "); comma != none; comma = book.find(", ", comma + 1)) {
    const auto right = book.substr(comma + 2);
    const bool goes_on =
        begins_with_any(right, {"& ", "and ", "y ", "et ", "und ", "e "}) || (right.size() > 1 && right[1] == '.');
    if (goes_on) continue;
    const auto names = book.substr(0, comma);
    const auto editors = read_names(names);
    const bool are_editors = editors.all_persons && !editors.names.empty() && begins_with_capital(right);
    return are_editors ? Editors{.names = names, .role = {.known = true, .editor = true}, .end = comma + 2} : Editors{};
  }
  return {};
}

Editors find_editors(std::string_view book) {
  if (auto editors = find_editors_before_bracket(book); editors.end != none) return editors;
  if (auto editors = find_editors_before_comma(book); editors.end != none) return editors;
  return find_unmarked_editors(book);
}

}  // namespace

bool has_editors(std::string_view book) {
  return find_editors(book).end != none;
}

std::string_view read_editors(std::string_view book, Citation& citation) {
  const auto editors = find_editors(book);
  if (editors.end == none) return book;
  add_names(editors.names, editors.role, citation);
  auto rest = trim_both(book.substr(editors.end), " ,.:");
  // "A. Editor (Series Ed.) & B. Editor (Vol. Ed.), Title"
  while (begins_with_any(rest, {"& ", "and "})) {
    const auto more = find_editors_before_bracket(rest);
    if (more.end == none) break;
    add_names(more.names.substr(more.names.find(' ')), more.role, citation);
    rest = trim_both(rest.substr(more.end), " ,.:");
  }
  return rest;
}

// What brackets behind the title of a book hold.

namespace {

/// "2nd", "2.", "2e", "3.ª": a number and the ending of an ordinal number; empty for anything else.
std::string_view number_of_ordinal(std::string_view text) {
  constexpr std::array<std::string_view, 21> endings = {"",    "st",  "nd", "rd", "th",  "e",   "è",
                                                        "ème", "eme", "re", "er", "de",  "a",   "o",
                                                        "ª",   "º",   "°",  "ᵉ",  "nde", "ère", "da"};
  const auto end = std::min(find_first_not_of(text, "0123456789"), text.size());
  constexpr std::size_t most_digits = 3;  // a year is none
  if (end == 0 || end > most_digits) return {};
  const auto ending = trim_both(text.substr(end), " .");
  return equals_any(ending, endings) ? text.substr(0, end) : std::string_view{};
}

std::string_view number_of_word(std::string_view word) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 10> numbers = {{{"first", "1"},
                                                                                      {"second", "2"},
                                                                                      {"third", "3"},
                                                                                      {"fourth", "4"},
                                                                                      {"fifth", "5"},
                                                                                      {"sixth", "6"},
                                                                                      {"seventh", "7"},
                                                                                      {"eighth", "8"},
                                                                                      {"ninth", "9"},
                                                                                      {"tenth", "10"}}};
  for (const auto& [name, number] : numbers)
    if (equals_ignoring_case(word, name)) return number;
  return {};
}

bool means_edition(std::string_view word) {
  constexpr std::array<std::string_view, 13> words = {"ed",      "edn",     "edition", "éd",       "édition",
                                                      "édn",     "edición", "edição",  "edizione", "aufl",
                                                      "auflage", "ausgabe", "ausg"};
  return equals_any(trim_both(word, " .,"), words);
}

/// "J. Smith", "K.": an initial.
bool begins_with_initial(std::string_view text) {
  return text.size() >= 2 && is_ascii_upper(text[0]) && text[1] == '.';
}

/// "2nd ed.", "Rev. ed.", "2e éd.", "3.ª edición": what stands before the word; nothing for anything else.
std::optional<std::string> read_edition(std::string_view text) {
  text = trim_both(text, " ");
  const auto word = last_word(text);
  constexpr std::size_t longest = 60;
  if (word.size() == text.size() || text.size() > longest || !means_edition(word)) return std::nullopt;
  if (read_role(text).known) return std::nullopt;  // "Series Ed."
  const auto name = trim_both(text.substr(0, text.size() - word.size()), " ,");
  if (name.empty() || begins_with_initial(name)) return std::nullopt;
  if (const auto number = number_of_ordinal(name); !number.empty()) return std::string(number);
  if (const auto number = number_of_word(name); !number.empty()) return std::string(number);
  return std::string(name);
}

/// "text rev.", "rev. ed.", "überarb.": what was done to a numbered edition.
bool names_revision(std::string_view text) {
  return contains_ignoring_case(text, "rev.") || contains_ignoring_case(text, "revis") ||
         contains_ignoring_case(text, "berarb") || contains_ignoring_case(text, "aktual") ||
         contains_ignoring_case(text, "ampliad") || contains_ignoring_case(text, "enlarged") ||
         contains_ignoring_case(text, "updated") || contains_ignoring_case(text, "augment");
}

/// "3-22": nothing but numbers on both sides of a dash.
bool is_range(std::string_view text) {
  if (text.empty() || !is_digit(text[0])) return false;
  const auto locator = read_locator(text);
  return locator && locator->volume.empty() && locator->issue.empty() && !locator->last_page.empty();
}

class DetailReader final {
 public:
  explicit DetailReader(std::string_view text) : text_(text) {}

  BookDetails read() {
    while (at_ < text_.size()) {
      const auto end = std::min(find_first_of(text_, ",;", at_), text_.size());
      begin_ = at_;
      at_ = end;
      read_one(trim_both(text_.substr(begin_, end - begin_), " "));
      if (end < text_.size() && text_[end] == ';') skip_names(end);
      at_ = std::min(end + 1, text_.size());
    }
    skip_names(text_.size());
    if (awaits_edition_) details_.unread.emplace_back(details_.edition);
    return std::move(details_);
  }

 private:
  void read_one(std::string_view part) {
    if (part.empty() || read_role_part(part) || read_edition_part(part)) return;
    if (read_place(part)) return skip_names(begin_);
    if (names_ == none) names_ = begin_;
  }

  /// "Eds." behind names, or "translated by A. Name" before them.
  bool read_role_part(std::string_view part) {
    if (names_ != none) {
      const auto role = read_role(part);
      if (!role.known) return false;
      add(text_.substr(names_, begin_ - names_), role);
      names_ = none;
      return true;
    }
    for (const std::string_view opening :
         {"translated by ", "trans. by ", "übersetzt von ", "traducido por ", "trad. por ", "trad. par ",
          "traduit par ", "trad. de ", "übers. v. ", "übers. von "})
      if (starts_ignoring_case(part, opening))
        return read_named(part.substr(opening.size()), {.known = true, .translator = true});
    for (const std::string_view opening : {"edited by ", "ed. by ", "herausgegeben von ", "hrsg. von ",
                                           "sous la direction de ", "sous la dir. de ", "a cura di "})
      if (starts_ignoring_case(part, opening))
        return read_named(part.substr(opening.size()), {.known = true, .editor = true});
    return false;
  }

  bool read_named(std::string_view names, Role role) {
    add(names, role);
    return true;
  }

  void add(std::string_view text, Role role) {
    // "2ª ed. J. D. García Bacca, Trad.": a comma is missing.
    constexpr std::string_view edition_end = "ed. ";
    if (const auto end = text.find(edition_end); end != none && is_digit(trim_both(text, " ")[0])) {
      if (auto edition = read_edition(text.substr(0, end + 2))) {
        details_.edition = *std::move(edition);
        text.remove_prefix(end + edition_end.size());
      }
    }
    auto list = read_names(trim_both(text, " ,;:"));
    if (list.names.empty()) details_.unread.emplace_back(text);
    auto& editors = details_.editors;
    auto& translators = details_.translators;
    if (role.editor) editors.insert(editors.end(), list.names.begin(), list.names.end());
    if (role.translator) translators.insert(translators.end(), list.names.begin(), list.names.end());
    if (!role.editor && !role.translator) details_.has_other_role = true;
  }

  bool read_edition_part(std::string_view part) {
    auto edition = read_edition(part);
    const bool names_after = names_ != none;
    if (names_after) return false;
    // "2., überarb. Aufl.", "5th ed., text rev."
    if (edition && details_.edition.empty()) {
      details_.edition = *std::move(edition);
      return true;
    }
    if (!details_.edition.empty() && (edition || names_revision(part))) {
      details_.edition += ", " + (edition ? *edition : std::string(part));
      awaits_edition_ = false;
      return true;
    }
    if (!part.ends_with('.') || number_of_ordinal(part).empty()) return false;
    details_.edition = number_of_ordinal(part);
    awaits_edition_ = true;
    return true;
  }

  /// Volume, number, pages.
  bool read_place(std::string_view part) {
    const bool labelled =
        begins_with_any(part, {"vol", "bd", "band", "tom", "jg", "p", "s. ", "no. ", "issue", "article", "n.", "t. "});
    if (!labelled && !is_range(part)) return false;
    if (starts_ignoring_case(part, "band ") || starts_ignoring_case(part, "tomo ") ||
        starts_ignoring_case(part, "t. ")) {
      details_.place.volume = part.substr(part.find(' ') + 1);
      details_.place.volume_found = Found::marked;
      return true;
    }
    auto locator = read_locator(part);
    // "No. arXiv:1706.03762"
    constexpr std::string_view number = "No. ";
    if (!locator && part.starts_with(number) && part.find(' ', number.size()) == none) {
      details_.place.article_number = part.substr(number.size());
      details_.place.pages_found = Found::marked;
      return true;
    }
    if (!locator) return false;
    auto& place = details_.place;
    if (!locator->volume.empty()) {
      place.volume = std::move(locator->volume);
      place.volume_found = locator->volume_found;
    } else if (!locator->issue.empty() && starts_ignoring_case(part, "no")) {
      // The number of a report, or of a work in a series.
      place.article_number = std::move(locator->issue);
      place.pages_found = Found::marked;
    } else if (!locator->issue.empty()) {
      place.issue = std::move(locator->issue);
      place.issue_found = locator->issue_found;
    } else {
      place.first_page = std::move(locator->first_page);
      place.last_page = std::move(locator->last_page);
      if (!locator->article_number.empty()) place.article_number = std::move(locator->article_number);
      place.pages_found = locator->pages_found;
    }
    return true;
  }

  /// Names before `end` that no role followed.
  void skip_names(std::size_t end) {
    if (names_ == none) return;
    details_.unread.emplace_back(trim_both(text_.substr(names_, end - names_), " ,;"));
    names_ = none;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t begin_ = 0;
  std::size_t names_ = none;  ///< where names begin that no role followed yet
  bool awaits_edition_ = false;
  BookDetails details_ = {};
};

}  // namespace

BookDetails read_book_details(std::string_view inside) {
  return DetailReader(inside).read();
}

void set_details(Reading& reading, BookDetails details) {
  auto& citation = reading.citation;
  const auto add = [](std::vector<Name>& names, std::vector<Name>& more) {
    names.insert(names.end(), more.begin(), more.end());
  };
  add(citation.editors, details.editors);
  add(citation.translators, details.translators);
  if (citation.edition.empty()) citation.edition = std::move(details.edition);
  auto& place = details.place;
  auto& evidence = reading.evidence;
  if (!place.volume.empty()) put(citation.volume, evidence.volume, place.volume, place.volume_found);
  if (!place.issue.empty()) put(citation.issue, evidence.issue, place.issue, place.issue_found);
  if (place.pages_found == Found::absent) return;
  citation.first_page = std::move(place.first_page);
  citation.last_page = std::move(place.last_page);
  citation.article_number = std::move(place.article_number);
  evidence.pages = place.pages_found;
}

}  // namespace citefeed::citation
