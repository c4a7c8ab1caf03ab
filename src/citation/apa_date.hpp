/// Finds the date of a reference in APA style: what divides the authors from the title.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "citation/evidence.hpp"

namespace citefeed::citation {

struct PrintedDate {
  std::size_t begin = 0;         ///< offset of the opening bracket, or of the year where it stands bare
  std::size_t end = 0;           ///< offset after the closing bracket
  std::optional<int> year = {};  ///< nothing for "in press" and "n.d."
  bool in_press = false;         ///< not published yet, unlike "n.d."
  std::string suffix = {};       ///< the "a" of 2019a and n.d.-a
  Found found = Found::absent;   ///< how the year was found
};

/// The first date in brackets: (2003), (2003a), (2020, March 5), (1900/1953), (1953 [1900]), (ca. 1850), (in press),
/// (n.d.). Linear time.
[[nodiscard]] std::optional<PrintedDate> find_bracketed_date(std::string_view reference);

/// The first year that stands bare, between a full stop or comma and another: "Family, I. I. 2003. Title". Linear time.
[[nodiscard]] std::optional<PrintedDate> find_bare_date(std::string_view reference);

}  // namespace citefeed::citation
