/// cmark-gfm's tree of a Markdown document, owned and with a few words of our own.
#pragma once
#include <cmark-gfm.h>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace citefeed::content::markdown {

struct FreeNode {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
using Tree = std::unique_ptr<cmark_node, FreeNode>;

/// CommonMark with tables; no footnotes, no smart punctuation, no bare addresses made links. Safe from any thread.
[[nodiscard]] Tree parse(std::string_view text);

/// An empty document to move blocks into.
[[nodiscard]] Tree empty_document();

/// HTML without anything raw (cmark's safe mode).
[[nodiscard]] std::string to_html(cmark_node* document);

/// One step of a walk over a tree.
struct Step {
  cmark_node* node = nullptr;
  bool enter = true;  ///< a leaf is only entered
};

/// Walks a tree without recursion. A leaf may be freed when it was entered, anything else when it was left.
class Walk final {
 public:
  explicit Walk(cmark_node* root) : iterator_(cmark_iter_new(root)) {}
  ~Walk() { cmark_iter_free(iterator_); }
  Walk(const Walk&) = delete;
  Walk& operator=(const Walk&) = delete;
  /// False at the end.
  [[nodiscard]] bool next(Step& step);

 private:
  cmark_iter* iterator_;
};

/// A node's own text; "" when it has none.
[[nodiscard]] std::string_view literal_of(cmark_node* node);

/// The kinds that the table extension adds have no constants.
[[nodiscard]] bool is_table(cmark_node* node);
[[nodiscard]] bool is_table_row(cmark_node* node);
[[nodiscard]] bool is_table_cell(cmark_node* node);

/// The text of a node's inlines as a reader sees it; a line end is a space, a hard break too. Nothing when it is longer
/// than `max_bytes`: then not all of it was looked at.
[[nodiscard]] std::optional<std::string> inline_text(cmark_node* node, std::size_t max_bytes);

/// Whether plain text has the addresses of links, in angle brackets after the text of each (RFC 3986, appendix C).
enum class Addresses : std::uint8_t { left_out, shown };

/// A document as plain text: paragraphs parted by an empty line, items of lists begun with "- " or their number, the
/// cells of a table's row parted by " | ", a line for each row.
[[nodiscard]] std::string plain_text(cmark_node* document, Addresses addresses = Addresses::left_out);

/// Moves all headings one level down when one is of the first: that one is the title's, on the page where the document
/// is shown.
void leave_the_first_level(cmark_node* document);

}  // namespace citefeed::content::markdown
