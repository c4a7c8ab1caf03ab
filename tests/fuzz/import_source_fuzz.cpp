// Any bytes, as a source of each kind and as the text in one: what is imported is what content/ takes, without an
// error, importing again changes nothing, and Markdown made of HTML shows the same text.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "../importing/sample_site.hpp"
#include "base/utf8.hpp"
#include "content/markdown.hpp"
#include "content/post_parser.hpp"
#include "importing/blocks.hpp"
#include "importing/html_blocks.hpp"
#include "importing/merge.hpp"
#include "importing/source.hpp"

namespace {

using namespace citefeed;  // NOLINT(google-build-using-namespace)

void require(bool holds, const char* what, std::string_view bytes) {
  if (holds) return;
  std::fprintf(stderr, "%s:\n%.*s\n", what, static_cast<int>(bytes.size()), bytes.data());
  std::abort();
}

void check_source(std::string_view bytes, const model::Definitions& site) {
  const auto source = importing::read_source(bytes, "site/content/posts/2019-03-04-a.md", site.site);
  require(source.has_value() || has_errors(source.diagnostics), "no posts and no error", bytes);
  if (!source.has_value()) return;
  const std::vector<importing::Page> pages = {*source.value};
  const auto first = importing::merge({}, pages, site);
  // Markdown stays as it was written, and may be nested deeper than content/ takes.
  const bool is_markdown = importing::kind_of(bytes) == importing::SourceKind::front_matter;
  for (const auto& diagnostic : first.diagnostics) {
    require(is_markdown || diagnostic.severity == Severity::warning, to_string(diagnostic).c_str(), bytes);
  }
  std::vector<importing::ExistingFile> files;
  for (const auto& [path, text] : first.files) {
    auto post = content::parse_post(path, path, text, site);
    require(post.has_value(), "content/ refuses an imported file", text);
    files.push_back({.path = path, .bytes = text, .post = std::make_shared<const model::Post>(std::move(*post.value))});
  }
  const auto again = importing::merge(files, pages, site);
  require(again.files.empty() && again.new_posts == 0, "importing again changes something", bytes);
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '<' ? "&lt;" : c == '&' ? "&amp;" : std::string(1, c);
  return out;
}

/// All that `blocks` show but white space and what describes images.
std::string shown_text(const std::vector<importing::Block>& blocks) {
  std::string out;
  const auto add = [&out](std::string_view text) {
    for (const char c : text) {
      if (c != ' ' && c != '\n' && c != '\t') out += c;
    }
  };
  const auto add_spans = [&add](const importing::Paragraph& spans) {
    for (const auto& span : spans) add(span.image.empty() ? span.text : "");
  };
  for (const auto& block : blocks) {
    add_spans(block.spans);
    add(block.code);
    for (const auto& row : block.rows) {
      for (const auto& cell : row) add_spans(cell);
    }
  }
  return out;
}

void check_markdown(std::string_view html, const model::Definitions& site) {
  if (first_invalid_utf8(html) || importing::is_nested_too_deep(html) || html.find('\0') != std::string_view::npos)
    return;
  const auto blocks = importing::blocks_of_html(html, {}, importing::LineEnds::are_space);
  const auto text = shown_text(blocks);
  const auto folded = fold_case(text);
  // Their headings and addresses are taken out of the text.
  if (folded.find("implications") != std::string::npos || folded.find("author") != std::string::npos) return;
  const auto markdown = importing::to_markdown(blocks);
  content::Report report{"file"};
  const auto read = content::read_markdown(markdown, 1, {.page_url = site.site.base_url}, report);
  if (report.has_errors()) return;  // nested deeper or wider than content/ takes
  const auto again = importing::blocks_of_html(read.summary_html, {}, importing::LineEnds::are_space);
  if (shown_text(again) != text) std::fprintf(stderr, "%s\n---\n%s\n---\n", text.c_str(), shown_text(again).c_str());
  require(shown_text(again) == text, "the Markdown of HTML shows another text", markdown);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  const auto site = importing::sample_site();
  check_source(bytes, site);
  check_markdown(bytes, site);
  check_source(
      "<rss xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><item><wp:post_date_gmt>2019-03-04 05:06:07"
      "</wp:post_date_gmt><content:encoded>" +
          escaped(bytes) + "</content:encoded></item></channel></rss>",
      site);
  check_source("---\ntitle: T\ndate: 2019-03-04\n---\n" + std::string{bytes}, site);
  return 0;
}
