/// The names of a BibTeX author field.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "citation/citation.hpp"

namespace citefeed::citation {

struct BibtexNames {
  std::vector<Name> names = {};
  bool et_al = false;  ///< the list ends in "and others", behind at least one name
};

/// Reads names divided by "and": "First von Last", "von Last, First", "von Last, Jr, First" (BibTeX, btxdoc, 4); a name
/// that is wholly in braces is a group. Linear time.
[[nodiscard]] BibtexNames read_bibtex_names(std::string_view field);

/// `citation`'s authors as such a field, from which read_bibtex_names() reads the same.
[[nodiscard]] std::string to_bibtex_names(const Citation& citation);

}  // namespace citefeed::citation
