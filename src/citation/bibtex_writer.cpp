#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/utf8.hpp"
#include "citation/bibtex_names.hpp"
#include "citation/bibtex_types.hpp"
#include "citation/characters.hpp"
#include "citation/latex.hpp"
#include "citation/read.hpp"
#include "citation/write.hpp"

namespace citefeed::citation {
namespace {

/// The base letter of a Latin letter with a mark: U+00C0 to U+017F in order.
constexpr std::string_view base_letters =
    "aaaaaaaceeeeiiiidnooooo-ouuuuytsaaaaaaaceeeeiiiidnooooo-ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuu"
    "uuwwyyyzzzzzzs";

/// `text` in small ASCII letters and digits, without its marks; anything else is left out.
std::string to_key_letters(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); at += code_point_length(text, at)) {
    const char byte = text[at];
    if (is_ascii_letter(byte) || is_digit(byte)) {
      result += to_ascii_lower(byte);
    } else if (is_multi_byte(byte) && code_point_length(text, at) == 2) {
      const auto lead = static_cast<unsigned char>(byte) & 0x1fU;
      const auto code_point = lead << 6U | (static_cast<unsigned char>(text[at + 1]) & 0x3fU);
      constexpr std::size_t first = 0xc0;
      const bool known = code_point >= first && code_point - first < base_letters.size();
      if (known && base_letters[code_point - first] != '-') result += base_letters[code_point - first];
    }
  }
  return result;
}

/// Words that say nothing about a title, in English, French, German and Spanish.
bool is_stop_word(std::string_view word) {
  constexpr std::array<std::string_view, 43> words = {
      "a",    "an", "and", "are", "as",  "at",   "be",  "by", "can",  "das",  "de",  "der", "des", "die", "do",
      "does", "el", "en",  "et",  "for", "from", "how", "in", "is",   "it",   "la",  "las", "le",  "les", "los",
      "of",   "on", "or",  "the", "to",  "und",  "une", "un", "what", "when", "who", "why", "with"};
  return is_one_of(word, words);
}

std::string telling_word(std::string_view title) {
  while (!title.empty()) {
    const auto space = std::min(title.find_first_of(" -/"), title.size());
    auto word = to_key_letters(title.substr(0, space));
    title.remove_prefix(std::min(space + 1, title.size()));
    if (!word.empty() && !is_stop_word(word)) return word;
  }
  return {};
}

}  // namespace

std::string citation_key(const Citation& citation) {
  std::string key;
  if (!citation.authors.empty()) {
    const auto& first = citation.authors.front();
    key = first.literal.empty() ? to_key_letters(first.family) : telling_word(first.literal);
  }
  const auto word = telling_word(citation.title);
  if (key.empty() && word.empty()) return {};
  if (citation.year) key += std::to_string(*citation.year) + citation.year_suffix;
  return key + word;
}

