/// Reads a post's body: Markdown into the parts of a post's text.
#pragma once
#include <cstdint>
#include <string_view>

#include "base/iri.hpp"
#include "content/report.hpp"
#include "model/post.hpp"

namespace citefeed::content {

/// Reads `text`, which begins on `first_line` of the file, as CommonMark with tables (cmark-gfm, safe mode). `page_url`
/// is the post's page; relative addresses are meant below it. The Practice Implications section begins at the first
/// heading of that name, of any level and in any letter case, with or without emphasis and a colon; it runs to the next
/// heading of the same or a higher level, or to the paragraph "Author email: …", which is taken out. A post without the
/// section is a warning, and so is one with two. Headings keep below the first level, which is that of the title.
[[nodiscard]] model::PostText read_markdown(std::string_view text, std::uint32_t first_line, const Iri& page_url,
                                            Report& report);

}  // namespace citefeed::content
