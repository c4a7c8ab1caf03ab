/// The names of people and groups in the fields of a BibTeX entry, both ways.
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

/// Reads names divided by "and": "First von Last", "von Last, First", "von Last, Jr, First" (BibTeX, btxdoc, 4),
/// "family=Re, given=A. C., prefix=Del" (biber, 3.4; a prefix belongs to the family name unless "useprefix=false" says
/// that it does not); a name that is wholly in braces is a group. Also what programs write against the rules: names
/// divided by semicolons, "Doe J., Roe R.", "Doe JR", a list of people in one more pair of braces. Linear time.
[[nodiscard]] BibtexNames read_bibtex_names(std::string_view field);

/// `names` as such a field, from which read_bibtex_names() reads the same, but for initials, which get full stops and
/// spaces.
[[nodiscard]] std::string to_bibtex_names(const std::vector<Name>& names, bool et_al);

/// True where " and " in `text` would divide it, as it divides names and, in BibLaTeX, publishers and places.
[[nodiscard]] bool has_and(std::string_view text);

}  // namespace citefeed::citation
