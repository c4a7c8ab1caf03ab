#include "content/introduction_parser.hpp"

#include <fmt/format.h>

#include "base/utf8.hpp"
#include "content/front_matter.hpp"
#include "content/markdown.hpp"
#include "content/markdown_tree.hpp"
#include "content/post_address.hpp"
#include "content/post_parser.hpp"
#include "content/source_text.hpp"
#include "content/yaml.hpp"

namespace citefeed::content {
namespace {

void read_keys(const yaml::Node& header, Report& report, model::Introduction& introduction) {
  if (header.is_null()) return;
  if (header.kind != yaml::Kind::mapping) {
    return report.error(header.position, "expected front matter of keys and values, found " + yaml::describe(header));
  }
  yaml::check_keys(header, {"title", "draft"}, Severity::error, report);
  if (const auto* node = yaml::find(header, "title")) {
    introduction.title = yaml::read_text(*node, "a title", report).value_or("");
  }
  if (const auto* node = yaml::find(header, "draft")) introduction.draft = read_flag(*node, report).value_or(false);
}

/// All of `text` where it has no front matter.
std::optional<PostParts> split(std::string_view text, Report& report) {
  const auto first_line = text.substr(0, text.find('\n'));
  if (trim(first_line) == "---") return split_front_matter(text, report);
  return PostParts{.front_matter = text.substr(0, 0), .body = text, .body_line = 1};
}

void read_text(const PostParts& parts, const Iri& page_url, Report& report, model::Introduction& introduction) {
  if (trim(parts.body).empty()) {
    if (introduction.title.empty() && !report.has_errors())
      report.warning({}, "expected a text or a title, found neither");
    return;
  }
  if (look_at(parts.body, parts.body_line, report) == Outlook::refused) return;
  const auto tree = markdown::parse(parts.body);
  markdown::make_safe(tree.get(), page_url, parts.body_line, report);
  markdown::leave_the_first_level(tree.get());
  introduction.html = markdown::to_html(tree.get());
  introduction.text = markdown::plain_text(tree.get());
  introduction.text_with_addresses = markdown::plain_text(tree.get(), markdown::Addresses::shown);
}

void read_parts(const PostParts& parts, const Iri& page_url, Report& report, model::Introduction& introduction) {
  const auto header = yaml::parse(parts.front_matter, parts.front_matter_line, {}, report);
  if (header) read_keys(*header, report, introduction);
  read_text(parts, page_url, report, introduction);
}

}  // namespace

bool is_introduction_path(std::string_view path) {
  return path.substr(path.rfind('/') + 1) == introduction_name;  // npos + 1 is 0
}

Outcome<model::Introduction> parse_introduction(const std::string& path, const std::string& shown_path,
                                                std::string_view bytes, const model::Definitions& definitions) {
  Report report{shown_path};
  model::Introduction introduction{.file = path, .digest = post_digest(path, bytes)};
  const auto place = parse_post_path(path);
  if (place) {
    introduction.month = {.year = place->year, .month = place->month};
  } else {
    report.error({}, fmt::format("expected the path YYYY/MM/{} below the content folder, found {}", introduction_name,
                                 in_quotes(path)));
  }
  const Iri page_url{.text = definitions.site.base_url.text + "digest/" + to_string(introduction.month) + "/"};
  if (bytes.size() > max_post_bytes) {
    report.error({}, fmt::format("expected at most 1 MiB, found {} bytes", bytes.size()));
  } else if (const auto text = read_source(bytes, report)) {
    if (const auto parts = split(*text, report)) read_parts(*parts, page_url, report, introduction);
  }
  const bool usable = !report.has_errors();
  Outcome<model::Introduction> outcome{.diagnostics = report.take()};
  if (usable) outcome.value = std::move(introduction);
  return outcome;
}

}  // namespace citefeed::content
