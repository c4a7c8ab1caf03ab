#include "importing/html_page.hpp"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <memory_resource>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/iri.hpp"
#include "base/utf8.hpp"
#include "importing/page_shape.hpp"

namespace citefeed::importing {
namespace {

bool is_one_of(GumboTag tag, std::initializer_list<GumboTag> tags) {
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

bool is_passed_over(GumboTag tag) {
  return is_one_of(
      tag, {GUMBO_TAG_HEAD, GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE, GUMBO_TAG_NOSCRIPT, GUMBO_TAG_TEMPLATE, GUMBO_TAG_NAV,
            GUMBO_TAG_FOOTER, GUMBO_TAG_BUTTON, GUMBO_TAG_SELECT, GUMBO_TAG_TEXTAREA, GUMBO_TAG_SVG});
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

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// True when the tag that begins with `name` stands alone, or need not be closed and often is not.
bool has_no_end(std::string_view name) {
  const auto end = std::find_if_not(name.begin(), name.end(), is_letter);
  const std::string tag = fold_case(name.substr(0, static_cast<std::size_t>(end - name.begin())));
  static constexpr std::array<std::string_view, 14> tags = {"area", "br", "hr",   "img",    "input", "li", "link",
                                                            "meta", "p",  "path", "source", "td",    "tr", "wbr"};
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

/// What cannot be said in words; nothing for other elements.
std::optional<const char*> thing(GumboTag tag) {
  if (tag == GUMBO_TAG_IMG) return "an image";
  if (is_one_of(tag, {GUMBO_TAG_IFRAME, GUMBO_TAG_OBJECT, GUMBO_TAG_EMBED})) return "an embedded page";
  if (is_one_of(tag, {GUMBO_TAG_VIDEO, GUMBO_TAG_AUDIO})) return "a recording";
  return std::nullopt;
}

std::string_view attribute(const GumboElement& element, const char* name) {
  const auto* found = gumbo_get_attribute(&element.attributes, name);
  return found == nullptr ? std::string_view{} : std::string_view{found->value};
}

/// The address a link leads to from anywhere; empty when there is none that stays right outside its page.
std::string absolute_address(std::string_view href) {
  const auto iri = parse_iri(trim(href));
  if (!iri || (scheme_of(*iri) != "http" && scheme_of(*iri) != "https") || host_of(*iri).empty()) return {};
  return iri->text;
}

/// Memory that is given back all at once: Gumbo's own way takes a stack as deep as the document.
class Arena final {
 public:
  [[nodiscard]] GumboOptions options() {
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = [](void* self, std::size_t size) { return static_cast<Arena*>(self)->memory_.allocate(size); };
    options.deallocator = [](void* /*self*/, void* /*memory*/) {};
    options.userdata = this;
    options.max_errors = 0;
    return options;
  }

 private:
  std::pmr::monotonic_buffer_resource memory_;
};

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
    if (is_implications_heading(text_of(current_.spans))) end_line();
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
    if (is_passed_over(element.tag) || gumbo_get_attribute(&element.attributes, "hidden") != nullptr) return;
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

bool looks_like_html(std::string_view text) {
  text = trim(text);
  if (text.size() < 2 || text.front() != '<') return false;
  return text[1] == '!' || text[1] == '?' || is_letter(text[1]);
}

bool is_nested_too_deep(std::string_view html) {
  static constexpr std::ptrdiff_t most = 5000;
  std::ptrdiff_t open = 0;
  for (auto at = html.find('<'); at != std::string_view::npos && open <= most; at = html.find('<', at + 1)) {
    const auto rest = html.substr(at + 1);
    if (rest.starts_with('/')) {
      --open;
    } else if (!rest.empty() && is_letter(rest.front()) && !has_no_end(rest)) {
      ++open;
    }
  }
  return open > most;
}

std::vector<PageLine> lines_of_html(std::string_view html) {
  Arena arena;
  const auto options = arena.options();
  const auto* output = gumbo_parse_with_options(&options, html.data(), html.size());
  return Walker{}.walk(output->root);
}

}  // namespace citefeed::importing
