/// The post feeds: the same entries in the same order in three formats. Pure: same feed, same bytes.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "model/feed.hpp"

namespace citefeed::render {

/// The file names of a feed's formats, appended to Feed::home_url.
inline constexpr const char* atom_name = "feed.atom";
inline constexpr const char* rss_name = "feed.rss";
inline constexpr const char* json_name = "feed.json";

/// What the names of the monthly digest's documents begin with: "digest.atom", in the site's root.
inline constexpr const char* digest_stem = "digest";

/// The address of the feed's document, or of its archive called `archive` where that is not empty: "…/feed.atom" and
/// "…/archive/2024.atom" for atom_name.
[[nodiscard]] std::string document_url(const model::Feed& feed, std::string_view file_name, const std::string& archive);
/// "2024.atom": its name in the feed's folder "archive/".
[[nodiscard]] std::string archive_name(std::string_view file_name, const std::string& archive);

/// Atom 1.0 (RFC 4287) with what was withdrawn (RFC 6721), as docs/formats.md describes it; ends in a line feed.
[[nodiscard]] std::string atom(const model::Feed& feed);
/// RSS 2.0 (RSS Best Practices Profile).
[[nodiscard]] std::string rss(const model::Feed& feed);
/// JSON Feed 1.1.
[[nodiscard]] std::string json_feed(const model::Feed& feed);

}  // namespace citefeed::render
