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
  Listing listing = {};                      ///< as it is in the end
  std::vector<std::string> gone = {};        ///< what no look has found, ascending
  std::vector<std::string> in_between = {};  ///< what only the last look lacks, ascending: somebody replaces it
};

/// Lists `tree`, as often as look_again() says while something of `known` (ascending paths) is missing that could be
/// seen.
[[nodiscard]] PatientListing list_patiently(const FileTree& tree, std::string_view suffix, const Pause& pause,
                                            const std::vector<std::string>& known);

}  // namespace citefeed::content
