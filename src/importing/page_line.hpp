/// One line of a saved page, as a reader sees it, whatever the page was saved as.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace citefeed::importing {

/// A stretch of text, linked or not; or an image.
struct Span {
  std::string text = {};
  std::string href = {};   ///< absolute, http or https; empty when it is no link
  std::string image = {};  ///< the absolute address of an image that `text` describes; empty when it is text
  bool strong = false;
  bool emphasis = false;
  bool code = false;
  bool operator==(const Span&) const = default;
};

/// A paragraph, without line ends; at least one span, none of them empty.
using Paragraph = std::vector<Span>;

/// What a reader sees of it.
[[nodiscard]] std::string text_of(const Paragraph& paragraph);

struct PageLine {
  Paragraph spans = {};
  std::uint32_t line = 0;     ///< 1-based, in the saved file
  std::string left_out = {};  ///< what stood here and cannot be imported: "an image"; then there are no spans
  bool operator==(const PageLine&) const = default;
};

}  // namespace citefeed::importing
