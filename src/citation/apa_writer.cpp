#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "citation/characters.hpp"
#include "citation/doi.hpp"
#include "citation/write.hpp"

namespace citefeed::citation {
namespace {

constexpr std::size_t most_joined_initials = 3;  ///< "JRP" is three initials, "JEAN" is a name

/// "DR" or "D".
bool are_initials(std::string_view name) {
  return !name.empty() && name.size() <= most_joined_initials && std::all_of(name.begin(), name.end(), is_ascii_upper);
}

/// "D. R." of "DR".
std::string with_full_stops(std::string_view initials) {
  std::string text;
  for (const char letter : initials) text += (text.empty() ? "" : " ") + std::string(1, letter) + ".";
  return text;
}

/// A name without a full stop, between spaces, full stops and hyphens.
std::string initial_of(std::string_view name) {
  if (begins_lower(name)) return std::string(name);
  if (are_initials(name)) return with_full_stops(name);
  return std::string(name.substr(0, code_point_length(name, 0))) + ".";
}

/// Letters, full stops and hyphens: "q@example.org" in the place of a given name is no name.
bool is_of_letters(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char byte) {
    return is_ascii_letter(byte) || is_multi_byte(byte) || byte == '.' || byte == '-';
  });
}

/// A word up to a space; hyphens and full stops inside it divide its names.
template <class Abbreviate>
std::string abbreviated(std::string_view word, Abbreviate abbreviate) {
  std::string text;
  while (!word.empty()) {
    const auto end = std::min(find_first_of(word, ".-"), word.size());
    const auto name = word.substr(0, end);
    const bool stopped = end < word.size() && word[end] == '.';
    if (!name.empty()) {
      if (text.ends_with('.')) text += ' ';
      text += stopped ? std::string(name) + "." : abbreviate(name);
    }
    word.remove_prefix(end);
    if (stopped) word.remove_prefix(1);
    if (word.starts_with('-')) {
      text += '-';
      word.remove_prefix(1);
    }
  }
  return text;
}

/// The words of `given`, each abbreviated.
template <class Abbreviate>
std::string abbreviated_words(std::string_view given, Abbreviate abbreviate) {
  std::string text;
  while (!given.empty()) {
    const auto space = std::min(given.find(' '), given.size());
    const auto word = given.substr(0, space);
    given.remove_prefix(std::min(space + 1, given.size()));
    const auto abbreviation = is_of_letters(word) ? abbreviated(word, abbreviate) : abbreviate(word);
    if (!abbreviation.empty()) text += (text.empty() ? "" : " ") + abbreviation;
  }
  return text;
}

}  // namespace

std::string to_initials(std::string_view given) {
  return abbreviated_words(given, initial_of);
}

std::string spaced_initials(std::string_view given) {
  return abbreviated_words(
      given, [](std::string_view name) { return are_initials(name) ? with_full_stops(name) : std::string(name); });
}

namespace {

/// True when `text` ends its sentence by itself: "Why?", "“What works?”", "Jr.".
bool ends_sentence(std::string_view text) {
  for (std::size_t length = 0; !text.empty(); text.remove_suffix(length)) {
    std::size_t at = text.size() - 1;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xc0U) == 0x80U) --at;
    length = text.size() - at;
    if (closing_quote_length(text, at) != length) break;
  }
  return text.ends_with('.') || text.ends_with('?') || text.ends_with('!') || text.ends_with("…");
}

/// Adds `sentence` and the full stop it needs, which stands inside of double quotation marks (6.9).
void add_sentence(std::string& text, std::string_view sentence) {
  if (sentence.empty()) return;
  if (!text.empty()) text += ' ';
  text += sentence;
  if (ends_sentence(sentence)) return;
  const std::size_t quote = text.ends_with("”") ? std::string_view("”").size() : text.ends_with('"') ? 1 : 0;
  text.insert(text.size() - quote, 1, '.');
}

std::string apa_name(const Name& name) {
  if (!name.literal.empty()) return name.literal;
  return inverted({.family = name.family, .given = to_initials(name.given), .suffix = name.suffix});
}

/// Two groups have no comma between them; a comma closes the initials of a person (9.8).
std::string joined_pair(const Name& first, const Name& second) {
  const bool groups = !first.literal.empty();
  return apa_name(first) + (groups ? " & " : ", & ") + apa_name(second);
}

/// "A, A., B, B., & C, C."; of 21 and more, the first nineteen and the last (9.8). Where the list leaves names out
/// itself, so does this: the names of a shorter list were all that was printed.
std::string apa_names(const Citation& citation) {
  const auto& authors = citation.authors;
  constexpr std::size_t most = 20;
  if (authors.size() == 2 && !citation.gap) return joined_pair(authors[0], authors[1]);
  const bool ends_in_et_al = citation.gap && *citation.gap >= authors.size();
  const bool has_ellipsis = (citation.gap && !ends_in_et_al) || (authors.size() > most && !ends_in_et_al);
  const auto listed = has_ellipsis ? std::min(citation.gap.value_or(most - 1), most - 1) : authors.size();
  std::string text;
  for (std::size_t i = 0; i < listed; ++i) {
    const bool last = i > 0 && i + 1 == authors.size() && !ends_in_et_al;
    text += (i == 0 ? "" : last ? ", & " : ", ") + apa_name(authors[i]);
  }
  if (has_ellipsis) text += ", . . . " + apa_name(authors.back());
  if (ends_in_et_al && !text.empty()) text += ", et al.";
  return text;
}

