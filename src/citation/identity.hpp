/// Tells whether two citations are of the same work.
#pragma once
#include <string>

#include "citation/citation.hpp"

namespace citefeed::citation {

/// Equal for citations of the same work: the DOI without regard to letter case (DOI Handbook, 2.4); without a DOI the
/// first author's name, the year and the title, without regard to letter case, punctuation and spaces; where no title
/// was read, the container and the place in it instead; where none of that was read, what was printed. Empty only
/// when the citation is. A work cited once with and once without its DOI has two
/// identities. Pure.
[[nodiscard]] std::string identity(const Citation& citation);

}  // namespace citefeed::citation
