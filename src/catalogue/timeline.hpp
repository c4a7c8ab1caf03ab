/// Posts in the order of feeds, cut into years: a change costs the years it touches, and the others stay the same
/// objects. And how a timeline is divided into the polled document and archives (RFC 5005).
#pragma once
#include <cstddef>
#include <iterator>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/digest.hpp"
#include "base/instant.hpp"
#include "base/time_zone.hpp"
#include "model/post.hpp"

namespace citefeed::catalogue {

using PostPointer = std::shared_ptr<const model::Post>;
using Posts = std::span<const PostPointer>;

/// The order of posts everywhere: newest first by `published`, then by id ascending; of notices, then by their names.
[[nodiscard]] bool stands_before(const PostPointer& a, const PostPointer& b);

/// How many posts of a year, counted from its oldest, are hashed together: they stay the same whatever follows them.
inline constexpr std::size_t posts_per_block = 100;

/// The posts of one month, among those of its year.
struct Month {
  unsigned number = 0;  ///< 1 to 12
  std::size_t first = 0;
  std::size_t count = 0;       ///< at least 1
  Instant newest_update = {};  ///< the latest `updated`
  Digest digest = {};          ///< of the posts in their order
};

/// The posts of one year. Immutable once made; shared between snapshots.
struct Year {
  int number = 0;
  std::vector<PostPointer> posts = {};    ///< as stands_before() says; at least one
  std::vector<PostPointer> revised = {};  ///< those updated after they were published, in the same order
  std::vector<Month> months = {};         ///< newest first
  std::vector<Digest> blocks = {};        ///< of the posts in each block, the oldest block first
  Digest digest = {};                     ///< of the posts in their order
};

using YearPointer = std::shared_ptr<const Year>;

/// A value: copies are cheap and share their years.
struct Timeline {
  std::vector<YearPointer> years = {};  ///< newest first

  [[nodiscard]] bool empty() const { return years.empty(); }
  [[nodiscard]] std::size_t size() const;  ///< in posts
  /// The newest `count` posts, or all when there are fewer.
  [[nodiscard]] std::vector<PostPointer> newest(std::size_t count) const;
  [[nodiscard]] std::vector<PostPointer> all() const { return newest(size()); }
  /// Of all posts in their order.
  [[nodiscard]] Digest digest() const;
};

/// A post at two moments: changed where it is there at both, else added or removed.
struct PostChange {
  PostPointer before = {};  ///< null when it was not there
  PostPointer after = {};   ///< null when it is no longer there
};

/// What a list of posts loses and gains. Neither need be in order.
struct ListChange {
  std::vector<PostPointer> gone = {};
  std::vector<PostPointer> come = {};
};

/// `timeline` without those gone, each of which is in it, and with those that come, which are not.
/// Years are those of `zone`, which is the one `timeline` was made with. Pure.
[[nodiscard]] Timeline revise(const Timeline& timeline, const ListChange& change, const TimeZone& zone);

// How a feed of any length is divided into documents: the one that subscribers poll, and archives (RFC 5005, 4).

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