namespace {

/// Addresses and DOIs are typeset verbatim; only what would end the field has to go.
std::string verbatim(std::string_view text) {
  std::string result;
  for (const char byte : normalise_space(text)) {
    if (byte == '{') {
      result += "%7B";
    } else if (byte == '}') {
      result += "%7D";
    } else if (byte == '\\') {
      result += "%5C";
    } else {
      result += byte;
    }
  }
  return result;
}

/// "682--690"; a page with a dash of its own stands in braces, so that only the dash of the range is bare.
std::string bibtex_page(const std::string& page) {
  return has_dash(page) ? "{" + to_latex(page) + "}" : to_latex(page);
}

/// A group more says that a page in braces is all of it, and no range in braces too many.
std::string bibtex_single_page(const std::string& page) {
  return bibtex_page(page) + (has_dash(page) ? "{}" : "");
}

std::string bibtex_pages(const Citation& citation) {
  if (!citation.article_number.empty()) return bibtex_single_page(citation.article_number);
  if (citation.last_page.empty()) return bibtex_single_page(citation.first_page);
  return bibtex_page(citation.first_page) + "--" + bibtex_page(citation.last_page);
}

void add(std::string& entry, std::string_view field, const std::string& value) {
  if (value.empty()) return;
  entry += ",\n  ";
  entry += field;
  entry += " = {" + value + "}";
}

/// BibLaTeX divides names of publishers and the like at " and "; braces keep one whole.
void add_list(std::string& entry, std::string_view field, const std::string& text) {
  const auto value = to_latex(text);
  add(entry, field, has_and(text) ? "{" + value + "}" : value);
}

/// Programs that know no article numbers read them as pages; "eid" says what they are where their form does not.
void add_numbers(std::string& entry, const Citation& citation) {
  const bool report = citation.type == WorkType::report;
  add(entry, report ? "issue" : "number", to_latex(citation.issue));
  if (report && !citation.article_number.empty()) return add(entry, "number", to_latex(citation.article_number));
  add(entry, "pages", bibtex_pages(citation));
  if (!is_article_number(citation.article_number)) add(entry, "eid", to_latex(citation.article_number));
}

void add_authors(std::string& entry, const Citation& citation) {
  const auto names = to_bibtex_names(citation.authors, citation.gap.has_value());
  if (citation.edited && citation.editors.empty() && !stands_in_another(citation.type))
    return add(entry, "editor", names);
  add(entry, "author", names);
  if (citation.edited) add(entry, "authortype", "editor");
}

/// Without one, styles print "PhD thesis" and "Technical report".
void add_description(std::string& entry, const Citation& citation) {
  if (!citation.genre.empty())
    return add(entry, has_type_field(citation.type) ? "type" : "titleaddon", to_latex(citation.genre));
  if (citation.type == WorkType::thesis) add(entry, "type", "Thesis");
  if (citation.type == WorkType::report) add(entry, "type", "Report");
}

/// pandoc makes the capitals of books small as those of titles.
std::string bibtex_container(const Citation& citation) {
  const bool part = stands_in_another(citation.type) && citation.type != WorkType::article_journal;
  const bool in_book = part || std::string_view(entry_type(citation.type).container) == "series";
  return in_book ? to_latex_title(citation.container_title) : to_latex(citation.container_title);
}

/// A talk is one by where it was held; a page on the web by having nothing that would make it something else.
void add_subtype(std::string& entry, const Citation& citation) {
  const auto others = [](const std::string& text) { return is_preprint_server(text) || type_of_description(text); };
  if (citation.type == WorkType::speech && !citation.event.empty()) return;
  if (citation.type == WorkType::webpage && !others(citation.genre) && !others(citation.publisher) &&
      !others(citation.container_title))
    return;
  add(entry, "entrysubtype", entry_type(citation.type).subtype);
}

/// What BibTeX prints as a year, and the state that BibLaTeX and pandoc know.
void add_date(std::string& entry, const Citation& citation) {
  if (citation.year) {
    add(entry, "year", std::to_string(*citation.year));
  } else if (citation.in_press) {
    add(entry, "year", "in press");
  }
  if (citation.in_press) add(entry, "pubstate", "inpress");
  add(entry, "yearsuffix", to_latex(citation.year_suffix));
  if (citation.original_year) add(entry, "origdate", std::to_string(*citation.original_year));
}

}  // namespace

std::string to_bibtex(const Citation& citation, std::string_view key) {
  const auto type = entry_type(citation.type);
  std::string entry = std::string("@") + type.name + "{" + std::string(key);
  add_authors(entry, citation);
  add(entry, "title", to_latex_title(citation.title));
  add(entry, type.container, bibtex_container(citation));
  add_subtype(entry, citation);
  add(entry, "editor", to_bibtex_names(citation.editors, false));
  add(entry, "translator", to_bibtex_names(citation.translators, false));
  add_description(entry, citation);
  add(entry, "edition", to_latex(citation.edition));
  add_date(entry, citation);
  if (citation.gap && *citation.gap < citation.authors.size()) add(entry, "authorgap", gap_note(citation));
  add(entry, "eventtitle", to_latex_title(citation.event));
  add(entry, "volume", to_latex(citation.volume));
  add_numbers(entry, citation);
  add_list(entry, type.publisher, citation.publisher);
  add(entry, "doi", verbatim(citation.doi));
  add(entry, "url", verbatim(citation.url));
  add(entry, "note", to_latex(citation.note));
  entry += "\n}\n";
  return entry;
}

}  // namespace citefeed::citation
