/// Reads a page that was saved as plain text.
#pragma once
#include <string_view>
#include <vector>

#include "importing/page_line.hpp"

namespace citefeed::importing {

/// The lines of `text` (UTF-8; LF, CRLF or CR) that are not blank, without white space at their ends.
[[nodiscard]] std::vector<PageLine> lines_of_text(std::string_view text);

}  // namespace citefeed::importing
