/// Divides the end of a reference, where it says how to get the work, from the part that says what it is.
#pragma once
#include <string>
#include <string_view>

#include "citation/evidence.hpp"

namespace citefeed::citation {

struct Tail {
  std::string_view body = {};  ///< what stands before the tail, without the punctuation between them
  std::string doi = {};
  Found doi_found = Found::absent;
  std::string url = {};         ///< the first address that is not a DOI's; only when there is no DOI
  bool ahead_of_print = false;  ///< "Advance online publication" and the like: an article without volume and pages
};

/// Cuts `text` where its tail begins: a DOI, an address, "Retrieved from", "Advance online publication", "PMID" and the
/// like. Linear time. `body` points into `text`.
[[nodiscard]] Tail split_tail(std::string_view text);

}  // namespace citefeed::citation
