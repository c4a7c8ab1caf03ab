/// Reads any file that posts can be imported from, and knows which kind it is by what is in it.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/diagnostic.hpp"
#include "importing/merge.hpp"
#include "model/definitions.hpp"

namespace citefeed::importing {

inline constexpr std::size_t max_source_bytes = std::size_t{64} << 20U;

enum class SourceKind : std::uint8_t {
  page,              ///< a saved page of the blog, text or HTML
  wordpress_export,  ///< WXR
  rss,
  atom,
  front_matter,  ///< one post of Hugo or Jekyll
  other_xml,     ///< XML that is none of these
};

/// What `bytes` are, judged by how they begin; text and HTML of any kind are pages, whether posts are on them or not.
[[nodiscard]] SourceKind kind_of(std::string_view bytes);

/// Reads the posts in `bytes`; diagnostics name the file `shown_file`, which also says what names and folders mean to
/// Hugo and Jekyll. Nothing, and an error, when the file is too large (64 MiB; pages 16 MiB), not UTF-8, of no kind
/// that is known, or without posts; nothing and no error for a page of Hugo or Jekyll that is no post. Never throws on
/// any bytes.
[[nodiscard]] Outcome<Page> read_source(std::string_view bytes, const std::string& shown_file,
                                        const model::SiteDefinition& site);

}  // namespace citefeed::importing
