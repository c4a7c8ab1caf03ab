/// The text of a post as blocks; finds in it what content/ keeps apart (the citation, the practice implications), and
/// writes it as Markdown.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "importing/imported_post.hpp"

namespace citefeed::importing {

// A block of a text, such as a paragraph or a heading, with the lists and quotations it stands in.

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

// Writes text as Markdown that shows exactly that text.

/// `paragraph` as one line of CommonMark (0.31) with tables: read again, it is one paragraph that says word for word
/// the same, with the same links. Only what would otherwise be taken for markup is escaped, so that people can go on
/// writing in it. White space at both ends of the paragraph is the caller's to take off.
[[nodiscard]] std::string to_markdown(const Paragraph& paragraph);

// Writes blocks as Markdown.

/// `blocks` as CommonMark (0.31) with tables, parted by blank lines, without a line end after the last. Headings of the
/// first level become of the second, since the first is the post's title. A table without cells, a heading without text
/// and the like must not be among them.
[[nodiscard]] std::string to_markdown(const std::vector<Block>& blocks);

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
