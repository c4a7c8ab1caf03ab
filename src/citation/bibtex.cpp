#include "citation/bibtex_names.hpp"
#include "citation/characters.hpp"
#include "citation/exported_fields.hpp"
#include "citation/latex.hpp"
#include "citation/write.hpp"

namespace citefeed::citation {
namespace {

struct EntryType {
  const char* name = "misc";
  const char* container = "howpublished";  ///< the field of what the work is in
  const char* publisher = "publisher";     ///< the field of who published it
};

EntryType entry_type(WorkType type) {
  switch (type) {
    case WorkType::article_journal:
      return {.name = "article", .container = "journal"};
    case WorkType::book:
      return {.name = "book", .container = "series"};
    case WorkType::chapter:
      return {.name = "incollection", .container = "booktitle"};
    case WorkType::thesis:
      return {.name = "phdthesis", .container = "series", .publisher = "school"};
    case WorkType::report:
      return {.name = "techreport", .container = "series", .publisher = "institution"};
    case WorkType::webpage:
      break;
  }
  return {};
}

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

std::string bibtex_pages(const Citation& citation) {
  if (!citation.article_number.empty()) return bibtex_page(citation.article_number);
  if (citation.last_page.empty()) return bibtex_page(citation.first_page);
  return bibtex_page(citation.first_page) + "--" + bibtex_page(citation.last_page);
}

void add(std::string& entry, std::string_view field, const std::string& value) {
  if (value.empty()) return;
  entry += ",\n  ";
  entry += field;
  entry += " = {" + value + "}";
}

/// Programs that know no article numbers read them as pages; "eid" says what they are where their form does not.
void add_numbers(std::string& entry, const Citation& citation) {
  const bool report = citation.type == WorkType::report;
  add(entry, report ? "issue" : "number", to_latex(citation.issue));
  if (report && !citation.article_number.empty()) return add(entry, "number", to_latex(citation.article_number));
  add(entry, "pages", bibtex_pages(citation));
  if (!is_article_number(citation.article_number)) add(entry, "eid", to_latex(citation.article_number));
}

}  // namespace

std::string to_bibtex(const Citation& citation, std::string_view key) {
  const auto type = entry_type(citation.type);
  std::string entry = std::string("@") + type.name + "{" + std::string(key);
  add(entry, "author", to_bibtex_names(citation));
  add(entry, "title", to_latex_title(citation.title));
  add(entry, type.container, to_latex(citation.container_title));
  if (citation.type == WorkType::thesis) add(entry, "type", "Thesis");
  if (citation.year) add(entry, "year", std::to_string(*citation.year));
  add(entry, "yearsuffix", to_latex(citation.year_suffix));
  add(entry, "volume", to_latex(citation.volume));
  add_numbers(entry, citation);
  add(entry, type.publisher, to_latex(citation.publisher));
  add(entry, "doi", verbatim(citation.doi));
  add(entry, "url", verbatim(citation.url));
  add(entry, "note", to_latex(citation.note));
  entry += "\n}\n";
  return entry;
}

}  // namespace citefeed::citation
