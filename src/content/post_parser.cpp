#include "content/post_parser.hpp"

#include <fmt/format.h>

#include "base/iri.hpp"
#include "base/utf8.hpp"
#include "content/front_matter.hpp"
#include "content/markdown_limits.hpp"
#include "content/post_header.hpp"
#include "content/source_text.hpp"
#include "content/yaml.hpp"

namespace citefeed::content {
namespace {

Iri page_of(const model::Post& post, const model::Definitions& definitions) {
  return Iri{.text = fmt::format("{}posts/{}/", definitions.site.base_url.text, encode_path(post.id))};
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
  const auto body = std::make_shared<const PostBody>(parts.body, parts.body_line, page_of(placed.post, definitions));
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
  PlacedPost placed{.post = {.file = file.path, .digest = file.digest}};
  if (file.bytes.size() > max_post_bytes) {
    report.error({}, fmt::format("expected at most 1 MiB, found {} bytes", file.bytes.size()));
  } else if (const auto text = read_source(file.bytes, report)) {
    if (const auto parts = split_front_matter(*text, report)) read_parts(*parts, definitions, depth, report, placed);
  }
  Outcome<PlacedPost> outcome;
  const bool usable = !report.has_errors();
  outcome.diagnostics = report.take();
  if (!usable) return outcome;
  outcome.value = std::move(placed);
  return outcome;
}

std::vector<Diagnostic> with_text_warnings(const PostBody& unread, const std::string& shown_path,
                                           std::vector<Diagnostic> known) {
  Report report{shown_path, std::move(known)};
  (void)unread.read(report);
  return report.take();
}

}  // namespace citefeed::content
