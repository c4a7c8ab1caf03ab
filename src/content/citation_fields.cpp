#include "content/citation_fields.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "base/iri.hpp"
#include "base/utf8.hpp"
#include "citation/read.hpp"
#include "citation/reference.hpp"
#include "content/definitions_parser.hpp"
#include "content/front_matter.hpp"
#include "content/post_address.hpp"
#include "content/report.hpp"
#include "content/yaml.hpp"

namespace citefeed::content {
namespace {

// Reads `article`, the fields of a reviewed article that a post gives itself.

using citation::Citation;
using citation::Found;
using citation::Name;

/// The node that holds the year: a scalar, or the first number of CSL's { date-parts: [[2023, 12]] }.
const yaml::Node& year_node(const yaml::Node& node) {
  const auto* parts = node.kind == yaml::Kind::mapping ? yaml::find(node, "date-parts") : nullptr;
  while (parts != nullptr && parts->kind == yaml::Kind::list && !parts->children.empty())
    parts = &parts->children.front();
  return parts == nullptr ? node : *parts;
}

struct Year {
  int year = 0;
  std::string suffix = {};  ///< the "a" of 2019a
};

std::optional<Year> read_year(const yaml::Node& given, Report& report) {
  const auto& node = year_node(given);
  const auto text = yaml::read_text(node, "a year", report);
  if (!text) return std::nullopt;
  const auto digits = text->find_first_not_of("0123456789");
  const bool whole = digits == std::string::npos || (*text)[digits] == '-' || digits + 1 == text->size();
  const bool four = std::min(digits, text->size()) == 4;
  if (!four || !whole) {
    report.error(node.position, "expected a year of four digits, found " + in_quotes(*text));
    return std::nullopt;
  }
  return Year{std::stoi(text->substr(0, 4)),
              digits + 1 == text->size() && (*text)[digits] != '-' ? text->substr(4) : std::string{}};
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

std::vector<Name> read_names(const yaml::Node& node, Report& report) {
  std::vector<Name> names;
  if (node.kind == yaml::Kind::list) {
    for (const auto& item : node.children) {
      if (auto name = read_name(item, report)) names.push_back(std::move(*name));
    }
  } else if (auto name = read_name(node, report)) {
    names.push_back(std::move(*name));
  }
  return names;
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
  if (const auto type = citation::work_type_of_csl(*text)) {
    citation.type = *type;
    return;
  }
  std::vector<std::string_view> names;
  for (const auto type : citation::all_work_types()) names.emplace_back(citation::csl_type(type));
  report.error(node.position, fmt::format("expected {}, found {}{}", fmt::join(names, ", "), in_quotes(*text),
                                          suggestion(*text, names)));
}

/// What became of the work since is said by "retraction" and its like, not here.
void read_status(const yaml::Node& node, Citation& citation, Report& report) {
  const auto text = yaml::read_text(node, "a status", report);
  if (!text) return;
  citation.in_press = *text == "in press";
  if (!citation.in_press) report.error(node.position, "expected \"in press\", found " + in_quotes(*text));
}

std::string* text_field(Citation& citation, std::string_view key) {
  if (key == "title") return &citation.title;
  if (key == "container-title") return &citation.container_title;
  if (key == "volume") return &citation.volume;
  if (key == "issue") return &citation.issue;
  if (key == "number") return &citation.article_number;
  if (key == "publisher") return &citation.publisher;
  if (key == "genre") return &citation.genre;
  if (key == "edition") return &citation.edition;
  if (key == "event-title") return &citation.event;
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
  } else if (key == "editor") {
    citation.editors.clear();
  } else if (key == "translator") {
    citation.translators.clear();
  } else if (key == "original-date") {
    citation.original_year.reset();
  } else if (key == "status") {
    citation.in_press = false;
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
    citation.authors = read_names(node, report);
    citation.gap.reset();
    citation.edited = false;
  } else if (key == "editor") {
    citation.editors = read_names(node, report);
  } else if (key == "translator") {
    citation.translators = read_names(node, report);
  } else if (key == "original-date") {
    if (const auto year = read_year(node, report)) citation.original_year = year->year;
  } else if (key == "status") {
    read_status(node, citation, report);
  } else if (key == "issued" || key == "year") {
    const auto year = read_year(node, report);
    if (!year) return;
    citation.year = year->year;
    citation.year_suffix = year->suffix;
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

/// Overrides what was read of a reference, field by field, with the fields of the mapping `article`, named as in CSL.
/// "" says that the article has no such field, whatever the reference seems to say. A value that cannot be used is an
/// error, an unknown name a warning.
void override_fields(const yaml::Node& article, citation::Reading& reading, Report& report) {
  yaml::check_keys(article, {"type",   "author",      "issued",        "year",   "title",      "container-title",
                             "volume", "issue",       "page",          "number", "publisher",  "doi",
                             "DOI",    "url",         "URL",           "editor", "translator", "edition",
                             "genre",  "event-title", "original-date", "status"},
                   Severity::warning, report);
  for (const auto& field : article.children) {
    if (field.is_null()) continue;
    override_field(field, reading.citation, report);
    note_evidence(field.key, reading);
  }
  // A book whose editors alone are given is theirs, as in CSL.
  auto& citation = reading.citation;
  const bool editors_given = yaml::find(article, "editor") != nullptr && !citation.editors.empty();
  const bool is_theirs = editors_given && (citation.edited || citation.authors.empty());
  if (!is_theirs || citation.type == citation::WorkType::chapter) return;
  citation.authors = std::exchange(citation.editors, {});
  citation.edited = true;
}

using model::Notice;
using model::NoticeKind;

/// The member called `key`, also where it has no value; null when there is none.
const yaml::Node* member(const yaml::Node& mapping, std::string_view key) {
  const auto found = std::find_if(mapping.children.begin(), mapping.children.end(),
                                  [key](const yaml::Node& child) { return child.key == key; });
  return found == mapping.children.end() ? nullptr : &*found;
}

/// "date" of `mapping`, for a notice or a withdrawal.
template <class Dated>
void read_required_date(const yaml::Node& mapping, const TimeZone& zone, Report& report, Dated& dated) {
  if (const auto* node = yaml::find(mapping, "date")) {
    dated.date = read_date(*node, zone, report).value_or(Instant{});
    dated.is_of_month = names_month_only(node->text);
  } else {
    report.error(mapping.position, "expected \"date\", found none");
  }
}

/// Which of the reviewed articles, from 0.
std::size_t read_article(const yaml::Node& mapping, std::size_t reviewed, Report& report) {
  const auto* node = yaml::find(mapping, "article");
  if (node != nullptr) {
    return yaml::read_number(*node, 1, std::max<std::size_t>(reviewed, 1), report).value_or(1) - 1;
  }
  if (reviewed > 1) {
    report.error(
        mapping.position,
        fmt::format("expected \"article\", which of the {} reviewed articles it is about, found none", reviewed));
  }
  return 0;
}

void read_notice(const yaml::Node& node, NoticeKind kind, std::size_t reviewed, const TimeZone& zone, Report& report,
                 std::vector<Notice>& notices) {
  const auto of_kind = [kind](const Notice& known) { return known.kind == kind; };
  const auto place = std::count_if(notices.begin(), notices.end(), of_kind);
  if (!is_mapping(node, "a mapping with \"date\" and \"note\" or \"doi\"", report)) return;
  yaml::check_keys(node, {"date", "note", "doi", "article"}, Severity::warning, report);
  Notice notice{
      .kind = kind, .place = static_cast<std::uint16_t>(place), .article = read_article(node, reviewed, report)};
  read_required_date(node, zone, report, notice);
  notice.note = optional_text(node, "note", report);
  if (const auto* doi = yaml::find(node, "doi")) notice.doi = read_doi(*doi, report).value_or("");
  if (yaml::find(node, "note") == nullptr && yaml::find(node, "doi") == nullptr) {
    report.warning(node.position, "expected \"note\" or \"doi\", which say what happened, found neither");
  }
  notices.push_back(std::move(notice));
}

}  // namespace

std::vector<Notice> read_notices(const yaml::Node& header, std::size_t reviewed, const TimeZone& zone, Report& report) {
  std::vector<Notice> notices;
  for (const NoticeKind kind :
       {NoticeKind::retraction, NoticeKind::concern, NoticeKind::reinstatement, NoticeKind::correction}) {
    const char* key = to_noun(kind);
    const auto* node = member(header, key);
    if (node == nullptr) continue;
    if (reviewed == 0)
      report.error(node->key_position, fmt::format("expected a citation that \"{}\" is about, found none", key));
    if (node->kind != yaml::Kind::list) {
      read_notice(*node, kind, reviewed, zone, report, notices);
    } else {
      for (const auto& item : node->children) read_notice(item, kind, reviewed, zone, report, notices);
    }
  }
  std::stable_sort(notices.begin(), notices.end(), model::stands_before);
  return notices;
}

namespace {

/// Which notice says what the printed `note` does.
NoticeKind kind_of(const citation::Citation& printed) {
  if (printed.retracted) return NoticeKind::retraction;
  return lower_ascii(printed.note).starts_with("expression of concern") ? NoticeKind::concern : NoticeKind::correction;
}

/// "2012-MM" for a note that names a year; the month is the editor's to find.
std::string date_to_fill_in(std::string_view note) {
  const auto year = citation::read_year(note);
  return year && year->year >= 1000 ? fmt::format("{}-MM", year->year) : "YYYY-MM";
}

}  // namespace

void ask_for_printed_notices(const std::vector<citation::Citation>& reviewed, const std::vector<Position>& positions,
                             const std::vector<Notice>& notices, Report& report) {
  for (std::size_t i = 0; i < reviewed.size(); ++i) {
    const auto& printed = reviewed[i];
    if (!printed.retracted && printed.note.empty()) continue;
    const auto kind = kind_of(printed);
    const bool said = std::any_of(notices.begin(), notices.end(), [&](const Notice& notice) {
      return notice.article == i && (notice.kind == kind || notice.kind == NoticeKind::reinstatement);
    });
    if (said) continue;
    const std::string_view key = to_noun(kind);
    const auto number = reviewed.size() > 1 ? fmt::format(", article: {}", i + 1) : std::string{};
    report.warning(
        positions[i],
        fmt::format("expected \"{}\", since the reference speaks of one, found none; write on a "
                    "line of its own: {}: {{ date: {}, note: \"{}\"{} }}",
                    key, key, date_to_fill_in(printed.note), printed.note.empty() ? "…" : printed.note, number));
  }
}

std::optional<model::Withdrawal> read_withdrawn(const yaml::Node& header, const TimeZone& zone, Report& report) {
  const auto* node = member(header, "withdrawn");
  if (node == nullptr || !is_mapping(*node, "a mapping with \"date\" and \"reason\"", report)) return std::nullopt;
  yaml::check_keys(*node, {"date", "reason", "moved_to"}, Severity::warning, report);
  auto withdrawal = read_withdrawal(*node, zone, report);
  if (const auto* ids = yaml::find(*node, "moved_to")) withdrawal.successors = read_post_ids(*ids, report);
  return withdrawal;
}

model::Withdrawal read_withdrawal(const yaml::Node& mapping, const TimeZone& zone, Report& report) {
  model::Withdrawal withdrawal;
  read_required_date(mapping, zone, report, withdrawal);
  withdrawal.reason = required_text(mapping, "reason", report);
  return withdrawal;
}

std::vector<std::string> read_post_ids(const yaml::Node& node, Report& report) {
  std::vector<std::string> ids;
  for (const auto* item : yaml::read_list(node, "a post's id, or a list of them", report)) {
    auto id = read_post_id(*item, report);
    if (!id.empty() && std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(std::move(id));
  }
  return ids;
}

std::string read_post_id(const yaml::Node& node, Report& report) {
  auto id = yaml::read_text(node, "a post's id", report).value_or("");
  if (id.empty() || is_post_id(id)) return id;
  report.error(node.position,
               "expected an id of letters, digits, \"-\" and \"_\" in parts joined by \"/\", found " + in_quotes(id));
  return {};
}

namespace {

bool stands_by_itself(const yaml::Node* article) {
  if (article == nullptr) return false;
  const auto has = [article](std::string_view key) { return yaml::find(*article, key) != nullptr; };
  return has("author") && has("title") && (has("issued") || has("year"));
}

/// The mappings of `article`, one for each of `references`; fewer after an error.
std::vector<const yaml::Node*> overrides(const yaml::Node* article, std::size_t references, Report& report) {
  std::vector<const yaml::Node*> nodes;
  if (article == nullptr || references == 0) {
    if (article != nullptr)
      report.warning(article->key_position, "expected a citation that \"article\" completes, found none");
    return nodes;
  }
  if (article->kind == yaml::Kind::list) {
    nodes.reserve(article->children.size());
    for (const auto& item : article->children) nodes.push_back(&item);
  } else {
    nodes.push_back(article);
  }
  if (nodes.size() != references) {
    report.error(
        article->position,
        fmt::format("expected a list of {} mappings, one for each citation, found {}", references,
                    article->kind == yaml::Kind::list ? std::to_string(nodes.size()) : yaml::describe(*article)));
    return {};
  }
  for (auto& node : nodes) {
    if (node->kind == yaml::Kind::mapping) continue;
    if (!node->is_null())
      report.error(node->position, "expected a mapping of CSL names, found " + yaml::describe(*node));
    node = nullptr;
  }
  return nodes;
}

/// The names of the fields that were guessed, in CSL's words.
std::string guesses(const citation::Evidence& evidence) {
  const std::array<std::pair<Found, const char*>, 8> fields{{{evidence.authors, "author"},
                                                             {evidence.year, "issued"},
                                                             {evidence.title, "title"},
                                                             {evidence.container_title, "container-title"},
                                                             {evidence.volume, "volume"},
                                                             {evidence.issue, "issue"},
                                                             {evidence.pages, "page"},
                                                             {evidence.doi, "doi"}}};
  std::string names;
  for (const auto& [found, name] : fields) {
    if (found != Found::guessed) continue;
    if (!names.empty()) names += ", ";
    names += name;
  }
  return names;
}

/// Warns of all that an editor should look at. The confidence in the whole is only worth a word when nothing else says
/// what is wrong.
void warn_of(const citation::Reading& reading, std::optional<int> published, Position position, Report& report) {
  auto warnings = citation::warnings_about(reading);
  const auto& citation = reading.citation;
  // A journal may print the next year on what it has online already.
  if (published && citation.year && *citation.year > *published + 1)
    warnings.push_back(fmt::format("expected a year not after the post's, {}, found {}", *published, *citation.year));
  if (warnings.empty() && citation::confidence_in(reading) < citation::low_confidence)
    warnings.push_back(
        fmt::format("expected a reference that reads in one way only, found guesses at {}; look at "
                    "them, or give them in \"article\"",
                    guesses(reading.evidence)));
  for (auto& warning : warnings) report.warning(position, std::move(warning));
}

}  // namespace

References read_citations(const yaml::Node* citation, const yaml::Node* article, std::optional<int> published,
                          Report& report) {
  std::vector<std::pair<const yaml::Node*, std::string>> references;
  const auto items = citation == nullptr ? std::vector<const yaml::Node*>{}
                                         : yaml::read_list(*citation, "a reference as printed", report);
  for (const auto* item : items) {
    if (auto text = yaml::read_text(*item, "a reference as printed", report))
      references.emplace_back(item, std::move(*text));
  }
  if (citation == nullptr || (items.empty() && citation->kind == yaml::Kind::list)) {
    report.warning(citation == nullptr ? Position{} : citation->position, "expected a citation, found none");
  }
  const auto articles = overrides(article, references.size(), report);
  References read;
  for (std::size_t i = 0; i < references.size(); ++i) {
    const auto* given = i < articles.size() ? articles[i] : nullptr;
    auto reading = citation::read_reference(references[i].second);
    if (given != nullptr) override_fields(*given, reading, report);
    if (given != nullptr && !given->children.empty()) {
      // Whoever gives fields has looked at what was read; what is still missing is missing.
      reading.unread.clear();
      if (reading.evidence.year != Found::absent) reading.problems = citation::missing_parts(reading.citation);
      if (stands_by_itself(given)) reading.problems.clear();
    }
    read.positions.push_back(references[i].first->position);
    warn_of(reading, published, read.positions.back(), report);
    read.citations.push_back(std::move(reading.citation));
  }
  return read;
}

}  // namespace citefeed::content
