/// Pieces of HTML that entries and pages are made of.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "citation/citation.hpp"
#include "model/entry.hpp"
#include "model/post.hpp"

namespace citefeed::render {

/// Where a work is: its DOI as a URL, else its URL, else "".
[[nodiscard]] std::string address_of(const citation::Citation& citation);

/// The reference as people read it: as printed, or put together from what is known when nothing was printed.
[[nodiscard]] std::string reference_text(const citation::Citation& citation);

/// reference_text() as HTML, in which the DOI (or the URL) is a link; a link is added where the reference prints none.
[[nodiscard]] std::string reference_html(const citation::Citation& citation);

/// `<p class="citation">…</p>` for each reviewed article, a line each.
[[nodiscard]] std::string citation_lines(const std::vector<citation::Citation>& reviewed);

/// What RSS calls the description: the citation lines, then the implications.
[[nodiscard]] std::string description_html(const model::Post& post, const model::PostText& text);

/// The whole post: citation lines, text, implications, the reviewed author's address, references.
[[nodiscard]] std::string content_html(const model::Post& post, const model::PostText& text);

/// The fragment of a post's page that stands for the article at `position` among those it reviews: "article",
/// "article-2" …
[[nodiscard]] std::string article_fragment(std::size_t position);

/// The files that hold the citations of all articles that `entry` reviews, each once.
[[nodiscard]] std::vector<model::Link> citation_files(const model::Entry& entry);

}  // namespace citefeed::render
