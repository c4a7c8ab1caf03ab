/// The catalogue at one moment: every post that may be seen, in the order feeds show them. Immutable once taken.
#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "model/definitions.hpp"
#include "model/post.hpp"

namespace citefeed::catalogue {

using PostPointer = std::shared_ptr<const model::Post>;

/// Positions in Snapshot::posts, ascending: newest first.
using Positions = std::vector<std::uint32_t>;

/// The order of posts everywhere: newest first by `published`, then by id ascending.
[[nodiscard]] bool stands_before(const PostPointer& a, const PostPointer& b);

struct Snapshot {
  std::vector<PostPointer> posts = {};  ///< as stands_before() says
  std::map<std::string, std::uint32_t, std::less<>> by_id = {};
  std::map<std::string, Positions, std::less<>> by_topic = {};  ///< by slug; topics without posts are not in it
  std::map<std::string, Positions, std::less<>> by_type = {};   ///< likewise
};

/// The snapshot of `posts` at `now`. Left out: drafts, and posts whose `published` is later than `now`. An `updated`
/// later than `now` does not count yet: such a post stands in the snapshot as last updated when published. Ids must be
/// unique. Pure.
[[nodiscard]] std::shared_ptr<const Snapshot> take_snapshot(const std::vector<PostPointer>& posts, Instant now);

/// The next moment after `now` at which a snapshot of the same posts would differ; nothing when there is none.
[[nodiscard]] std::optional<Instant> next_due(const std::vector<PostPointer>& posts, Instant now);

/// The posts of `snapshot` that `selection` chooses, newest first. Slugs without posts choose none.
[[nodiscard]] std::vector<PostPointer> select(const Snapshot& snapshot, const model::Selection& selection);

/// Ids that differ between two snapshots, each list ascending.
struct Changes {
  std::vector<std::string> added = {};
  std::vector<std::string> changed = {};
  std::vector<std::string> removed = {};
  [[nodiscard]] bool empty() const { return added.empty() && changed.empty() && removed.empty(); }
};

/// What happened from `before` to `after`.
[[nodiscard]] Changes changes(const Snapshot& before, const Snapshot& after);

}  // namespace citefeed::catalogue
