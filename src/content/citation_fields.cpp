#include "content/citation_fields.hpp"

#include <fmt/format.h>
#include <array>
#include <string>
#include <utility>

#include "citation/apa_reader.hpp"
#include "citation/doubts.hpp"
#include "content/article_fields.hpp"

namespace citefeed::content {
namespace {

using citation::Found;

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
  auto warnings = reading.problems;
  const auto& citation = reading.citation;
  // A journal may print the next year on what it has online already.
  if (published && citation.year && *citation.year > *published + 1)
    warnings.push_back(fmt::format("expected a year not after the post's, {}, found {}", *published, *citation.year));
  for (auto& doubt : citation::doubts_about(citation, reading.evidence)) warnings.push_back(std::move(doubt));
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
    auto reading = citation::read_apa(references[i].second);
    if (stands_by_itself(given)) reading.problems.clear();
    if (given != nullptr) override_fields(*given, reading, report);
    read.positions.push_back(references[i].first->position);
    warn_of(reading, published, read.positions.back(), report);
    read.citations.push_back(std::move(reading.citation));
  }
  return read;
}

}  // namespace citefeed::content
