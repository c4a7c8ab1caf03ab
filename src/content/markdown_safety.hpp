/// Takes out of a Markdown tree what must not reach a feed, and makes every address in it absolute.
#pragma once
#include <cmark-gfm.h>
#include <cstdint>

#include "base/iri.hpp"
#include "content/report.hpp"

namespace citefeed::content::markdown {

/// Changes the tree below `document`:
/// - raw HTML is left out, with a warning for each line (comments without one: nobody would see them anyway);
/// - destinations of links and images are resolved against `base`; what then is not http, https or mailto, nor an
/// address at all, is
///   replaced by the text of the link, with a warning;
/// - control characters written as references ("&#7;") are left out, with a warning;
/// - nesting deeper than max_nesting is an error.
/// `first_line` is the line of the file on which the document begins.
void make_safe(cmark_node* document, const Iri& base, std::uint32_t first_line, Report& report);

/// The file's line on which `node` begins.
[[nodiscard]] Position position_of(cmark_node* node, std::uint32_t first_line);

}  // namespace citefeed::content::markdown
