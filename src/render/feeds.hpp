/// The post feeds: the same entries in the same order in three formats. Pure: same feed, same bytes.
#pragma once
#include <string>

#include "base/published_addresses.hpp"
#include "model/feed.hpp"

namespace citefeed::render {

/// The address of the feed's document of `kind`, or of its archive called `archive` where that is not empty:
/// "…/feed.atom" and "…/archive/2024.atom".
[[nodiscard]] std::string document_url(const model::Feed& feed, DocumentKind kind, const std::string& archive);

/// Atom 1.0 (RFC 4287) with what was withdrawn (RFC 6721), as docs/formats.md describes it; ends in a line feed.
[[nodiscard]] std::string atom(const model::Feed& feed);
/// RSS 2.0 (RSS Best Practices Profile).
[[nodiscard]] std::string rss(const model::Feed& feed);
/// JSON Feed 1.1.
[[nodiscard]] std::string json_feed(const model::Feed& feed);

}  // namespace citefeed::render
