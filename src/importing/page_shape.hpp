/// Recognises what a line of the blog's pages is by its shape, and takes out of lines what may not stand in a feed.
#pragma once
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "importing/imported_post.hpp"

namespace citefeed::importing {

/// `text` with runs of ASCII white space as one space, and none at either end.
[[nodiscard]] std::string collapse_space(std::string_view text);

/// The same with no-break spaces counted as white space: for comparing, not for keeping.
[[nodiscard]] std::string single_line(std::string_view text);

/// The month that a heading such as "December 2023" names, in any letter case; nothing when it is anything else.
[[nodiscard]] std::optional<std::chrono::year_month> month_of_heading(std::string_view text);

/// The size of "Practice Implications:" with which `text` begins, in any letter case, if more follows; else 0.
[[nodiscard]] std::size_t implications_prefix(std::string_view text);

/// True when `text` looks like a printed reference: authors with initials, or an organisation, then a year in
/// parentheses, a full stop, and a title (APA style, 6th and 7th edition).
[[nodiscard]] bool looks_like_citation(std::string_view text);

/// True when `text` is short enough for a title and says nothing else, such as "References:".
[[nodiscard]] bool looks_like_title(std::string_view text);

// Takes out of a page's lines the characters that may not stand in a feed.

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
