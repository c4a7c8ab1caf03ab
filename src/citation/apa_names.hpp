/// Reads the list of authors of a reference in APA style.
#pragma once
#include <string_view>
#include <vector>

#include "citation/citation.hpp"
#include "citation/reading.hpp"

namespace citefeed::citation {

struct NameList {
  std::vector<Name> names = {};
  bool et_al = false;
  bool all_persons =
      true;  ///< every name is a person's with initials or given names: what a title or group never looks like
  Found found = Found::absent;  ///< guessed where a comma was missing or a name could be a part of another
};

/// Reads `text`, what stands before the date: inverted names with initials or given names, "J. Family", "Family JA",
/// groups, suffixes, "&" and "and" with and without comma, "et al.", the ellipsis of long lists, roles like "(Eds.)"
/// (left out). Names are kept as printed. Linear time.
[[nodiscard]] NameList read_names(std::string_view text);

}  // namespace citefeed::citation
