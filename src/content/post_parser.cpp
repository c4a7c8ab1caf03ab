#include "content/post_parser.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/iri.hpp"
#include "base/published_addresses.hpp"
#include "base/time_zone.hpp"
#include "base/utf8.hpp"
#include "content/citation_fields.hpp"
#include "content/front_matter.hpp"
#include "content/markdown.hpp"
#include "content/post_address.hpp"
#include "content/report.hpp"
#include "content/source_text.hpp"
#include "content/yaml.hpp"
#include "model/definitions.hpp"
#include "model/post.hpp"

namespace citefeed::content {
namespace {

// Reads the front matter of a post into its fields.

class Header final {
 public:
  Header(const yaml::Node& header, const model::Definitions& definitions, Report& report, model::Post& post)
      : header_(header), definitions_(definitions), report_(report), post_(post) {}

  std::vector<Position> read(const std::string& path) {
    yaml::check_keys(
        header_,
        {"id", "title", "published", "added", "updated", "topics", "research_type", "authors", "language", "citation",
         "article", "aliases", "draft", "correction", "concern", "retraction", "reinstatement", "withdrawn"},
        Severity::warning, report_);
    const auto place = parse_post_path(path);
    read_id(path, place);
    read_title();
    read_dates(place);
    read_topics();
    read_authors();
    read_language();
    read_aliases();
    read_draft();
    post_.withdrawn = read_withdrawn(header_, definitions_.site.time_zone, report_);
    auto references = read_references();
    read_notices(references);
    return references;
  }

 private:
  std::vector<Position> read_references() {
    if (post_.withdrawn && find("citation") == nullptr) return {};
    std::optional<int> year;
    if (post_.published != Instant{})
      year = static_cast<int>(definitions_.site.time_zone.day_of(post_.published).year());
    auto references = read_citations(find("citation"), find("article"), year, report_);
    post_.reviewed = std::move(references.citations);
    return std::move(references.positions);
  }

  [[nodiscard]] const yaml::Node* find(std::string_view key) const { return yaml::find(header_, key); }

  void read_id(const std::string& path, const std::optional<PostPath>& place) {
    if (!place) {
      report_.error(
          {}, fmt::format("expected the path YYYY/MM/slug.md below the content folder, found {}", in_quotes(path)));
    }
    if (const auto* node = find("id")) {
      const auto id = yaml::read_text(*node, "an id", report_);
      if (id && is_foreign_id(*id)) {
        post_.entry_id = *id;
        return take_id_from(place);
      }
      if (id && !is_post_id(*id)) {
        report_.error(
            node->position,
            "expected an id of letters, digits, \"-\" and \"_\" in parts joined by \"/\", found " + in_quotes(*id));
      }
      post_.id = id.value_or("");
      if (place && default_id(*place) != post_.id) post_.path_id = default_id(*place);
    } else {
      take_id_from(place);
    }
  }

  void take_id_from(const std::optional<PostPath>& place) {
    if (!place) return;
    post_.id = default_id(*place);
    if (is_post_id(post_.id)) return;
    report_.error(
        {}, fmt::format("expected a file name of letters, digits, \"-\" and \"_\", or an \"id\" of its own, found {}",
                        in_quotes(place->slug)));
  }

  void read_title() {
    const auto* node = find("title");
    if (node == nullptr) return missing("title");
    post_.title = yaml::read_text(*node, "a title", report_).value_or("");
  }

  void missing(std::string_view key) {
    const auto empty = std::find_if(header_.children.begin(), header_.children.end(),
                                    [key](const yaml::Node& child) { return child.key == key; });
    const bool written = empty != header_.children.end();
    report_.error(written ? empty->key_position : Position{.line = 1, .column = 1},
                  fmt::format("expected \"{}\" in the front matter, found {}", key, written ? "it empty" : "none"));
  }

