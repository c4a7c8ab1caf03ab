#include "importing/html_blocks.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/iri.hpp"
#include "base/utf8.hpp"
#include "importing/blocks.hpp"
#include "importing/page_shape.hpp"

namespace citefeed::importing {
namespace {

// Collects text, as a walk through a document meets it, into blocks.

/// One thread at a time. White space runs become one space; blocks that show nothing are dropped.
class BlockBuilder final {
 public:
  /// The style of the text that follows.
  struct Style {
    std::string href = {};
    int strong = 0;  ///< how many elements say so
    int emphasis = 0;
    int code = 0;
  };
  Style style = {};

  void text(std::string_view text, std::uint32_t line, bool line_ends_end_blocks);
  void image(const std::string& alt, const std::string& address, std::uint32_t line);
  void code(std::string text, std::uint32_t line);
  void rule(std::uint32_t line);

  void begin_heading(int level);
  /// Ends the paragraph or heading; in a table it is a space.
  void end_block();

  void open_list(bool numbered, int first_number);
  void close_list();
  void open_item();
  void open_quotation();
  void close_container();

  void open_table();
  void begin_row();
  void begin_cell();
  void close_table();
  [[nodiscard]] bool is_in_table() const { return tables_ > 0; }

  [[nodiscard]] std::vector<Block> finish();

 private:
  struct List {
    bool numbered = false;
    int next = 1;
  };

  Paragraph& spans(std::uint32_t line);
  void character(char c, std::uint32_t line);
  void open(std::string marker);
  void push(Block block);

