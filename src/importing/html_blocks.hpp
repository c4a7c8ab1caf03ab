/// Reads HTML as a tree, and the HTML of a post's text into blocks.
#pragma once
#include <gumbo.h>
#include <cstddef>
#include <initializer_list>
#include <memory_resource>
#include <string>
#include <string_view>
#include <vector>

#include "base/iri.hpp"
#include "importing/blocks.hpp"

namespace citefeed::importing {

// What the readers of HTML share: an arena for Gumbo's trees, and what the elements are.

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

/// How line ends in the text count.
enum class LineEnds : std::uint8_t {
  are_space,   ///< as HTML says
  end_blocks,  ///< outside of <p>, as WordPress's classic editor left its paragraphs
};

/// The blocks of `html` (UTF-8, not nested too deep) as a browser shows them, with links, emphasis, code, images,
/// lists, quotations and tables; <br> begins a paragraph. Addresses are resolved against `base`, if it has one. What is
/// embedded (a recording, another page) is a link to it. Scripts, styles, forms, navigation and what is hidden are
/// passed over; of lists and quotations in each other the first 20 levels are kept. Lines count from 1.
[[nodiscard]] std::vector<Block> blocks_of_html(std::string_view html, const Iri& base, LineEnds line_ends);

/// The text of the HTML fragment `html` on one line: for titles and names that feeds write as HTML.
[[nodiscard]] std::string text_of_html(std::string_view html);

}  // namespace citefeed::importing
