/// Looks again for a file that was there, before it is taken for gone: editors and git take the old file away before
/// they write the new one, and no reader is to see the gap.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "content/file_tree.hpp"

namespace citefeed::content {

/// Lets a moment pass, some 25 ms. An empty one means that nothing is looked for again.
using Pause = std::function<void()>;

/// Pauses and does `again` until `is_complete`, four times at most.
void look_again(const Pause& pause, const std::function<bool()>& is_complete, const std::function<void()>& again);

struct PatientListing {
  Listing listing = {};                   ///< as it is in the end
  std::vector<std::string> missing = {};  ///< what no look has found; what only the last one lacks is not among them
};

/// Lists `tree` as often as look_again() says, until nothing is missing. `missing_from` names what a listing lacks, by
/// path.
[[nodiscard]] PatientListing list_patiently(
    const FileTree& tree, std::string_view suffix, const Pause& pause,
    const std::function<std::vector<std::string>(const Listing&)>& missing_from);

}  // namespace citefeed::content