/// "A. Editor & B. Editor", "A. Editor, B. Editor, & C. Editor": initials first, as those stand who are not the authors
/// (9.28).
std::string names_in_order(const std::vector<Name>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto& name = names[i];
    const bool last = i > 0 && i + 1 == names.size();
    if (i > 0) text += names.size() > 2 ? ", " : " ";
    if (last) text += "& ";
    if (!name.literal.empty()) {
      text += name.literal;
      continue;
    }
    const auto initials = to_initials(name.given);
    text += initials + (initials.empty() ? "" : " ") + name.family + (name.suffix.empty() ? "" : ", " + name.suffix);
  }
  return text;
}

const char* editors_mark(std::size_t editors) {
  return editors == 1 ? "Ed." : "Eds.";
}

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

/// "2nd ed.", "Rev. ed.", "5th ed., text rev.".
std::string apa_edition(const std::string& edition) {
  if (edition.empty()) return {};
  if (const auto comma = edition.find(", "); comma != std::string::npos && is_number(edition.substr(0, comma)))
    return apa_edition(edition.substr(0, comma)) + edition.substr(comma);
  if (!is_number(edition)) return edition + " ed.";
  const auto ends_in = [&](std::string_view end) { return edition.ends_with(end); };
  const bool teen = ends_in("11") || ends_in("12") || ends_in("13");
  const char* ordinal = teen ? "th" : ends_in("1") ? "st" : ends_in("2") ? "nd" : ends_in("3") ? "rd" : "th";
  return edition + ordinal + " ed.";
}

std::string apa_date(const Citation& citation) {
  if (citation.year) return "(" + std::to_string(*citation.year) + citation.year_suffix + ")";
  const std::string unknown = citation.in_press ? "in press" : "n.d.";
  return citation.year_suffix.empty() ? "(" + unknown + ")" : "(" + unknown + "-" + citation.year_suffix + ")";
}

/// "70(6), 682–690" or "11(9), Article e0161544", as far as known (9.25 to 9.28).
std::string place_in_journal(const Citation& citation) {
  std::string place = citation.volume;
  if (!citation.issue.empty()) place += "(" + citation.issue + ")";
  auto pages = page_range(citation);
  if (!citation.article_number.empty()) pages.insert(0, "Article ");
  if (!place.empty() && !pages.empty()) place += ", ";
  return place + pages;
}

std::string joined(const std::vector<std::string>& parts, const char* divider) {
  std::string text;
  for (const auto& part : parts) text += (text.empty() || part.empty() ? "" : divider) + part;
  return text;
}

/// Who else had a part in a work: "A. Editor, Ed.; B. Translator, Trans.", "A. Both, Ed. & Trans." (9.29, 10.2).
std::string other_roles(const Citation& citation, bool with_editors) {
  const auto& translators = citation.translators;
  const auto& editors = citation.editors;
  const bool both = with_editors && !editors.empty() && editors == translators;
  std::vector<std::string> roles;
  if (both) return names_in_order(editors) + ", " + editors_mark(editors.size()) + " & Trans.";
  if (with_editors && !editors.empty()) roles.push_back(names_in_order(editors) + ", " + editors_mark(editors.size()));
  if (!translators.empty()) roles.push_back(names_in_order(translators) + ", Trans.");
  return joined(roles, "; ");
}

/// What brackets after a title hold: "2nd ed., Vol. 2, pp. 169–218".
std::string place_in_book(const Citation& citation) {
  std::vector<std::string> parts;
  if (!citation.edition.empty()) parts.push_back(apa_edition(citation.edition));
  if (!citation.article_number.empty()) parts.push_back("No. " + citation.article_number);
  if (!citation.volume.empty()) parts.push_back("Vol. " + citation.volume);
  if (!citation.issue.empty()) parts.push_back("Issue " + citation.issue);
  if (!citation.first_page.empty()) {
    const auto pages = page_range({.first_page = citation.first_page, .last_page = citation.last_page});
    parts.push_back((citation.last_page.empty() ? "p. " : "pp. ") + pages);
  }
  return joined(parts, ", ");
}

std::string with_brackets(const std::string& text, const char* open, const std::string& inside, const char* close) {
  if (inside.empty()) return text;
  return text + (text.empty() ? "" : " ") + open + inside + close;
}

/// A part of a book or of the proceedings of a conference; what was only held has a description, and is none.
bool is_part_of_book(const Citation& citation) {
  return citation.type == WorkType::chapter ||
         (citation.type == WorkType::conference_paper && citation.genre.empty() && !citation.container_title.empty());
}

/// A contribution to a symposium: its chairs are kept as editors (10.5).
bool is_part_of_session(const Citation& citation) {
  return citation.type == WorkType::conference_paper && !citation.genre.empty() && !citation.container_title.empty();
}

