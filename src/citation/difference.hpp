/// Where two citations that should be of one work contradict each other.
#pragma once
#include <optional>
#include <string>

#include "citation/citation.hpp"

namespace citefeed::citation {

struct Difference {
  std::string field =
      {};                 ///< in CSL's words: "author", "issued", "title", "container-title", "volume", "issue", "page"
  std::string left = {};  ///< what each says
  std::string right = {};
};

/// The first field in which both say something and not the same thing. Letter case, punctuation, spaces, the kind of
/// dash, given names and abbreviated last pages make no difference; nor does a field that one of them lacks, or an
/// author that an "et al." may stand for.
[[nodiscard]] std::optional<Difference> difference(const Citation& left, const Citation& right);

}  // namespace citefeed::citation
