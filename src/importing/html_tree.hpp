/// What the readers of HTML share: an arena for Gumbo's trees, and what the elements are.
#pragma once
#include <gumbo.h>

#include <cstddef>
#include <initializer_list>
#include <memory_resource>
#include <string>
#include <string_view>

namespace citefeed::importing {

/// Memory that is given back all at once: Gumbo's own way takes a stack as deep as the document.
class GumboArena final {
 public:
  /// The tree of `html` (UTF-8, not nested too deep); it lives as long as the arena.
  [[nodiscard]] const GumboNode* parse(std::string_view html);

 private:
  std::pmr::monotonic_buffer_resource memory_;
};

/// True when `text` begins as HTML does: with a tag, a comment or a document type.
[[nodiscard]] bool looks_like_html(std::string_view text);

/// True when so many tags of `html` are never closed that reading it would take time beyond all measure: it grows with
/// the square of the depth. No page that a program wrote for people comes near.
[[nodiscard]] bool is_nested_too_deep(std::string_view html);

[[nodiscard]] bool is_one_of(GumboTag tag, std::initializer_list<GumboTag> tags);

/// True for what readers do not see, or do not read: scripts, styles, navigation, footers, forms, the head.
[[nodiscard]] bool is_passed_over(const GumboElement& element);

/// True for elements that stand within a line.
[[nodiscard]] bool is_inline(GumboTag tag);

/// "" when `element` has no attribute `name`.
[[nodiscard]] std::string_view attribute(const GumboElement& element, const char* name);

/// The address a link leads to from anywhere; empty when there is none that stays right outside its page.
[[nodiscard]] std::string absolute_address(std::string_view href);

}  // namespace citefeed::importing
