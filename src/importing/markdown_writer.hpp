/// Writes text as Markdown that shows exactly that text.
#pragma once
#include <string>

#include "importing/page_line.hpp"

namespace citefeed::importing {

/// `paragraph` as one line of CommonMark (0.31) with tables: read again, it is one paragraph that says word for word
/// the same, with the same links. Only what would otherwise be taken for markup is escaped, so that people can go on
/// writing in it. White space at both ends of the paragraph is the caller's to take off.
[[nodiscard]] std::string to_markdown(const Paragraph& paragraph);

}  // namespace citefeed::importing
