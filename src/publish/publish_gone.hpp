/// Publishes what is no longer there: what Atom feeds name as deleted, and what their addresses say.
#pragma once
#include <vector>

#include "catalogue/snapshot.hpp"
#include "model/feed.hpp"
#include "model/feed_definition.hpp"
#include "resource/gone.hpp"

namespace citefeed::publish {

/// Every post that was withdrawn not long ago. One object for all feeds.
class RecentWithdrawals final {
 public:
  RecentWithdrawals(const model::Definitions& definitions, const catalogue::Snapshot& snapshot);

  /// Those that stood in `feed`, or that may have, where only gone.yaml knows them; the last first.
  [[nodiscard]] std::vector<model::DeletedEntry> from(const model::FeedDefinition& feed) const;

 private:
  struct Withdrawn {
    catalogue::PostPointer post = {};  ///< null when there is no file any more
    model::DeletedEntry entry = {};
  };
  std::vector<Withdrawn> withdrawn_ = {};
};

/// What is said at the addresses of posts and topics that are gone, old addresses of posts included. An address that
/// exists wins.
[[nodiscard]] resource::GoneFolders gone_folders(const model::Definitions& definitions,
                                                 const catalogue::Snapshot& snapshot);

}  // namespace citefeed::publish
