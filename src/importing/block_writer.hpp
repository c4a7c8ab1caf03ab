/// Writes blocks as Markdown.
#pragma once
#include <string>
#include <vector>

#include "importing/block.hpp"

namespace citefeed::importing {

/// `blocks` as CommonMark (0.31) with tables, parted by blank lines, without a line end after the last. Headings of the
/// first level become of the second, since the first is the post's title. A table without cells, a heading without text
/// and the like must not be among them.
[[nodiscard]] std::string to_markdown(const std::vector<Block>& blocks);

}  // namespace citefeed::importing
