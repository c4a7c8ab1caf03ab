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
#include "model/feed_definition.hpp"
#include "resource/site.hpp"

namespace citefeed::publish {

using EntryPointer = std::shared_ptr<const model::Entry>;

struct Publication {
  std::shared_ptr<const model::Definitions> definitions = {};
  std::shared_ptr<const catalogue::Snapshot> snapshot = {};
  std::shared_ptr<const resource::Site> site = {};
  std::unordered_map<Digest, EntryPointer> entries = {};  ///< of the posts that stand in feeds, by Post::digest
  std::vector<std::string> feed_documents = {};  ///< paths of all documents that deserve the best coding, in order
  /// Paths worth preparing before anybody asks: the pages of feeds, then the newest posts' (Limits::prepared_pages)
  /// resources.
  std::vector<std::string> early_pages = {};
  std::size_t made = 0;  ///< resources that are new in this generation
};

/// Publishes `snapshot` under `definitions`. The result follows from these two alone: `previous` (null for none) only
/// lends the resources whose inputs are the same, and `threads` only help. Post feeds are rendered and coded here;
/// article feeds, pages and citation files are made when first asked for, or when somebody calls prepared() before.
[[nodiscard]] Publication publish_site(std::shared_ptr<const model::Definitions> definitions,
                                       std::shared_ptr<const catalogue::Snapshot> snapshot, const Publication* previous,
                                       unsigned threads);

}  // namespace citefeed::publish
