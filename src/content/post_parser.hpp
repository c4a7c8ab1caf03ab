/// Reads one post: front matter and Markdown into a model::Post.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "base/outcome.hpp"
#include "content/report.hpp"
#include "model/definitions.hpp"
#include "model/post.hpp"

namespace citefeed::content {

inline constexpr std::size_t max_post_bytes = std::size_t{1} << 20U;

/// Reads the file `path` (below content/, '/' separators) with the contents `bytes`. Diagnostics name `shown_path`.
/// Errors keep the post out: the value is then missing. Every problem of the file is reported, not just the first.
/// Pure; safe from any thread; never throws on any bytes.
[[nodiscard]] Outcome<model::Post> parse_post(const std::string& path, const std::string& shown_path,
                                              std::string_view bytes, const model::Definitions& definitions);

/// A post, and where in its file it says what a message about several posts points at.
struct PlacedPost {
  model::Post post = {};
  std::vector<Position> references = {};  ///< of each of `post.reviewed`
};

/// The same with places.
[[nodiscard]] Outcome<PlacedPost> parse_placed_post(const std::string& path, const std::string& shown_path,
                                                    std::string_view bytes, const model::Definitions& definitions);

/// The digest parse_post() gives the post: of the path, the bytes and the definitions. Same digest, same outcome.
[[nodiscard]] Digest post_digest(const std::string& path, std::string_view bytes,
                                 const model::Definitions& definitions);

}  // namespace citefeed::content
