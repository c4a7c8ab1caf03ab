/// Takes out of a page's lines the characters that may not stand in a feed.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "importing/page_line.hpp"

namespace citefeed::importing {

/// Replaces the characters of `text` (valid UTF-8) that may not stand in a line by spaces; true when there was one.
bool replace_forbidden(std::string& text);

/// The same for text of several lines.
bool replace_forbidden_but_line_feeds(std::string& text);

/// Takes white space off both ends of a paragraph.
void drop_space_at_ends(Paragraph& spans);

/// Replaces control characters (C0 other than tab, DEL, C1), U+FFFE and U+FFFF (XML 1.0, 2.2, "Char" and its note) with
/// a space, with one warning for each line; then takes white space off both ends of each line, and drops lines that
/// show nothing.
void make_plain(std::vector<PageLine>& lines, std::string_view file, std::vector<Diagnostic>& diagnostics);

}  // namespace citefeed::importing
