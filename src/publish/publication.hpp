/// One generation: what was read, and the site made of it. A new one takes over from the last whatever has not changed.
#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "catalogue/snapshot.hpp"
#include "model/definitions.hpp"
#include "model/entry.hpp"
#include "publish/late_posts.hpp"
#include "resource/site.hpp"

namespace citefeed::publish {

using DefinitionsPointer = std::shared_ptr<const model::Definitions>;
using EntryPointer = std::shared_ptr<const model::Entry>;
using Entries = std::unordered_map<Digest, EntryPointer>;  ///< by Post::digest
using PostChanges = std::vector<catalogue::PostChange>;

struct Publication {
  DefinitionsPointer definitions = {};
  std::shared_ptr<const catalogue::Snapshot> snapshot = {};
  std::shared_ptr<const resource::Site> site = {};
  Entries entries = {};                          ///< of the posts that stand in polled documents
  std::vector<std::string> feed_documents = {};  ///< paths of all documents that deserve the best coding, in order
  std::vector<std::string> feed_pages = {};      ///< paths of the pages of feeds, in order
  std::vector<std::string> folders = {};         ///< paths of the site's folders but the posts', ascending
  std::size_t made = 0;                          ///< resources that are new in this generation
  /// Posts that came after the digest of their month had appeared: whoever serves this tells.
  std::shared_ptr<ToldArrivals> late = {};
  /// When these were first served: whoever serves them sets it.
  std::shared_ptr<resource::FirstServed> since = {};
};

/// Publishes `snapshot` under `definitions`. The result follows from these two alone: `previous` (null for none) only
/// lends the resources whose inputs are the same, and `threads` only help. With the same definitions as before it costs
/// what changed, and a little for every feed. Everything is made when first asked for, or when somebody calls
/// prepared() before.
[[nodiscard]] Publication publish_site(DefinitionsPointer definitions,
                                       std::shared_ptr<const catalogue::Snapshot> snapshot, const Publication* previous,
                                       unsigned threads);

/// What happened to posts from the snapshot of `previous` (null for none) to `snapshot`.
[[nodiscard]] PostChanges post_changes(const Publication* previous, const catalogue::Snapshot& snapshot);
/// The same as publish_site() above, for those who have asked for these `changes` already. What an earlier process
/// served keeps its date where the bytes are the same.
[[nodiscard]] Publication publish_site(DefinitionsPointer definitions,
                                       std::shared_ptr<const catalogue::Snapshot> snapshot, const Publication* previous,
                                       const PostChanges& changes, unsigned threads,
                                       const resource::ServedBefore& earlier = {});

/// Makes the documents that subscribers poll, those that are not made yet, on `threads` threads.
void prepare_documents(const Publication& publication, unsigned threads);

/// Paths of resources worth preparing before anybody asks: the pages of feeds, then those of the newest posts
/// (Limits::prepared_pages).
[[nodiscard]] std::vector<std::string> early_pages(const Publication& publication);

}  // namespace citefeed::publish
