/// A block of a text, such as a paragraph or a heading, with the lists and quotations it stands in.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "importing/page_line.hpp"

namespace citefeed::importing {

enum class BlockKind : std::uint8_t { paragraph, heading, code, table, rule };

/// A quotation, or an item of a list. Blocks in the same one have the same number.
struct Container {
  std::size_t number = 0;
  std::string marker = {};  ///< "- ", "3. "; empty for a quotation
  bool operator==(const Container&) const = default;
};

struct Block {
  BlockKind kind = BlockKind::paragraph;
  int level = 0;                                  ///< of a heading, 1 to 6
  Paragraph spans = {};                           ///< of a paragraph or heading; at least one then
  std::string code = {};                          ///< of a code block, with line ends
  std::vector<std::vector<Paragraph>> rows = {};  ///< of a table, the cells of each; the first row is its head
  std::vector<Container> containers = {};         ///< from the outermost
  std::uint32_t line = 0;                         ///< on which it begins, from 1
  bool operator==(const Block&) const = default;
};

}  // namespace citefeed::importing
