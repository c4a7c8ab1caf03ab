/// Finds in a text that is Markdown already what content/ keeps apart, and leaves the rest as it is written.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "importing/body.hpp"

namespace citefeed::importing {

/// Something in the text that is no Markdown and is left out.
struct TemplateTag {
  std::string text = {};
  std::uint32_t line = 0;
};

struct MarkdownBody {
  Body body = {};                          ///< lines count from 1
  std::vector<TemplateTag> left_out = {};  ///< shortcodes of Hugo, tags of Liquid
  std::string relative_address = {};       ///< the first of a link or image that is relative; "" when none is
};

/// Reads `text` (valid UTF-8, LF), as read_body() does blocks: the citation is taken out, "Practice Implications" made
/// a heading. Shortcodes ("{{< … >}}"), tags ("{% … %}") and kramdown's attributes ("{: …}") are left out. What stands
/// between fences is code and stays. Linear time.
[[nodiscard]] MarkdownBody read_markdown_body(std::string_view text);

/// What a reader sees of one paragraph of Markdown, as far as that can be told without reading it whole.
[[nodiscard]] std::string visible_text(std::string_view paragraph);

}  // namespace citefeed::importing
