/// How a feed of any length is divided into documents: the one that subscribers poll, and archives (RFC 5005, 4).
#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "base/time_zone.hpp"
#include "catalogue/snapshot.hpp"

namespace citefeed::catalogue {

/// Posts of one year that are complete: whatever is published later, they stay the same.
struct Archive {
  std::string name = {};                ///< "2024"; "2024-2" for the second hundred of a year that has more
  std::vector<PostPointer> posts = {};  ///< newest first; at least one, at most max_archive_posts
};

inline constexpr std::size_t max_archive_posts = 100;

struct DividedFeed {
  std::vector<PostPointer> current = {};  ///< of the document that subscribers poll, newest first
  std::vector<Archive> archives = {};     ///< oldest first; none while `current` holds everything
};

/// Divides `posts` (newest first). Every post is in exactly one archive, or else in `current`, which has besides
/// - the newest `limit` posts, wherever they are archived,
/// - posts updated since the oldest of these was published, so that a correction reaches those who have read them; at
///   most `limit`, the last updated.
///
/// A year is closed once a post of a later year is there, and the year of the newest post never is; of it, whole
/// hundreds are archived as soon as `limit` posts have followed them. So `current` has fewer than limit + 100 posts,
/// and those updated. Years are those of `zone`. Pure: the clock plays no part, so that replicas agree.
[[nodiscard]] DividedFeed divide(const std::vector<PostPointer>& posts, std::size_t limit, const TimeZone& zone);

/// The posts of one year.
struct YearOfPosts {
  int year = 0;
  std::span<const PostPointer> posts = {};  ///< newest first; at least one
};

/// `posts` (newest first) by the year in `zone` that they were published in, the newest year first. The spans last as
/// long as `posts`.
[[nodiscard]] std::vector<YearOfPosts> by_year(const std::vector<PostPointer>& posts, const TimeZone& zone);

}  // namespace citefeed::catalogue
