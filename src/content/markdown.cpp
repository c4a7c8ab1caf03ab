#include "content/markdown.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "base/utf8.hpp"
#include "content/markdown_limits.hpp"
#include "content/markdown_safety.hpp"
#include "content/markdown_tree.hpp"
#include "content/source_text.hpp"

namespace citefeed::content {
namespace {

// A paragraph of prose is longer than either; it is not looked at to its end.
constexpr std::size_t longest_heading_bytes = 60;
constexpr std::size_t longest_email_paragraph_bytes = 400;

/// True when the inlines of `node` say "Practice Implications".
bool names_implications(cmark_node* node) {
  const auto text = markdown::inline_text(node, longest_heading_bytes);
  if (!text) return false;
  const std::string folded = fold_case(single_line(*text));
  std::string_view name = folded;
  if (name.ends_with(':')) name = trim(name.substr(0, name.size() - 1));
  return name == "practice implications";
}

/// What follows "Author email:" when `node` is such a paragraph.
std::optional<std::string> author_email(cmark_node* node) {
  static constexpr std::array<std::string_view, 4> labels{"author email", "author e-mail", "author’s email",
                                                          "author’s e-mail"};
  if (cmark_node_get_type(node) != CMARK_NODE_PARAGRAPH) return std::nullopt;
  const auto inlines = markdown::inline_text(node, longest_email_paragraph_bytes);
  const auto colon = inlines ? inlines->find(':') : std::string::npos;
  if (colon == std::string::npos || colon > longest_heading_bytes) return std::nullopt;
  const std::string label = fold_case(single_line(inlines->substr(0, colon)));
  if (std::find(labels.begin(), labels.end(), label) == labels.end()) return std::nullopt;
  return single_line(inlines->substr(colon + 1));
}

/// One address, local part and a host with a dot (RFC 5321, 4.1.2, without quoted local parts and address literals).
bool is_email_address(std::string_view text) {
  const auto at = text.find('@');
  if (at == 0 || at == std::string_view::npos || text.find('@', at + 1) != std::string_view::npos || text.size() > 254)
    return false;
  const auto host = text.substr(at + 1);
  if (host.find('.') == std::string_view::npos || host.starts_with('.') || host.ends_with('.')) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    static constexpr std::string_view not_in_an_address = "()<>[]:;\\,\"";
    return c > ' ' && c != 0x7F && not_in_an_address.find(c) == std::string_view::npos;
  });
}

/// Hands out the blocks of a document to the parts of a post.
class Sections final {
 public:
  Sections(std::uint32_t first_line, Report& report) : first_line_(first_line), report_(report) {}

  void take(cmark_node* block) {
    if (const auto email = author_email(block)) {
      if (part_ == Part::implications) part_ = Part::after;
      if (take_email(block, *email)) return;
    } else if (cmark_node_get_type(block) == CMARK_NODE_HEADING && take_heading(block)) {
      return;
    } else if (part_ == Part::summary && !look_alike_ && names_implications_like(block)) {
      look_alike_ = markdown::position_of(block, first_line_);
    }
    cmark_node_append_child(document_of_part(), block);  // takes it out of where it was
  }

  model::PostText finish() {
    text_.summary_html = markdown::to_html(summary_.get());
    text_.implications_html = markdown::to_html(implications_.get());
    text_.implications_text = markdown::plain_text(implications_.get());
    text_.after_html = markdown::to_html(after_.get());
    if (part_ == Part::summary) {
      const char* found = look_alike_ ? "it as a paragraph" : "none";
      report_.warning(look_alike_.value_or(Position{}),
                      std::string{"expected a heading \"## Practice Implications\", found "} + found);
    } else if (text_.implications_html.empty()) {
      report_.warning(heading_, "expected text under \"Practice Implications\", found none");
    }
    return std::move(text_);
  }

 private:
  enum class Part : std::uint8_t { summary, implications, after };

  static bool names_implications_like(cmark_node* block) {
    return cmark_node_get_type(block) == CMARK_NODE_PARAGRAPH && names_implications(block);
  }

  bool take_email(cmark_node* block, const std::string& email) {
    if (!is_email_address(email)) {
      report_.warning(markdown::position_of(block, first_line_),
                      "expected an e-mail address, found " + in_quotes(email));
      return false;
    }
    if (!text_.correspondence_email.empty()) return false;  // the address of another author stays in the text
    text_.correspondence_email = email;
    cmark_node_free(block);
    return true;
  }

  /// True when the heading itself belongs to no part.
  bool take_heading(cmark_node* block) {
    const int level = cmark_node_get_heading_level(block);
    if (part_ == Part::implications && level <= level_) part_ = Part::after;
    if (part_ != Part::summary || !names_implications(block)) return false;
    part_ = Part::implications;
    level_ = level;
    heading_ = markdown::position_of(block, first_line_);
    cmark_node_free(block);
    return true;
  }

  cmark_node* document_of_part() {
    if (part_ == Part::summary) return summary_.get();
    return part_ == Part::implications ? implications_.get() : after_.get();
  }

  std::uint32_t first_line_;
  Report& report_;
  markdown::Tree summary_ = markdown::empty_document();
  markdown::Tree implications_ = markdown::empty_document();
  markdown::Tree after_ = markdown::empty_document();
  model::PostText text_ = {};
  Part part_ = Part::summary;
  int level_ = 0;
  Position heading_ = {};
  std::optional<Position> look_alike_ = {};
};

}  // namespace

model::PostText read_markdown(std::string_view text, std::uint32_t first_line, const Iri& page_url, Report& report) {
  if (!within_limits(text, first_line, report)) return {};
  const auto tree = markdown::parse(text);
  markdown::make_safe(tree.get(), page_url, first_line, report);
  Sections sections{first_line, report};
  while (auto* block = cmark_node_first_child(tree.get())) {
    cmark_node_unlink(block);
    sections.take(block);
  }
  return sections.finish();
}

}  // namespace citefeed::content
