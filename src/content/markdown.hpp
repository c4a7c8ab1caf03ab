/// Reads a post's body: Markdown, within limits and without raw HTML, into the parts of a post's text.
#pragma once
#include <cmark-gfm.h>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/iri.hpp"
#include "content/report.hpp"
#include "model/post.hpp"

namespace citefeed::content {

// Finds Markdown that would cost far more to read than its size, before it is read.

inline constexpr std::size_t max_nesting = 100;      ///< of lists, quotations and emphasis
inline constexpr std::size_t max_indentation = 400;  ///< white space at the start of a line, in bytes
inline constexpr std::size_t max_table_cells = 256;  ///< in one row
inline constexpr std::size_t max_expanded_bytes = std::size_t{16} << 20U;  ///< of link definitions, once for each use

/// What a look at Markdown tells, at a hundredth of the cost of reading it.
enum class Outlook : std::uint8_t {
  shallow,      ///< never nested more than max_nesting levels deep
  may_be_deep,  ///< so much could nest that only reading tells; few posts are like that
  refused,      ///< not to be read
};

/// Looks whether `text` keeps within these limits; the first line of it that does not is an error. Without them
/// cmark-gfm takes time that grows with the square of the size (deep quotations, wide tables), or ends the program when
/// one long link definition is used many times. `first_line` is the line of the file on which `text` begins. Linear
/// time.
[[nodiscard]] Outlook look_at(std::string_view text, std::uint32_t first_line, Report& report);

/// From where the addresses in a text lead, which stands in a file of content/.
struct LinkBase {
  Iri page_url = {};          ///< of the page that shows it: relative addresses are meant below it
  std::size_t site_size = 0;  ///< how much of `page_url` is the root of the site
  std::string file = {};      ///< below content/; relative paths that end in ".md" are meant beside it
};

}  // namespace citefeed::content

namespace citefeed::content::markdown {

// Takes out of a Markdown tree what must not reach a feed, and makes every address in it absolute.

/// Changes the tree below `document`:
/// - raw HTML is left out, with a warning for each line (comments without one: nobody would see them anyway);
/// - a link to the file of a post, "../../2019/05/x.md#part", leads to the page that the post has by that path, and is
///   noted in `report`;
/// - other destinations of links and images are resolved against the page of `base`; a link to a file beside it that is
///   nothing the site serves is a warning; what then is not http, https or mailto, nor an
/// address at all, is
///   replaced by the text of the link, with a warning;
/// - control characters written as references ("&#7;") are left out, with a warning;
/// - nesting deeper than max_nesting is an error.
/// `first_line` is the line of the file on which the document begins.
void make_safe(cmark_node* document, const LinkBase& base, std::uint32_t first_line, Report& report);

/// The file's line on which `node` begins.
[[nodiscard]] Position position_of(cmark_node* node, std::uint32_t first_line);

}  // namespace citefeed::content::markdown

namespace citefeed::content {

/// Reads `text`, which begins on `first_line` of the file, as CommonMark with tables (cmark-gfm, safe mode). `base`
/// says from where its addresses lead. The Practice Implications section begins at the first heading of that name, of
/// any level and in any letter case, with or without emphasis and a colon; it runs to the next heading of the same or a
/// higher level, or to the paragraph "Author email: …", which is taken out. A post without the section is a warning,
/// and so is one with two. Headings keep below the first level, which is that of the title.
[[nodiscard]] model::PostText read_markdown(std::string_view text, std::uint32_t first_line, const LinkBase& base,
                                            Report& report);

}  // namespace citefeed::content
