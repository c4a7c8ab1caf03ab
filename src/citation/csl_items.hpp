/// Finds the items of a CSL-JSON file, so that one that is broken does not take the others with it.
#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

namespace citefeed::citation {

/// A JSON object as it stands in the file.
struct CslItem {
  std::size_t offset = 0;
  std::string_view text = {};  ///< up to its closing brace, or to the end of the file where that is missing
};

/// The objects of `text`: of an array, of the arrays "items" (CSL) or "message" (Crossref) inside an object, or one
/// after another, as JSON Lines have them. What is no object is passed over. Linear time.
[[nodiscard]] std::vector<CslItem> split_csl_items(std::string_view text);

}  // namespace citefeed::citation
