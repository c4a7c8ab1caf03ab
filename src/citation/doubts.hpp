/// What looks wrong about a citation, though it could be read.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "citation/citation.hpp"
#include "citation/evidence.hpp"

namespace citefeed::citation {

/// Each doubt as "expected …, found …", without full stop, in the order of the fields: a year before 1800, a title or
/// journal that looks cut in the wrong place, a last page before the first, a DOI that looks cut or run together with
/// other text. Empty fields raise none. Linear time.
[[nodiscard]] std::vector<std::string> doubts_about(const Citation& citation, const Evidence& evidence);

struct PageNumbers {
  std::uint64_t first = 0;
  std::uint64_t last = 0;  ///< written out: "53" after "541" is 553
};

/// Nothing when there is no range or one of its ends is no number.
[[nodiscard]] std::optional<PageNumbers> page_numbers(const Citation& citation);

}  // namespace citefeed::citation
