#include "content/article_fields.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "base/iri.hpp"
#include "base/utf8.hpp"
#include "content/field_values.hpp"

namespace citefeed::content {
namespace {

using citation::Citation;
using citation::Found;
using citation::Name;
using citation::WorkType;

std::optional<WorkType> work_type(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, WorkType>, 7> names{
      {{"article-journal", WorkType::article_journal},
       {"article", WorkType::article_journal},
       {"book", WorkType::book},
       {"chapter", WorkType::chapter},
       {"thesis", WorkType::thesis},
       {"report", WorkType::report},
       {"webpage", WorkType::webpage}}};
  const auto* const found =
      std::find_if(names.begin(), names.end(), [name](const auto& pair) { return pair.first == name; });
  return found == names.end() ? std::nullopt : std::optional{found->second};
}

/// The node that holds the year: a scalar, or the first number of CSL's { date-parts: [[2023, 12]] }.
const yaml::Node& year_node(const yaml::Node& node) {
  const auto* parts = node.kind == yaml::Kind::mapping ? yaml::find(node, "date-parts") : nullptr;
  while (parts != nullptr && parts->kind == yaml::Kind::list && !parts->children.empty())
    parts = &parts->children.front();
  return parts == nullptr ? node : *parts;
}

void read_year(const yaml::Node& given, Citation& citation, Report& report) {
  const auto& node = year_node(given);
  const auto text = yaml::read_text(node, "a year", report);
  if (!text) return;
  const auto digits = text->find_first_not_of("0123456789");
  const bool whole = digits == std::string::npos || (*text)[digits] == '-' || digits + 1 == text->size();
  const bool four = std::min(digits, text->size()) == 4;
  if (!four || !whole) {
    report.error(node.position, "expected a year of four digits, found " + in_quotes(*text));
    return;
  }
  citation.year = std::stoi(text->substr(0, 4));
  citation.year_suffix = digits + 1 == text->size() && (*text)[digits] != '-' ? text->substr(4) : std::string{};
}

void read_pages(const yaml::Node& node, Citation& citation, Report& report) {
  const auto text = yaml::read_text(node, "pages", report);
  if (!text) return;
  std::size_t dash_size = 1, dash = text->find('-');
  if (dash == std::string::npos) {
    dash = text->find("–");
    dash_size = std::string_view{"–"}.size();
  }
  citation.first_page = trim(std::string_view{*text}.substr(0, dash));
  citation.last_page =
      dash == std::string::npos ? std::string_view{} : trim(std::string_view{*text}.substr(dash + dash_size));
  citation.article_number.clear();
}

/// "Family, Given, Suffix", a group's name without a comma, or CSL's { family: …, given: …, suffix: … } and { literal:
/// … }.
std::optional<Name> read_name(const yaml::Node& node, Report& report) {
  Name name;
  if (node.kind == yaml::Kind::mapping) {
    yaml::check_keys(node, {"family", "given", "suffix", "literal"}, Severity::warning, report);
    const auto part = [&node](std::string_view key) {
      const auto* found = yaml::find(node, key);
      return found == nullptr ? std::string{} : std::string{trim(found->text)};
    };
    name = {.family = part("family"), .given = part("given"), .suffix = part("suffix"), .literal = part("literal")};
    if (!name.literal.empty()) name = {.literal = name.literal};
    if (!name.family.empty() || !name.literal.empty()) return name;
    report.error(node.position, "expected a name with \"family\" or \"literal\", found neither");
    return std::nullopt;
  }
  const auto text = yaml::read_text(node, "an author", report);
  if (!text) return std::nullopt;
  const auto comma = text->find(','), second = comma == std::string::npos ? comma : text->find(',', comma + 1);
  if (comma == std::string::npos) return Name{.literal = *text};
  const std::string_view view = *text;
  name.family = trim(view.substr(0, comma));
  name.given = trim(view.substr(comma + 1, second == std::string::npos ? second : second - comma - 1));
  if (second != std::string::npos) name.suffix = trim(view.substr(second + 1));
  return name;
}

void read_authors(const yaml::Node& node, Citation& citation, Report& report) {
  std::vector<Name> names;
  if (node.kind == yaml::Kind::list) {
    for (const auto& item : node.children) {
      if (auto name = read_name(item, report)) names.push_back(std::move(*name));
    }
  } else if (auto name = read_name(node, report)) {
    names.push_back(std::move(*name));
  }
  citation.authors = std::move(names);
  citation.et_al = false;
}

void read_url(const yaml::Node& node, Citation& citation, Report& report) {
  const auto text = yaml::read_text(node, "an address", report);
  if (!text) return;
  const auto iri = parse_iri(*text);
  if (iri && (scheme_of(*iri) == "https" || scheme_of(*iri) == "http")) {
    citation.url = iri->text;
  } else {
    report.error(node.position, "expected an http or https address, found " + in_quotes(*text));
  }
}

void read_type(const yaml::Node& node, Citation& citation, Report& report) {
  const auto text = yaml::read_text(node, "a type of work", report);
  if (!text) return;
  if (const auto type = work_type(*text)) {
    citation.type = *type;
  } else {
    report.error(node.position,
                 "expected article-journal, book, chapter, thesis, report or webpage, found " + in_quotes(*text));
  }
}

std::string* text_field(Citation& citation, std::string_view key) {
  if (key == "title") return &citation.title;
  if (key == "container-title") return &citation.container_title;
  if (key == "volume") return &citation.volume;
  if (key == "issue") return &citation.issue;
  if (key == "number") return &citation.article_number;
  if (key == "publisher") return &citation.publisher;
  return nullptr;
}

/// Empties the field of `citation` that CSL calls `key`; false for what no work is without.
bool clear_field(std::string_view key, Citation& citation) {
  if (auto* field = text_field(citation, key)) {
    field->clear();
  } else if (key == "doi" || key == "DOI") {
    citation.doi.clear();
  } else if (key == "url" || key == "URL") {
    citation.url.clear();
  } else if (key == "issued" || key == "year") {
    citation.year.reset();
    citation.year_suffix.clear();
  } else if (key == "page") {
    citation.first_page.clear();
    citation.last_page.clear();
  } else {
    return false;
  }
  return true;
}

/// Overrides the field of `citation` that CSL calls by the node's key. Names that CSL writes in capitals may be in
/// small letters.
void override_field(const yaml::Node& node, Citation& citation, Report& report) {
  const std::string_view key = node.key;
  const bool says_none = node.kind == yaml::Kind::scalar && node.quoted && node.text.empty();
  if (says_none && clear_field(key, citation)) return;
  if (auto* field = text_field(citation, key)) {
    if (auto text = yaml::read_text(node, fmt::format("a value for \"{}\"", key), report)) *field = std::move(*text);
  } else if (key == "doi" || key == "DOI") {
    if (auto doi = read_doi(node, report)) citation.doi = std::move(*doi);
  } else if (key == "url" || key == "URL") {
    read_url(node, citation, report);
  } else if (key == "author") {
    read_authors(node, citation, report);
  } else if (key == "issued" || key == "year") {
    read_year(node, citation, report);
  } else if (key == "page") {
    read_pages(node, citation, report);
  } else if (key == "type") {
    read_type(node, citation, report);
  }
}

/// What stands in `article` was not guessed.
void note_evidence(std::string_view key, citation::Reading& reading) {
  const auto note = [](bool is_empty, Found& how) { how = is_empty ? Found::absent : Found::marked; };
  const auto& citation = reading.citation;
  auto& evidence = reading.evidence;
  if (key == "author") note(citation.authors.empty(), evidence.authors);
  if (key == "issued" || key == "year") note(!citation.year, evidence.year);
  if (key == "title") note(citation.title.empty(), evidence.title);
  if (key == "container-title") note(citation.container_title.empty(), evidence.container_title);
  if (key == "volume") note(citation.volume.empty(), evidence.volume);
  if (key == "issue") note(citation.issue.empty(), evidence.issue);
  if (key == "page" || key == "number") note(citation::page_range(citation).empty(), evidence.pages);
  if (key == "doi" || key == "DOI") note(citation.doi.empty(), evidence.doi);
}

}  // namespace

void override_fields(const yaml::Node& article, citation::Reading& reading, Report& report) {
  yaml::check_keys(article,
                   {"type", "author", "issued", "year", "title", "container-title", "volume", "issue", "page", "number",
                    "publisher", "doi", "DOI", "url", "URL"},
                   Severity::warning, report);
  for (const auto& field : article.children) {
    if (field.is_null()) continue;
    override_field(field, reading.citation, report);
    note_evidence(field.key, reading);
  }
}

}  // namespace citefeed::content
