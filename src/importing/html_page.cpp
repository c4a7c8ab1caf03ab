#include "importing/html_page.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "content/landmarks.hpp"
#include "importing/html_tree.hpp"
#include "importing/page_shape.hpp"

namespace citefeed::importing {
namespace {

/// What cannot be said in words; nothing for other elements.
std::optional<const char*> thing(GumboTag tag) {
  if (tag == GUMBO_TAG_IMG) return "an image";
  if (is_one_of(tag, {GUMBO_TAG_IFRAME, GUMBO_TAG_OBJECT, GUMBO_TAG_EMBED})) return "an embedded page";
  if (is_one_of(tag, {GUMBO_TAG_VIDEO, GUMBO_TAG_AUDIO})) return "a recording";
  return std::nullopt;
}

/// Collects the lines while the document is walked in its order.
class LineBuilder final {
 public:
  void text(std::string_view text, std::uint32_t line, bool keeps_lines) {
    for (const char c : text) {
      if (keeps_lines && c == '\n') {
        end_line();
      } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
        space_ = true;
      } else {
        character(c, line);
      }
      if (c == '\n') ++line;
    }
  }

  void end_line() {
    space_ = false;
    if (!current_.spans.empty()) lines_.push_back(std::move(current_));
    current_ = {};
  }

  void leave_out(const char* what, std::uint32_t line) { lines_.push_back({.line = line, .left_out = what}); }

  /// Ends the line if all it says is "Practice Implications".
  void end_heading() {
    if (content::is_implications_heading(text_of(current_.spans))) end_line();
  }

  void link(std::string href) { href_ = std::move(href); }

  std::vector<PageLine> finish() {
    end_line();
    return std::move(lines_);
  }

 private:
  void character(char c, std::uint32_t line) {
    if (current_.spans.empty()) current_.line = line;
    const bool space = std::exchange(space_, false) && !current_.spans.empty();
    if (space) current_.spans.back().text += ' ';
    if (current_.spans.empty() || current_.spans.back().href != href_)
      current_.spans.push_back({.text = {}, .href = href_});
    current_.spans.back().text += c;
  }

  std::vector<PageLine> lines_ = {};
  PageLine current_ = {};
  std::string href_ = {};
  bool space_ = false;  ///< white space was seen and something may follow it
};

/// Walks the document without recursion: its depth is the page's choice.
class Walker final {
 public:
  std::vector<PageLine> walk(const GumboNode* root) {
    enter(root);
    while (!open_.empty()) {
      auto& [node, next] = open_.back();
      const auto& children = node->v.element.children;
      if (next < children.length) {
        enter(static_cast<const GumboNode*>(children.data[next++]));
      } else {
        leave(node->v.element.tag);
        open_.pop_back();
      }
    }
    return builder_.finish();
  }

 private:
  struct Open {
    const GumboNode* node = nullptr;
    unsigned next = 0;
  };

  void enter(const GumboNode* node) {
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE || node->type == GUMBO_NODE_CDATA) {
      return builder_.text(node->v.text.text, node->v.text.start_pos.line, preformatted_ > 0);
    }
    if (node->type != GUMBO_NODE_ELEMENT) return;
    const auto& element = node->v.element;
    if (is_passed_over(element)) return;
    if (const auto what = thing(element.tag)) return builder_.leave_out(*what, element.start_pos.line);
    if (!is_inline(element.tag)) builder_.end_line();
    if (element.tag == GUMBO_TAG_PRE) ++preformatted_;
    if (element.tag == GUMBO_TAG_A) builder_.link(absolute_address(attribute(element, "href")));
    open_.push_back({.node = node});
  }

  void leave(GumboTag tag) {
    if (is_one_of(tag, {GUMBO_TAG_STRONG, GUMBO_TAG_B, GUMBO_TAG_EM, GUMBO_TAG_U, GUMBO_TAG_SPAN}))
      builder_.end_heading();
    if (!is_inline(tag)) builder_.end_line();
    if (tag == GUMBO_TAG_PRE) --preformatted_;
    if (tag == GUMBO_TAG_A) builder_.link({});
  }

  LineBuilder builder_ = {};
  std::vector<Open> open_ = {};
  int preformatted_ = 0;
};

}  // namespace

std::vector<PageLine> lines_of_html(std::string_view html) {
  GumboArena arena;
  return Walker{}.walk(arena.parse(html));
}

}  // namespace citefeed::importing
