#include "citation/bibtex_types.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "base/utf8.hpp"
#include "citation/characters.hpp"

namespace citefeed::citation {

// BibLaTeX prints no publisher of what is no book, but an organization.
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
    case WorkType::conference_paper:
      return {.name = "inproceedings", .container = "booktitle"};
    case WorkType::preprint:
      return {.publisher = "organization", .subtype = "preprint"};
    case WorkType::dataset:
      return {.name = "dataset"};
    case WorkType::software:
      return {.name = "software"};
    case WorkType::speech:
      return {.name = "unpublished", .publisher = "organization", .subtype = "speech"};
    case WorkType::video:
      return {.name = "video", .publisher = "organization"};
    case WorkType::broadcast:
      return {.name = "audio", .publisher = "organization"};
    case WorkType::blog_post:
      return {.publisher = "organization", .subtype = "blogpost"};
    case WorkType::webpage:
      break;
  }
  return {.publisher = "organization", .subtype = "webpage"};
}

namespace {

struct TypeName {
  std::string_view name = {};
  WorkType type = WorkType::webpage;
};

std::optional<WorkType> find_type(std::span<const TypeName> types, std::string_view name) {
  const auto found = std::find_if(types.begin(), types.end(), [&](const TypeName& type) { return type.name == name; });
  return found == types.end() ? std::nullopt : std::optional(found->type);
}

}  // namespace

std::optional<WorkType> type_of_entry(std::string_view name) {
  using enum WorkType;
  static constexpr std::array<TypeName, 44> types = {{{"article", article_journal},
                                                      {"periodical", article_journal},
                                                      {"suppperiodical", article_journal},
                                                      {"review", article_journal},
                                                      {"book", book},
                                                      {"mvbook", book},
                                                      {"booklet", book},
                                                      {"collection", book},
                                                      {"mvcollection", book},
                                                      {"proceedings", book},
                                                      {"mvproceedings", book},
                                                      {"reference", book},
                                                      {"mvreference", book},
                                                      {"incollection", chapter},
                                                      {"inbook", chapter},
                                                      {"bookinbook", chapter},
                                                      {"suppbook", chapter},
                                                      {"suppcollection", chapter},
                                                      {"inreference", chapter},
                                                      {"inproceedings", conference_paper},
                                                      {"conference", conference_paper},
                                                      {"phdthesis", thesis},
                                                      {"mastersthesis", thesis},
                                                      {"thesis", thesis},
                                                      {"techreport", report},
                                                      {"report", report},
                                                      {"manual", report},
                                                      {"standard", report},
                                                      {"misc", webpage},
                                                      {"online", webpage},
                                                      {"electronic", webpage},
                                                      {"www", webpage},
                                                      {"webpage", webpage},
                                                      {"website", webpage},
                                                      {"unpublished", preprint},
                                                      {"preprint", preprint},
                                                      {"dataset", dataset},
                                                      {"data", dataset},
                                                      {"software", software},
                                                      {"video", video},
                                                      {"movie", video},
                                                      {"audio", broadcast},
                                                      {"music", broadcast},
                                                      {"podcast", broadcast}}};
  return find_type(types, name);
}

std::optional<WorkType> type_of_subtype(std::string_view subtype) {
  for (const auto type : all_work_types())
    if (const std::string_view known = entry_type(type).subtype; !known.empty() && known == subtype) return type;
  return std::nullopt;
}

std::optional<WorkType> type_of_description(std::string_view description) {
  using enum WorkType;
  static constexpr std::array<TypeName, 33> types = {{{"preprint", preprint},
                                                      {"dataset", dataset},
                                                      {"data set", dataset},
                                                      {"software", software},
                                                      {"computer software", software},
                                                      {"computer program", software},
                                                      {"mobile app", software},
                                                      {"mobile application software", software},
                                                      {"video", video},
                                                      {"film", video},
                                                      {"motion picture", video},
                                                      {"youtube video", video},
                                                      {"online video", video},
                                                      {"webinar", video},
                                                      {"podcast", broadcast},
                                                      {"audio podcast", broadcast},
                                                      {"video podcast", broadcast},
                                                      {"podcast episode", broadcast},
                                                      {"radio broadcast", broadcast},
                                                      {"tv series", broadcast},
                                                      {"tv series episode", broadcast},
                                                      {"blog", blog_post},
                                                      {"blog post", blog_post},
                                                      {"talk", speech},
                                                      {"speech", speech},
                                                      {"keynote", speech},
                                                      {"lecture", speech},
                                                      {"poster", speech},
                                                      {"poster presentation", speech},
                                                      {"paper presentation", speech},
                                                      {"conference presentation", speech},
                                                      {"presentation", speech},
                                                      {"keynote address", speech}}};
  return find_type(types, lower_ascii(description));
}

bool is_preprint_server(std::string_view name) {
  constexpr std::array<std::string_view, 20> servers = {"arxiv",     "psyarxiv",
                                                        "socarxiv",  "edarxiv",
                                                        "biorxiv",   "medrxiv",
                                                        "chemrxiv",  "osf preprints",
                                                        "osf",       "research square",
                                                        "preprints", "preprints.org",
                                                        "ssrn",      "ssrn electronic journal",
                                                        "authorea",  "peerj preprints",
                                                        "advance",   "techrxiv",
                                                        "metaarxiv", "africarxiv"};
  const auto folded = lower_ascii(name);
  if (folded.starts_with("arxiv preprint") || folded.starts_with("arxiv:")) return true;
  return is_one_of(folded, servers);
}

std::string spelled_description(std::string_view description) {
  struct Key {
    std::string_view key = {};
    std::string_view text = {};
  };
  constexpr std::array<Key, 8> keys = {{{"phdthesis", "Doctoral dissertation"},
                                        {"mathesis", "Master’s thesis"},
                                        {"mastersthesis", "Master’s thesis"},
                                        {"bathesis", "Bachelor’s thesis"},
                                        {"candthesis", "Candidate thesis"},
                                        {"techreport", "Technical report"},
                                        {"resreport", "Research report"},
                                        {"software", "Computer software"}}};
  for (const auto& known : keys)
    if (known.key == description) return std::string(known.text);
  return std::string(description);
}

}  // namespace citefeed::citation
