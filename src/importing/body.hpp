/// Finds in the text of a post what content/ keeps apart: the citation, and the practice implications.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "importing/block.hpp"

namespace citefeed::importing {

/// A post's text.
struct Body {
  std::vector<std::string> citations = {};  ///< as printed; a bare DOI link where there is nothing more
  std::string markdown = {};                ///< the rest, with "Practice Implications" as a heading
  std::string lone_doi = {};                ///< the DOI in `citations`, when there is nothing more
  std::uint32_t citation_line = 0;          ///< of the first citation, in the blocks' count
};

/// The reference that `text` is, after a label such as "Reference:", on one line; "" when it is none.
[[nodiscard]] std::string citation_in(std::string_view text);

/// True for a line that says no more than that a reference follows: "References:".
[[nodiscard]] bool is_citation_label(std::string_view text);

/// Reads `blocks`. The citation is the first paragraph that looks like a reference, with those that follow at once;
/// paragraphs under a heading "References" come after all others. It is taken out of the text, with a label before
/// it. Where there is none, the one DOI that is linked counts; of several none does. "Practice Implications" is known
/// as a heading of any level, as a paragraph, or in front of one.
[[nodiscard]] Body read_body(std::vector<Block> blocks);

}  // namespace citefeed::importing
