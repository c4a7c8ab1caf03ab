/// Checks source text against the rules of the house: floors, outside libraries, headers.
#pragma once
#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"

namespace citefeed::architecture {

struct SourceFile {
  std::string path = {};  ///< below the project's root, '/' separators: "src/base/instant.hpp"
  std::string text = {};
};

/// A folder of src/ and what it may include.
struct Floor {
  std::string name = {};
  std::vector<std::string> below = {};  ///< floors it may include, and with each all that one may include
  std::vector<std::string> libraries =
      {};  ///< outside headers: "pugixml.hpp", or "boost/json" for that header and folder
  std::vector<std::string> without = {};  ///< standard headers it has no business with: "fstream"
};

struct Rules {
  std::vector<Floor> floors = {};
  std::vector<std::string> everywhere = {};  ///< outside headers every floor may include
  std::string slow_library = {};             ///< a library that only few sources, and no header, may include
  std::size_t max_slow_sources = 4;
};

/// The names of all floors `floor` may include, itself among them.
[[nodiscard]] std::set<std::string> reachable_floors(const Rules& rules, const std::string& floor);

/// The floors that may include themselves through others, in the table's order.
[[nodiscard]] std::vector<std::string> cyclic_floors(const Rules& rules);

/// Everything in `files` (all of src/ and tests/) that breaks `rules`, in the order of files and lines. Pure.
[[nodiscard]] std::vector<Diagnostic> check(const std::vector<SourceFile>& files, const Rules& rules);

}  // namespace citefeed::architecture
