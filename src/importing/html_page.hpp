/// Reads a page that was saved as HTML.
#pragma once
#include <string_view>
#include <vector>

#include "importing/page_line.hpp"

namespace citefeed::importing {

/// The lines of the HTML document `html` (UTF-8) as a browser shows them: a block or <br> begins a line, runs of white
/// space are one space, references are decoded; not nested too deep. Navigation, footers, scripts, styles and what is
/// hidden are passed over. A "Practice Implications" set in bold at the start of a paragraph is a line of its own.
[[nodiscard]] std::vector<PageLine> lines_of_html(std::string_view html);

}  // namespace citefeed::importing
