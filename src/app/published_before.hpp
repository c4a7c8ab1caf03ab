/// What an earlier process published and this one does not.
#pragma once
#include <vector>

#include "app/version_store.hpp"
#include "catalogue/snapshot.hpp"
#include "model/definitions.hpp"

namespace citefeed::app {

/// The posts of `store` that `snapshot` has no more under the identity they had, each as a change that removes it.
/// Of a post whose file is good no more little but its identity is told.
[[nodiscard]] std::vector<catalogue::PostChange> removed_since(const VersionStore& store,
                                                               const catalogue::Snapshot& snapshot,
                                                               const model::Definitions& definitions);

}  // namespace citefeed::app
