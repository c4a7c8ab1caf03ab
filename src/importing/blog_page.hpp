/// Reads a saved page of the blog, plain text or HTML, into the posts on it.
#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

#include "base/outcome.hpp"
#include "importing/imported_post.hpp"

namespace citefeed::importing {

inline constexpr std::size_t max_page_bytes = std::size_t{16} << 20U;

/// Reads a page: what stands before the first month is passed over; then come, for each month, its heading and its
/// posts, each a title, a citation, text, "Practice Implications", more text and perhaps "Author email: …". A title is
/// known by the citation on the next line. What does not fit is a warning, and is kept where it stands if it can be.
/// Nothing, and an error, when the bytes are not UTF-8 or there is no post. `shown_file` names the page in diagnostics.
/// Never throws on any bytes.
[[nodiscard]] Outcome<std::vector<ImportedPost>> read_blog_page(std::string_view bytes, std::string_view shown_file);

}  // namespace citefeed::importing
