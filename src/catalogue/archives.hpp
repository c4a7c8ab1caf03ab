/// How a feed of any length is divided into documents: the one that subscribers poll, and archives (RFC 5005, 4).
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "catalogue/timeline.hpp"

namespace citefeed::catalogue {

/// Posts of one year that are complete: whatever is published later, they stay the same.
struct Archive {
  std::string name = {};  ///< "2024"; "2024-2" for the second hundred of a year that has more
  YearPointer year = {};
  std::size_t block = 0;              ///< which block of the year it is, from the oldest
  [[nodiscard]] Posts posts() const;  ///< newest first; at least one, at most posts_per_block
  [[nodiscard]] const Digest& digest() const { return year->blocks[block]; }  ///< of the posts
};

/// The document that subscribers poll.
struct CurrentDocument {
  std::vector<PostPointer> posts = {};  ///< newest first
  std::string newest_archive = {};      ///< its name; empty while `posts` are all there are
};

/// Every post of `timeline` is in exactly one archive, or else in the current document, which has besides
/// - the newest `limit` posts, wherever they are archived,
/// - posts updated since the oldest of these was published, so that a correction reaches those who have read them; at
///   most `limit`, the last updated.
///
/// A year is closed once a post of a later year is there, and the year of the newest post never is; of it, whole
/// hundreds are archived as soon as `limit` posts have followed them. So the current document has fewer than limit +
/// 100 posts, and those updated. Pure: the clock plays no part, so that replicas agree. Costs what the document holds.
[[nodiscard]] CurrentDocument current_document(const Timeline& timeline, std::size_t limit);

/// The archives of `timeline`, oldest first; none while the current document holds everything. Pure.
[[nodiscard]] std::vector<Archive> archives(const Timeline& timeline, std::size_t limit);

}  // namespace citefeed::catalogue