  std::vector<Block> blocks_ = {};
  Block current_ = {};
  Block table_ = {};
  std::vector<List> lists_ = {};
  std::vector<Container> containers_ = {};
  std::size_t opened_ = 0;    ///< containers ever, for their numbers
  std::size_t too_deep_ = 0;  ///< containers open beyond those that are kept
  int tables_ = 0;
  bool space_ = false;  ///< white space was seen and something may follow it
};

constexpr std::size_t max_containers = 20;

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/// True when `span` looks as `style` says.
bool has_style(const Span& span, const BlockBuilder::Style& style) {
  return span.image.empty() && span.href == style.href && span.strong == (style.strong > 0) &&
         span.emphasis == (style.emphasis > 0) && span.code == (style.code > 0);
}

/// Control characters out, and no spans that are empty or begin or end the paragraph with white space.
void tidy(Paragraph& spans) {
  for (auto& span : spans) replace_forbidden(span.text);
  drop_space_at_ends(spans);
  std::erase_if(spans, [](const Span& span) { return span.text.empty() && span.image.empty(); });
}

bool shows_nothing(const Paragraph& spans) {
  return std::all_of(spans.begin(), spans.end(),
                     [](const Span& span) { return span.image.empty() && single_line(span.text).empty(); });
}

void BlockBuilder::text(std::string_view text, std::uint32_t line, bool line_ends_end_blocks) {
  for (const char c : text) {
    if (c == '\n' && line_ends_end_blocks) {
      end_block();
    } else if (is_space(c)) {
      space_ = true;
    } else {
      character(c, line);
    }
    if (c == '\n') ++line;
  }
}

void BlockBuilder::character(char c, std::uint32_t line) {
  auto& paragraph = spans(line);
  const bool space = std::exchange(space_, false) && !paragraph.empty();
  if (space && paragraph.back().image.empty()) paragraph.back().text += ' ';
  const bool apart = space && !paragraph.back().image.empty();
  if (paragraph.empty() || !has_style(paragraph.back(), style)) {
    paragraph.push_back(
        {.href = style.href, .strong = style.strong > 0, .emphasis = style.emphasis > 0, .code = style.code > 0});
  }
  if (apart) paragraph.back().text += ' ';
  paragraph.back().text += c;
}

void BlockBuilder::image(const std::string& alt, const std::string& address, std::uint32_t line) {
  auto& paragraph = spans(line);
  if (std::exchange(space_, false) && !paragraph.empty()) paragraph.push_back({.text = " "});
  paragraph.push_back({.text = alt, .image = address});
}

void BlockBuilder::code(std::string text, std::uint32_t line) {
  if (is_in_table()) return this->text(text, line, false);
  end_block();
  replace_forbidden_but_line_feeds(text);
  if (!single_line(text).empty()) push({.kind = BlockKind::code, .code = std::move(text), .line = line});
}

void BlockBuilder::rule(std::uint32_t line) {
  end_block();
  if (!is_in_table()) push({.kind = BlockKind::rule, .line = line});
}

void BlockBuilder::begin_heading(int level) {
  end_block();
  if (is_in_table()) return;
  current_.kind = BlockKind::heading;
  current_.level = level;
}

void BlockBuilder::end_block() {
  space_ = is_in_table();
  if (is_in_table()) return;
  auto block = std::exchange(current_, {});
  tidy(block.spans);
  if (!shows_nothing(block.spans)) push(std::move(block));
}

void BlockBuilder::push(Block block) {
  block.containers = containers_;
  blocks_.push_back(std::move(block));
}

Paragraph& BlockBuilder::spans(std::uint32_t line) {
  if (!is_in_table()) {
    if (current_.spans.empty()) current_.line = line;
    return current_.spans;
  }
  if (table_.rows.empty()) table_.rows.emplace_back();
  if (table_.rows.back().empty()) table_.rows.back().emplace_back();
  if (table_.line == 0) table_.line = line;
  return table_.rows.back().back();
}

void BlockBuilder::open_list(bool numbered, int first_number) {
  end_block();
  lists_.push_back({.numbered = numbered, .next = std::clamp(first_number, 0, 999'999)});
}

void BlockBuilder::close_list() {
  end_block();
  if (!lists_.empty()) lists_.pop_back();
}

void BlockBuilder::open_item() {
  const bool numbered = !lists_.empty() && lists_.back().numbered;
  open(numbered ? fmt::format("{}. ", lists_.back().next++) : "- ");
}

void BlockBuilder::open_quotation() {
  open({});
}

void BlockBuilder::open(std::string marker) {
  end_block();
  if (is_in_table() || containers_.size() == max_containers) {
    ++too_deep_;
  } else {
    containers_.push_back({.number = ++opened_, .marker = std::move(marker)});
  }
}

void BlockBuilder::close_container() {
  end_block();
  if (too_deep_ > 0) {
    --too_deep_;
  } else if (!containers_.empty()) {
    containers_.pop_back();
  }
}

void BlockBuilder::open_table() {
  end_block();
  if (tables_++ == 0) table_ = {.kind = BlockKind::table};
}

void BlockBuilder::begin_row() {
  space_ = false;
  if (tables_ == 1) table_.rows.emplace_back();
}

void BlockBuilder::begin_cell() {
  space_ = tables_ > 1;
  if (tables_ != 1) return;
  if (table_.rows.empty()) table_.rows.emplace_back();
  table_.rows.back().emplace_back();
}

void BlockBuilder::close_table() {
  if (tables_ == 0 || --tables_ > 0) return;
  auto table = std::exchange(table_, {});
  bool any = false;
  for (auto& row : table.rows) {
    for (auto& cell : row) {
      tidy(cell);
      any = any || !shows_nothing(cell);
    }
  }
  if (any) push(std::move(table));
}

std::vector<Block> BlockBuilder::finish() {
  end_block();
  return std::move(blocks_);
}

/// True when the tag that begins with `name` stands alone, or need not be closed and often is not.
bool has_no_end(std::string_view name) {
  const auto end = std::find_if_not(name.begin(), name.end(), is_ascii_letter);
  const std::string tag = fold_case(name.substr(0, static_cast<std::size_t>(end - name.begin())));
  static constexpr std::array<std::string_view, 14> tags = {"area", "br", "hr",   "img",    "input", "li", "link",
                                                            "meta", "p",  "path", "source", "td",    "tr", "wbr"};
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

}  // namespace

const GumboNode* GumboArena::parse(std::string_view html) {
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = [](void* self, std::size_t size) {
    return static_cast<GumboArena*>(self)->memory_.allocate(size);
  };
  options.deallocator = [](void* /*self*/, void* /*memory*/) {};
  options.userdata = this;
  options.max_errors = 0;
  return gumbo_parse_with_options(&options, html.data(), html.size())->root;
}

bool looks_like_html(std::string_view text) {
  text = trim(text);
  if (text.size() < 2 || text.front() != '<') return false;
  return text[1] == '!' || text[1] == '?' || is_ascii_letter(text[1]);
}

bool is_nested_too_deep(std::string_view html) {
  static constexpr std::ptrdiff_t most = 5000;
  std::ptrdiff_t open = 0;
  for (auto at = html.find('<'); at != std::string_view::npos && open <= most; at = html.find('<', at + 1)) {
    const auto rest = html.substr(at + 1);
    if (rest.starts_with('/')) {
      --open;
    } else if (!rest.empty() && is_ascii_letter(rest.front()) && !has_no_end(rest)) {
      ++open;
    }
  }
  return open > most;
}

bool is_one_of(GumboTag tag, std::initializer_list<GumboTag> tags) {
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

bool is_passed_over(const GumboElement& element) {
  if (gumbo_get_attribute(&element.attributes, "hidden") != nullptr) return true;
  return is_one_of(element.tag, {GUMBO_TAG_HEAD, GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE, GUMBO_TAG_NOSCRIPT,
                                 GUMBO_TAG_TEMPLATE, GUMBO_TAG_NAV, GUMBO_TAG_FOOTER, GUMBO_TAG_BUTTON,
                                 GUMBO_TAG_SELECT, GUMBO_TAG_TEXTAREA, GUMBO_TAG_SVG});
}

bool is_inline(GumboTag tag) {
  return is_one_of(
      tag, {GUMBO_TAG_A,    GUMBO_TAG_ABBR,  GUMBO_TAG_B,      GUMBO_TAG_BDI,  GUMBO_TAG_BDO,    GUMBO_TAG_BIG,
            GUMBO_TAG_CITE, GUMBO_TAG_CODE,  GUMBO_TAG_DATA,   GUMBO_TAG_DEL,  GUMBO_TAG_DFN,    GUMBO_TAG_EM,
            GUMBO_TAG_FONT, GUMBO_TAG_I,     GUMBO_TAG_INS,    GUMBO_TAG_KBD,  GUMBO_TAG_MARK,   GUMBO_TAG_Q,
            GUMBO_TAG_S,    GUMBO_TAG_SAMP,  GUMBO_TAG_SMALL,  GUMBO_TAG_SPAN, GUMBO_TAG_STRIKE, GUMBO_TAG_STRONG,
            GUMBO_TAG_SUB,  GUMBO_TAG_SUP,   GUMBO_TAG_TIME,   GUMBO_TAG_TT,   GUMBO_TAG_U,      GUMBO_TAG_VAR,
            GUMBO_TAG_WBR,  GUMBO_TAG_LABEL, GUMBO_TAG_UNKNOWN});
}

std::string_view attribute(const GumboElement& element, const char* name) {
  const auto* found = gumbo_get_attribute(&element.attributes, name);
  return found == nullptr ? std::string_view{} : std::string_view{found->value};
}

std::string absolute_address(std::string_view href) {
  const auto iri = parse_iri(trim(href));
  if (!iri || (scheme_of(*iri) != "http" && scheme_of(*iri) != "https") || host_of(*iri).empty()) return {};
  return iri->text;
}

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
