#include "citation/characters.hpp"
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

/// What LaTeX would read as a command, as a command that prints it. BibTeX counts even escaped braces when it looks for
/// the end of a field, hence the words for them.
const char* latex_command(char byte) {
  switch (byte) {
    case '\\':
      return "\\textbackslash{}";
    case '{':
      return "\\textbraceleft{}";
    case '}':
      return "\\textbraceright{}";
    case '^':
      return "\\textasciicircum{}";
    case '~':
      return "\\textasciitilde{}";
    case '$':
      return "\\$";
    case '&':
      return "\\&";
    case '#':
      return "\\#";
    case '_':
      return "\\_";
    case '%':
      return "\\%";
    default:
      return nullptr;
  }
}

std::string escaped(std::string_view text) {
  std::string result;
  for (const char byte : normalise_space(text)) {
    if (const auto* command = latex_command(byte)) {
      result += command;
    } else {
      result += byte;
    }
  }
  return result;
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

/// "Family, Jr., Given"; a group stands in braces, so that no word of it is taken for a family name.
std::string bibtex_name(const Name& name) {
  if (!name.literal.empty()) return "{" + escaped(name.literal) + "}";
  // " and " divides names, whatever stands around it.
  const bool divides = name.family.find(" and ") != std::string::npos;
  std::string text = divides ? "{" + escaped(name.family) + "}" : escaped(name.family);
  if (!name.suffix.empty()) text += ", " + escaped(name.suffix);
  if (!name.given.empty()) text += ", " + escaped(name.given);
  return text;
}

std::string bibtex_names(const Citation& citation) {
  std::string text;
  for (const auto& name : citation.authors) {
    if (!text.empty()) text += " and ";
    text += bibtex_name(name);
  }
  if (citation.et_al && !text.empty()) text += " and others";
  return text;
}

void add(std::string& entry, std::string_view field, const std::string& value) {
  if (value.empty()) return;
  entry += ",\n  ";
  entry += field;
  entry += " = {" + value + "}";
}

}  // namespace

std::string to_bibtex(const Citation& citation, std::string_view key) {
  const auto type = entry_type(citation.type);
  std::string entry = std::string("@") + type.name + "{" + std::string(key);
  add(entry, "author", bibtex_names(citation));
  add(entry, "title", escaped(citation.title));
  add(entry, type.container, escaped(citation.container_title));
  if (citation.year) add(entry, "year", std::to_string(*citation.year));
  add(entry, "volume", escaped(citation.volume));
  add(entry, "number", escaped(citation.issue));
  add(entry, "pages", escaped(page_range(citation, "--")));
  add(entry, type.publisher, escaped(citation.publisher));
  add(entry, "doi", verbatim(citation.doi));
  add(entry, "url", verbatim(citation.url));
  entry += "\n}\n";
  return entry;
}

}  // namespace citefeed::citation
