/// Reads the HTML of a post's text into blocks.
#pragma once
#include <string_view>
#include <vector>

#include "base/iri.hpp"
#include "importing/block.hpp"

namespace citefeed::importing {

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