/// "In A. Chair & B. Chair (Chairs), Title of the symposium".
std::string in_session(const Citation& citation) {
  if (citation.editors.empty()) return "In " + citation.container_title;
  const char* mark = citation.editors.size() == 1 ? " (Chair), " : " (Chairs), ";
  return "In " + names_in_order(citation.editors) + mark + citation.container_title;
}

/// "In A. Editor & B. Editor (Eds.), Book title (C. Translator, Trans.; 2nd ed., pp. 12–34)" (9.28, 10.3).
std::string in_book(const Citation& citation) {
  const bool both = !citation.editors.empty() && citation.editors == citation.translators;
  const auto roles = both ? std::string{} : other_roles(citation, false);
  const auto book = with_brackets(citation.container_title, "(", joined({roles, place_in_book(citation)}, "; "), ")");
  if (citation.editors.empty()) return book.empty() ? std::string{} : "In " + book;
  auto text = "In " + names_in_order(citation.editors) + " (" + editors_mark(citation.editors.size());
  if (both) text += " & Trans.";
  text += ")";
  return book.empty() ? text : text + ", " + book;
}

/// The sentences of what stands after the title: where the work is and who published it (9.23 to 9.33).
void add_source(std::string& text, const Citation& citation) {
  if (citation.type == WorkType::article_journal)
    return add_sentence(text, joined({citation.container_title, place_in_journal(citation)}, ", "));
  if (is_part_of_book(citation)) {
    add_sentence(text, in_book(citation));
  } else if (citation.type == WorkType::broadcast && !citation.container_title.empty()) {
    add_sentence(text, "In " + citation.container_title);
  } else if (!is_part_of_session(citation)) {
    add_sentence(text, citation.container_title);
  }
  add_sentence(text, citation.event);
  if (citation.type != WorkType::thesis) add_sentence(text, citation.publisher);
}

/// What kind of work it is, where the type says it and nothing else does (9.22).
std::string description_of(const Citation& citation) {
  switch (citation.type) {
    case WorkType::thesis:
      return joined({citation.genre.empty() ? "Thesis" : citation.genre, citation.publisher}, ", ");
    case WorkType::dataset:
      return citation.genre.empty() ? "Data set" : citation.genre;
    case WorkType::software:
      return citation.genre.empty() ? "Computer software" : citation.genre;
    case WorkType::video:
      return citation.genre.empty() ? "Video" : citation.genre;
    default:
      return citation.genre;
  }
}

/// "Title (A. Editor, Ed.; 2nd ed.) [Data set]"; the place of a part stands behind what it is a part of.
std::string title_with_description(const Citation& citation) {
  const bool is_part = citation.type == WorkType::article_journal || is_part_of_book(citation);
  std::string inside;
  if (is_part_of_session(citation)) {
    std::string text;
    add_sentence(text, citation.title);
    return with_brackets(text + (text.empty() ? "" : " ") + in_session(citation), "[", description_of(citation), "]");
  }
  if (citation.type == WorkType::article_journal) inside = other_roles(citation, true);
  if (!is_part) inside = joined({other_roles(citation, true), place_in_book(citation)}, "; ");
  return with_brackets(with_brackets(citation.title, "(", inside, ")"), "[", description_of(citation), "]");
}

/// What the reference that was read printed of what became of the work, not what a notice says at length.
bool is_printed_note(std::string_view note) {
  constexpr auto openings = std::to_array<std::string_view>({"Retraction published", "Correction published",
                                                             "Expression of concern published", "Retracted article",
                                                             "Corrected and republished", "Withdrawn"});
  return note == "Retracted" || std::any_of(openings.begin(), openings.end(),
                                            [&](std::string_view opening) { return note.starts_with(opening); });
}

/// " (Retraction published 2012, Mind, 38[10], 1378)": square brackets stand inside of round ones (6.8; 10.1, example
/// 4 of retracted articles).
std::string apa_note(std::string note) {
  if (!is_printed_note(note)) return {};
  std::replace(note.begin(), note.end(), '(', '[');
  std::replace(note.begin(), note.end(), ')', ']');
  return " (" + note + ")";
}

}  // namespace

std::string to_apa(const Citation& citation) {
  if (citation == Citation{.type = citation.type, .printed = citation.printed}) return {};
  std::string text;
  auto names = apa_names(citation);
  if (citation.edited && !names.empty()) names += std::string(" (") + editors_mark(citation.authors.size()) + ")";
  add_sentence(text, names);
  const bool has_authors = !text.empty();
  const auto title = title_with_description(citation);
  if (!has_authors) add_sentence(text, title);
  add_sentence(text, apa_date(citation));
  if (has_authors) add_sentence(text, title);
  add_source(text, citation);
  // An address is followed by nothing, so that nothing is taken for a part of it (9.35).
  const auto address = citation.doi.empty() ? citation.url : doi_url(citation.doi);
  text += (address.empty() ? "" : " ") + address;
  // 9.41
  if (citation.original_year) text += " (Original work published " + std::to_string(*citation.original_year) + ")";
  return text + apa_note(citation.note);
}

}  // namespace citefeed::citation