  void read_dates(const std::optional<PostPath>& place) {
    const auto* published_node = find("published");
    if (published_node == nullptr) return missing("published");
    const auto published = read_date(*published_node, definitions_.site.time_zone, report_);
    const auto* updated_node = find("updated");
    const auto updated =
        updated_node == nullptr ? published : read_date(*updated_node, definitions_.site.time_zone, report_);
    const auto* added_node = find("added");
    const auto added = added_node == nullptr ? published : read_date(*added_node, definitions_.site.time_zone, report_);
    if (added && added_node != nullptr && names_month_only(added_node->text)) {
      report_.error(added_node->position,
                    "expected the day on which it came, as YYYY-MM-DD, found " + in_quotes(added_node->text));
    }
    if (!published || !updated || !added) return;
    post_.published = *published;
    post_.is_of_month = names_month_only(published_node->text);
    post_.added = std::max(*published, *added);
    post_.edited = std::max(*published, *updated);
    post_.updated = std::max(post_.added, post_.edited);
    for (const auto& [node, date] : {std::pair{updated_node, *updated}, std::pair{added_node, *added}}) {
      if (node == nullptr || date >= *published) continue;
      report_.warning(node->position,
                      fmt::format("expected a date not before \"published\", found {}", in_quotes(node->text)));
    }
    if (place) check_month(*place, *published_node);
  }

  void check_month(const PostPath& place, const yaml::Node& published_node) {
    const auto day = definitions_.site.time_zone.day_of(post_.published);
    if (static_cast<int>(day.year()) == place.year && static_cast<unsigned>(day.month()) == place.month) return;
    report_.warning(published_node.position, fmt::format("expected a date in {:04}-{:02}, where the file is, found {}",
                                                         place.year, place.month, in_quotes(published_node.text)));
  }

  void read_topics() {
    if (const auto* node = find("topics")) {
      post_.topics = read_categories(*node, definitions_.topics, "a topic of topics.yaml", report_);
      if (node->kind == yaml::Kind::list && node->children.empty()) no_topics(node->position);
    } else {
      no_topics({});
    }
    if (const auto* node = find("research_type")) {
      post_.research_types =
          read_categories(*node, definitions_.research_types, "a research type of research-types.yaml", report_);
    }
  }

  void no_topics(Position position) { report_.warning(position, "expected at least one topic, found none"); }

  void read_authors() {
    const auto& known = definitions_.site.authors;
    if (const auto* node = find("authors")) {
      for (const auto* item : yaml::read_list(*node, "an author of site.yaml", report_)) add_author(*item);
    }
    const auto fallback = known.find(definitions_.site.default_author);
    if (post_.authors.empty() && fallback != known.end()) post_.authors.push_back(fallback->second);
  }

  void add_author(const yaml::Node& node) {
    const auto key = yaml::read_text(node, "an author of site.yaml", report_);
    if (!key) return;
    const auto& known = definitions_.site.authors;
    if (const auto found = known.find(*key); found != known.end()) {
      const bool twice = std::find(post_.authors.begin(), post_.authors.end(), found->second) != post_.authors.end();
      if (!twice) post_.authors.push_back(found->second);
      return;
    }
    std::vector<std::string_view> keys;
    keys.reserve(known.size());
    for (const auto& [name, person] : known) keys.push_back(name);
    report_.undefined(node.position, fmt::format("expected an author of site.yaml, found {}{}", in_quotes(*key),
                                                 suggestion(*key, keys)));
  }

  void read_language() {
    post_.language = definitions_.site.language;
    const auto* node = find("language");
    if (node == nullptr) return;
    const auto tag = yaml::read_text(*node, "a language tag", report_);
    if (!tag) return;
    post_.language = *tag;
    if (is_language_tag(*tag)) return;
    report_.error(node->position, "expected a language tag such as en or fr-CA, found " + in_quotes(*tag));
  }

  void read_aliases() {
    const auto* node = find("aliases");
    if (node == nullptr) return;
    for (const auto* item : yaml::read_list(*node, "an old address", report_)) {
      auto address = read_old_address(*item, report_);
      if (!address) continue;
      if (const auto conflict = conflict_of_alias(*address, post_.id, definitions_)) {
        report_.warning(item->position,
                        fmt::format("expected an old address, found {}, {}", in_quotes(item->text), *conflict));
      }
      const bool twice = std::find(post_.aliases.begin(), post_.aliases.end(), *address) != post_.aliases.end();
      if (!twice) post_.aliases.push_back(*std::move(address));
    }
  }

  void read_draft() {
    const auto* node = find("draft");
    if (node != nullptr) post_.draft = read_flag(*node, report_).value_or(false);
  }

  void read_notices(const std::vector<Position>& references) {
    post_.notices = content::read_notices(header_, post_.reviewed.size(), definitions_.site.time_zone, report_);
    for (const auto& notice : post_.notices) post_.updated = std::max(post_.updated, notice.date);
    ask_for_printed_notices(post_.reviewed, references, post_.notices, report_);
  }

