/// Reads a saved page of the blog, plain text or HTML, into the posts on it.
#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "importing/imported_post.hpp"

namespace citefeed::importing {

// Reads a page that was saved as HTML.

/// The lines of the HTML document `html` (UTF-8) as a browser shows them: a block or <br> begins a line, runs of white
/// space are one space, references are decoded; not nested too deep. Navigation, footers, scripts, styles and what is
/// hidden are passed over. A "Practice Implications" set in bold at the start of a paragraph is a line of its own.
[[nodiscard]] std::vector<PageLine> lines_of_html(std::string_view html);

inline constexpr std::size_t max_page_bytes = std::size_t{16} << 20U;

/// Reads a page: what stands before the first month is passed over; then come, for each month, its heading and its
/// posts, each a title, a citation, text, "Practice Implications", more text and perhaps "Author email: …". A title is
/// known by the citation on the next line. What does not fit is a warning, and is kept where it stands if it can be.
/// Nothing, and an error, when the bytes are not UTF-8 or there is no post. `shown_file` names the page in diagnostics.
/// Never throws on any bytes.
[[nodiscard]] Outcome<std::vector<ImportedPost>> read_blog_page(std::string_view bytes, std::string_view shown_file);

}  // namespace citefeed::importing
