#include "content/markdown_safety.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/utf8.hpp"
#include "content/markdown_limits.hpp"
#include "content/markdown_tree.hpp"
#include "content/source_text.hpp"

namespace citefeed::content::markdown {
namespace {

bool is_comment(std::string_view html) {
  static constexpr std::string_view open = "<!--", close = "-->";
  html = trim(html);
  return html.starts_with(open) && html.find(close) == html.size() - close.size();
}

/// True when `text` may go out as it is. cmark writes the references "&#xFFFE;" and "&#xFFFF;" as the single bytes FE
/// and FF, which are not UTF-8.
bool is_fit(std::string_view text) {
  return !first_forbidden_character(text) && text.find_first_of("\xFE\xFF") == std::string_view::npos;
}

std::string made_fit(std::string_view text) {
  std::string out{text};
  std::erase_if(out, [](char c) { return c == '\xFE' || c == '\xFF'; });
  while (const auto found = first_forbidden_character(out)) out.erase(found->offset, found->size_bytes);
  return out;
}

/// `destination` as the reader's program needs it; nothing when it must not be followed or is no address.
std::optional<std::string> safe_address(const Iri& base, std::string_view destination) {
  auto absolute = resolve(base, destination);
  if (!absolute) return std::nullopt;
  const auto scheme = scheme_of(*absolute);
  const bool web = (scheme == "http" || scheme == "https") && !host_of(*absolute).empty();
  if (!web && scheme != "mailto") return std::nullopt;
  return std::move(absolute->text);
}

/// A walk enters these and does not leave them.
bool is_leaf(cmark_node_type type) {
  return type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_THEMATIC_BREAK || type == CMARK_NODE_CODE_BLOCK ||
         type == CMARK_NODE_TEXT || type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK ||
         type == CMARK_NODE_CODE || type == CMARK_NODE_HTML_INLINE;
}

/// True for "fig.png" and "../fig.png"; not for what names its scheme, and not for "/fig.png": somebody else may answer
/// there.
bool is_beside_the_post(std::string_view destination) {
  const auto end = destination.find_first_of(":/?#");
  const bool has_scheme = end != std::string_view::npos && destination[end] == ':';
  return !has_scheme && !destination.starts_with('/');
}

class Cleaner final {
 public:
  Cleaner(const Iri& base, std::uint32_t first_line, Report& report)
      : base_(base), first_line_(first_line), report_(report) {}

  void clean(cmark_node* document) {
    Walk walk{document};
    std::size_t depth = 0;
    for (Step step; walk.next(step);) {
      const auto type = cmark_node_get_type(step.node);
      if (!step.enter) {
        --depth;
        const bool empty = type == CMARK_NODE_PARAGRAPH && cmark_node_first_child(step.node) == nullptr;
        if (empty) cmark_node_free(step.node);  // nothing but HTML was in it
        continue;
      }
      if (!is_leaf(type) && ++depth > max_nesting) too_deep(step.node);
      enter(step.node, type);
    }
    for (auto* node : to_unwrap_) unwrap(node);
  }

 private:
  void enter(cmark_node* node, cmark_node_type type) {
    if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE) {
      drop_html(node);
    } else if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE) {
      check_link(node);
    } else if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE || type == CMARK_NODE_CODE_BLOCK) {
      check_literal(node, type);
    }
  }

  void too_deep(cmark_node* node) {
    if (std::exchange(deep_, true)) return;
    report_.error(position_of(node, first_line_),
                  fmt::format("expected at most {} levels of nesting, found more", max_nesting));
  }

  void drop_html(cmark_node* node) {
    const auto position = position_of(node, first_line_);
    const auto html = literal_of(node);
    if (!is_comment(html) && position.line != last_html_line_) {
      report_.warning(position, fmt::format("expected Markdown, found the HTML {}; HTML is left out", in_quotes(html)));
      last_html_line_ = position.line;
    }
    cmark_node_free(node);
  }

  void check_link(cmark_node* node) {
    const std::string_view destination = cmark_node_get_url(node);
    if (const auto address = safe_address(base_, destination)) {
      if (cmark_node_get_type(node) == CMARK_NODE_IMAGE && is_beside_the_post(destination)) warn_of_lost_image(node);
      cmark_node_set_url(node, address->c_str());
      const std::string_view title = cmark_node_get_title(node);
      if (!is_fit(title)) {
        warn_of_control(node);
        cmark_node_set_title(node, made_fit(title).c_str());
      }
      return;
    }
    report_.warning(position_of(node, first_line_),
                    fmt::format("expected an http, https or mailto address, found {}; its text stays without it",
                                in_quotes(made_fit(destination))));
    to_unwrap_.push_back(node);
  }

  /// Nothing but posts is published from content/.
  void warn_of_lost_image(cmark_node* node) {
    const auto position = position_of(node, first_line_);
    if (std::exchange(last_image_line_, position.line) == position.line) return;
    report_.warning(
        position, fmt::format("expected the whole address of an image (https://…), found {}; no file is served beside "
                              "a post",
                              in_quotes(made_fit(cmark_node_get_url(node)))));
  }

  void check_literal(cmark_node* node, cmark_node_type type) {
    const auto literal = literal_of(node);
    if (!is_fit(literal)) {
      warn_of_control(node);
      cmark_node_set_literal(node, made_fit(literal).c_str());
    }
    if (type != CMARK_NODE_CODE_BLOCK) return;
    const std::string info = cmark_node_get_fence_info(node);
    if (!is_fit(info)) cmark_node_set_fence_info(node, made_fit(info).c_str());
  }

  void warn_of_control(cmark_node* node) {
    report_.warning(position_of(node, first_line_),
                    "expected text, found a reference to a control character; it is left out");
  }

  /// Puts a link's or image's children in its place.
  static void unwrap(cmark_node* node) {
    while (auto* child = cmark_node_first_child(node)) cmark_node_insert_before(node, child);
    cmark_node_free(node);
  }

  const Iri& base_;
  std::uint32_t first_line_;
  Report& report_;
  std::vector<cmark_node*> to_unwrap_ = {};
  std::uint32_t last_html_line_ = 0;
  std::uint32_t last_image_line_ = 0;
  bool deep_ = false;
};

}  // namespace

void make_safe(cmark_node* document, const Iri& base, std::uint32_t first_line, Report& report) {
  Cleaner{base, first_line, report}.clean(document);
}

Position position_of(cmark_node* node, std::uint32_t first_line) {
  const auto line = static_cast<std::uint32_t>(std::max(1, cmark_node_get_start_line(node)));
  return {.line = first_line + line - 1, .column = 0};
}

}  // namespace citefeed::content::markdown