  const yaml::Node& header_;
  const model::Definitions& definitions_;
  Report& report_;
  model::Post& post_;
};

/// Fills `post` from `header`, the front matter of the file `path` below content/. What was written and cannot be used
/// is an error; what is missing and can be done without (topics, a citation), or is doubtful, is a warning; an unknown
/// key is a warning. Returns where each of the post's references stands.
std::vector<Position> read_header(const yaml::Node& header, const std::string& path,
                                  const model::Definitions& definitions, Report& report, model::Post& post) {
  if (header.kind != yaml::Kind::mapping && !header.is_null()) {
    report.error(header.position, "expected front matter of keys and values, found " + yaml::describe(header));
    return {};
  }
  return Header{header, definitions, report, post}.read(path);
}

}  // namespace

PostBody::PostBody(std::string_view markdown, std::uint32_t first_line, LinkBase base)
    : markdown_(markdown), base_(std::move(base)), first_line_(first_line) {}

model::PostText PostBody::read() const {
  Report unread{""};
  return read(unread);
}

model::PostText PostBody::read(Report& report) const {
  return read_markdown(markdown_, first_line_, base_, report);
}

namespace {

LinkBase base_of(const model::Post& post, const model::Definitions& definitions) {
  const std::string& site = definitions.site.base_url.text;
  return {.page_url = {.text = site + folder_path(Folder::post) + encode_path(post.id) + "/"},
          .site_size = site.size(),
          .file = post.file};
}

/// True when reading a text would find warnings at most, and they can be added to `report` later. A post that is kept
/// out anyway is not left half read: its editor wants to know all that is wrong.
bool may_wait(Outlook outlook, const Report& report) {
  return outlook == Outlook::shallow && !report.has_errors() && !report.is_full(Severity::warning);
}

void read_parts(const PostParts& parts, const model::Definitions& definitions, Depth depth, Report& report,
                PlacedPost& placed) {
  const auto header = yaml::parse(parts.front_matter, parts.front_matter_line, {}, report);
  if (header) placed.references = read_header(*header, placed.post.file, definitions, report, placed.post);
  if (placed.post.withdrawn && trim(parts.body).empty()) return;  // nobody will read it: there need not be any text
  const auto outlook = look_at(parts.body, parts.body_line, report);
  if (outlook == Outlook::refused) return;
  const auto body = std::make_shared<const PostBody>(parts.body, parts.body_line, base_of(placed.post, definitions));
  placed.post.text = body;
  if (depth == Depth::header && may_wait(outlook, report)) {
    placed.unread = body;
  } else {
    (void)body->read(report);
  }
}

}  // namespace

Digest post_digest(const std::string& path, std::string_view bytes) {
  return DigestBuilder{}.add(path).add(bytes).finish();
}

Outcome<model::Post> parse_post(const std::string& path, const std::string& shown_path, std::string_view bytes,
                                const model::Definitions& definitions) {
  auto placed =
      parse_placed_post({.path = path, .shown_path = shown_path, .bytes = bytes, .digest = post_digest(path, bytes)},
                        definitions, Depth::whole);
  Outcome<model::Post> outcome{.diagnostics = std::move(placed.diagnostics)};
  if (placed.value) outcome.value = std::move(placed.value->post);
  return outcome;
}

Outcome<PlacedPost> parse_placed_post(const PostFile& file, const model::Definitions& definitions, Depth depth) {
  Report report{file.shown_path};
  if (file.may_name_undefined) report.forgive_undefined();
  if (definitions.are_partial) report.pass_over_undefined();
  PlacedPost placed{.post = {.file = file.path, .digest = file.digest}};
  if (file.bytes.size() > max_post_bytes) {
    report.error({}, fmt::format("expected at most 1 MiB, found {} bytes", file.bytes.size()));
  } else if (const auto text = read_source(file.bytes, report)) {
    if (const auto parts = split_front_matter(*text, report)) read_parts(*parts, definitions, depth, report, placed);
  }
  Outcome<PlacedPost> outcome;
  const bool usable = !report.has_errors();
  placed.links = report.take_links();
  outcome.diagnostics = report.take();
  if (!usable) return outcome;
  outcome.value = std::move(placed);
  return outcome;
}

TextFindings with_text_warnings(const PostBody& unread, const std::string& shown_path, std::vector<Diagnostic> known) {
  Report report{shown_path, std::move(known)};
  (void)unread.read(report);
  auto links = report.take_links();
  return {.diagnostics = report.take(), .links = std::move(links)};
}

}  // namespace citefeed::content
