#include "content/post_parser.hpp"

#include <fmt/format.h>

#include "base/iri.hpp"
#include "base/utf8.hpp"
#include "content/front_matter.hpp"
#include "content/markdown.hpp"
#include "content/post_header.hpp"
#include "content/source_text.hpp"
#include "content/yaml.hpp"

namespace citefeed::content {
namespace {

Iri page_of(const model::Post& post, const model::Definitions& definitions) {
  return Iri{.text = fmt::format("{}posts/{}/", definitions.site.base_url.text, encode_path(post.id))};
}

void read_parts(const PostParts& parts, const std::string& path, const model::Definitions& definitions, Report& report,
                PlacedPost& placed) {
  const auto header = yaml::parse(parts.front_matter, parts.front_matter_line, {}, report);
  if (header) placed.references = read_header(*header, path, definitions, report, placed.post);
  if (placed.post.withdrawn && trim(parts.body).empty()) return;  // nobody will read it: there need not be any text
  placed.post.text = read_markdown(parts.body, parts.body_line, page_of(placed.post, definitions), report);
}

}  // namespace

Digest post_digest(const std::string& path, std::string_view bytes, const model::Definitions& definitions) {
  return DigestBuilder{}.add(path).add(bytes).add(definitions.digest).finish();
}

Outcome<model::Post> parse_post(const std::string& path, const std::string& shown_path, std::string_view bytes,
                                const model::Definitions& definitions) {
  auto placed = parse_placed_post(path, shown_path, bytes, definitions);
  Outcome<model::Post> outcome{.diagnostics = std::move(placed.diagnostics)};
  if (placed.value) outcome.value = std::move(placed.value->post);
  return outcome;
}

Outcome<PlacedPost> parse_placed_post(const std::string& path, const std::string& shown_path, std::string_view bytes,
                                      const model::Definitions& definitions) {
  Report report{shown_path};
  PlacedPost placed{.post = {.file = path}};
  if (bytes.size() > max_post_bytes) {
    report.error({}, fmt::format("expected at most 1 MiB, found {} bytes", bytes.size()));
  } else if (const auto text = read_source(bytes, report)) {
    if (const auto parts = split_front_matter(*text, report)) read_parts(*parts, path, definitions, report, placed);
  }
  Outcome<PlacedPost> outcome;
  const bool usable = !report.has_errors();
  outcome.diagnostics = report.take();
  if (!usable) return outcome;
  placed.post.digest = post_digest(path, bytes, definitions);
  outcome.value = std::move(placed);
  return outcome;
}

}  // namespace citefeed::content
