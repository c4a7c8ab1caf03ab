#include "importing/html_blocks.hpp"

#include <charconv>
#include <string>

#include "importing/block_builder.hpp"
#include "importing/html_tree.hpp"
#include "importing/page_shape.hpp"

namespace citefeed::importing {
namespace {

bool is_embedded(GumboTag tag) {
  return is_one_of(tag, {GUMBO_TAG_IFRAME, GUMBO_TAG_EMBED, GUMBO_TAG_VIDEO, GUMBO_TAG_AUDIO, GUMBO_TAG_OBJECT});
}
bool is_strong(GumboTag tag) {
  return tag == GUMBO_TAG_STRONG || tag == GUMBO_TAG_B;
}
bool is_emphasis(GumboTag tag) {
  return is_one_of(tag, {GUMBO_TAG_EM, GUMBO_TAG_I, GUMBO_TAG_CITE, GUMBO_TAG_DFN, GUMBO_TAG_VAR});
}
bool is_code(GumboTag tag) {
  return is_one_of(tag, {GUMBO_TAG_CODE, GUMBO_TAG_KBD, GUMBO_TAG_SAMP, GUMBO_TAG_TT});
}
bool is_list(GumboTag tag) {
  return tag == GUMBO_TAG_UL || tag == GUMBO_TAG_OL;
}

/// 1 to 6 for <h1> to <h6>; else 0.
int heading_level(GumboTag tag) {
  return tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6 ? static_cast<int>(tag) - static_cast<int>(GUMBO_TAG_H1) + 1 : 0;
}

int first_number(const GumboElement& list) {
  const auto start = attribute(list, "start");
  int number = 1;
  std::from_chars(start.data(), start.data() + start.size(), number);
  return number;
}

/// Walks the document without recursion: its depth is the post's choice.
class Walker final {
 public:
  Walker(const Iri& base, LineEnds line_ends) : base_(base), line_ends_(line_ends) {}

  std::vector<Block> walk(const GumboNode* root) {
    enter(root);
    while (!open_.empty()) {
      auto& [node, next] = open_.back();
      const auto& children = node->v.element.children;
      if (next < children.length) {
        enter(static_cast<const GumboNode*>(children.data[next++]));
      } else {
        leave(node->v.element);
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
      return enter_text(node->v.text);
    }
    if (node->type != GUMBO_NODE_ELEMENT || is_passed_over(node->v.element)) return;
    const auto& element = node->v.element;
    if (element.tag == GUMBO_TAG_IMG) return enter_image(element);
    if (is_embedded(element.tag)) enter_embedded(element);
    if (is_one_of(element.tag, {GUMBO_TAG_IFRAME, GUMBO_TAG_EMBED})) return;
    enter_block(element);
    enter_style(element);
    open_.push_back({.node = node});
  }

  void enter_text(const GumboText& text) {
    if (preformatted_ > 0) {
      if (code_.empty()) code_line_ = text.start_pos.line;
      code_ += text.text;
      return;
    }
    builder_.text(text.text, text.start_pos.line, line_ends_ == LineEnds::end_blocks && paragraphs_ == 0);
  }

  void enter_image(const GumboElement& element) {
    const auto alt = collapse_space(attribute(element, "alt"));
    const auto address = resolved(attribute(element, "src"));
    if (!address.empty()) return builder_.image(alt, address, element.start_pos.line);
    if (!alt.empty()) builder_.text(alt, element.start_pos.line, false);
  }

  /// A link that stands for what cannot be in a text.
  void enter_embedded(const GumboElement& element) {
    auto address = resolved(attribute(element, "src"));
    if (address.empty()) return;
    builder_.end_block();
    builder_.style.href = address;
    builder_.text(address, element.start_pos.line, false);
    builder_.style.href.clear();
    builder_.end_block();
  }

  void enter_block(const GumboElement& element) {
    const auto tag = element.tag;
    if (!is_inline(tag)) builder_.end_block();
    if (const int level = heading_level(tag)) builder_.begin_heading(level);
    if (is_list(tag)) builder_.open_list(tag == GUMBO_TAG_OL, first_number(element));
    if (tag == GUMBO_TAG_LI) builder_.open_item();
    if (tag == GUMBO_TAG_BLOCKQUOTE) builder_.open_quotation();
    if (tag == GUMBO_TAG_HR) builder_.rule(element.start_pos.line);
    if (tag == GUMBO_TAG_PRE) ++preformatted_;
    if (tag == GUMBO_TAG_P) ++paragraphs_;
    if (tag == GUMBO_TAG_TABLE) builder_.open_table();
    if (tag == GUMBO_TAG_TR) builder_.begin_row();
    if (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH) builder_.begin_cell();
  }

  void leave(const GumboElement& element) {
    const auto tag = element.tag;
    leave_style(tag);
    if (tag == GUMBO_TAG_PRE && --preformatted_ == 0) end_code();
    if (tag == GUMBO_TAG_P) --paragraphs_;
    if (!is_inline(tag)) builder_.end_block();
    if (tag == GUMBO_TAG_LI || tag == GUMBO_TAG_BLOCKQUOTE) builder_.close_container();
    if (is_list(tag)) builder_.close_list();
    if (tag == GUMBO_TAG_TABLE) builder_.close_table();
  }

  void enter_style(const GumboElement& element) {
    auto& style = builder_.style;
    if (element.tag == GUMBO_TAG_A) style.href = resolved(attribute(element, "href"));
    if (is_strong(element.tag)) ++style.strong;
    if (is_emphasis(element.tag)) ++style.emphasis;
    if (is_code(element.tag)) ++style.code;
  }

  void leave_style(GumboTag tag) {
    auto& style = builder_.style;
    if (tag == GUMBO_TAG_A) style.href.clear();
    if (is_strong(tag)) --style.strong;
    if (is_emphasis(tag)) --style.emphasis;
    if (is_code(tag)) --style.code;
  }

  void end_code() {
    builder_.code(code_, code_line_);
    code_.clear();
  }

  [[nodiscard]] std::string resolved(std::string_view address) const {
    if (address.empty()) return {};
    const auto absolute = base_.text.empty() ? parse_iri(address) : resolve(base_, address);
    return absolute ? absolute_address(absolute->text) : std::string{};
  }

  const Iri& base_;
  LineEnds line_ends_;
  BlockBuilder builder_ = {};
  std::vector<Open> open_ = {};
  std::string code_ = {};
  std::uint32_t code_line_ = 0;
  int preformatted_ = 0;
  int paragraphs_ = 0;
};

}  // namespace

std::vector<Block> blocks_of_html(std::string_view html, const Iri& base, LineEnds line_ends) {
  GumboArena arena;
  return Walker{base, line_ends}.walk(arena.parse(html));
}

std::string text_of_html(std::string_view html) {
  if (html.find_first_of("<&") == std::string_view::npos || is_nested_too_deep(html)) return collapse_space(html);
  std::string text;
  for (const auto& block : blocks_of_html(html, {}, LineEnds::are_space)) {
    if (!text.empty()) text += ' ';
    text += text_of(block.spans);
  }
  return collapse_space(text);
}

}  // namespace citefeed::importing
