// Any bytes at all as a post: a value or an error, never both, and nothing unsafe in what is published.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/utf8.hpp"
#include "content/post_parser.hpp"
#include "content/source_text.hpp"

namespace {

using namespace citefeed;

model::Definitions fixed_definitions() {
  model::Definitions definitions;
  definitions.site.base_url = {.text = "https://example.org/"};
  definitions.site.authors = {{"roe", {.name = "Jane Roe"}}};
  definitions.site.default_author = "roe";
  definitions.topics = {{.slug = "empathy", .label = "Empathy", .aliases = {"understanding"}},
                        {.slug = "alliance", .label = "Alliance and Therapeutic Relationship"}};
  definitions.research_types = {{.slug = "quantitative", .label = "Quantitative study"}};
  return definitions;
}

void require(bool holds) {
  if (!holds) std::abort();
}

/// Text that any of the formats can carry.
void require_sound(std::string_view text) {
  require(!first_invalid_utf8(text));
  require(!content::first_forbidden_character(text));
}

void require_safe_html(std::string_view html) {
  require_sound(html);
  for (const std::string_view opening :
       {"<script", "<style", "<iframe", "<form", "<!--", "href=\"javascript:", "src=\"data:"}) {
    require(html.find(opening) == std::string_view::npos);
  }
  for (const std::string_view attribute : {" href=\"", " src=\""}) {  // in text, quotation marks are "&quot;"
    for (auto at = html.find(attribute); at != std::string_view::npos; at = html.find(attribute, at + 1)) {
      const auto address = fold_case(html.substr(at + attribute.size(), 8));
      require(address.starts_with("http://") || address.starts_with("https://") || address.starts_with("mailto:"));
    }
  }
}

void require_sound_post(const model::Post& post) {
  require(!post.id.empty() && !post.title.empty() && !post.authors.empty());
  require(post.published <= post.updated);
  require_sound(post.title);
  const auto text = model::text_of(post);
  require_safe_html(text.summary_html);
  require_safe_html(text.implications_html);
  require_safe_html(text.after_html);
  require_sound(text.implications_text);
  require_sound(text.correspondence_email);
  for (const auto& citation : post.reviewed) require_sound(citation.printed);
}

/// Reading the header first and the text later must come to the same.
void require_same_in_two_steps(std::string_view bytes, const model::Definitions& definitions,
                               const Outcome<model::Post>& whole) {
  const std::string path = "2023/12/a.md", shown = "content/" + path;
  auto first = content::parse_placed_post({.path = path, .shown_path = shown, .bytes = bytes}, definitions,
                                          content::Depth::header);
  require(first.has_value() == whole.has_value());
  if (first.value && first.value->unread)
    first.diagnostics =
        content::with_text_warnings(*first.value->unread, shown, std::move(first.diagnostics)).diagnostics;
  require(first.diagnostics == whole.diagnostics);
  if (first.value) require(text_of(first.value->post) == text_of(*whole.value));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto definitions = fixed_definitions();
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  const auto outcome = content::parse_post("2023/12/a.md", "content/2023/12/a.md", bytes, definitions);
  require(outcome.has_value() != has_errors(outcome.diagnostics));
  const auto ends = std::count(bytes.begin(), bytes.end(), '\n') + std::count(bytes.begin(), bytes.end(), '\r');
  for (const auto& diagnostic : outcome.diagnostics) {
    require(diagnostic.line <= static_cast<std::uint32_t>(ends) + 2);
    require(!diagnostic.message.empty() && !first_invalid_utf8(diagnostic.message));
    require(diagnostic.message.find('\n') == std::string::npos);
  }
  if (outcome.value) require_sound_post(*outcome.value);
  require_same_in_two_steps(bytes, definitions, outcome);
  return 0;
}
