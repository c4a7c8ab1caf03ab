#include "importing/article_fields.hpp"

#include <fmt/format.h>
#include <string_view>

#include "importing/content_file.hpp"

namespace citefeed::importing {
namespace {

using citation::Citation;
using citation::Name;
using citation::WorkType;

const char* csl_type(WorkType type) {
  switch (type) {
    case WorkType::article_journal:
      return "article-journal";
    case WorkType::book:
      return "book";
    case WorkType::chapter:
      return "chapter";
    case WorkType::thesis:
      return "thesis";
    case WorkType::report:
      return "report";
    case WorkType::webpage:
      return "webpage";
  }
  return "article-journal";
}

/// "2019a"; "" without a year.
std::string issued(const Citation& citation) {
  return citation.year ? fmt::format("{:04}{}", *citation.year, citation.year_suffix) : std::string{};
}

/// Pages, not the article number that stands instead of them.
std::string pages(const Citation& citation) {
  return citation.article_number.empty() ? citation::page_range(citation, "-") : std::string{};
}

struct Field {
  const char* name = "";  ///< in CSL
  std::string value = {};
};

/// The fields that are one value, in the order of a CSL item.
std::vector<Field> text_fields(const Citation& citation) {
  return {{.name = "type", .value = csl_type(citation.type)},
          {.name = "issued", .value = issued(citation)},
          {.name = "title", .value = citation.title},
          {.name = "container-title", .value = citation.container_title},
          {.name = "volume", .value = citation.volume},
          {.name = "issue", .value = citation.issue},
          {.name = "page", .value = pages(citation)},
          {.name = "number", .value = citation.article_number},
          {.name = "publisher", .value = citation.publisher},
          {.name = "DOI", .value = citation.doi},
          {.name = "URL", .value = citation.url}};
}

/// A list in block style, in which names need no care for commas and brackets.
void add_authors(const std::vector<Name>& authors, std::vector<std::string>& lines) {
  lines.emplace_back("author:");
  for (const auto& name : authors) {
    const char* indent = "  - ";
    const auto add = [&lines, &indent](const char* key, const std::string& value) {
      if (value.empty()) return;
      lines.push_back(fmt::format("{}{}: {}", indent, key, to_yaml(value)));
      indent = "    ";
    };
    add("family", name.family);
    add("given", name.given);
    add("suffix", name.suffix);
    add("literal", name.literal);
  }
}

bool has_other_authors(const Citation& one, const Citation& other) {
  return one.authors != other.authors || one.et_al != other.et_al;
}

}  // namespace

std::vector<std::string> article_fields(const Citation& wanted, const Citation& read) {
  std::vector<std::string> lines;
  if (has_other_authors(wanted, read) && !wanted.authors.empty()) add_authors(wanted.authors, lines);
  const auto wanted_fields = text_fields(wanted), read_fields = text_fields(read);
  for (std::size_t i = 0; i < wanted_fields.size(); ++i) {
    const auto& [name, value] = wanted_fields[i];
    if (value != read_fields[i].value) lines.push_back(fmt::format("{}: {}", name, to_yaml(value)));
  }
  return lines;
}

std::vector<std::string> differing_fields(const Citation& one, const Citation& other) {
  std::vector<std::string> names;
  if (has_other_authors(one, other)) names.emplace_back("author");
  const auto fields = text_fields(one), other_fields = text_fields(other);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].value != other_fields[i].value) names.emplace_back(fields[i].name);
  }
  return names;
}

}  // namespace citefeed::importing
