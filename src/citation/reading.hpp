/// What was read of a printed reference, field by field.
#pragma once
#include <string>
#include <vector>

#include "citation/citation.hpp"
#include "citation/evidence.hpp"

namespace citefeed::citation {

struct Reading {
  Citation citation = {};                  ///< `printed` is always set; the rest as far as it could be read
  Evidence evidence = {};                  ///< how each field was found
  double confidence = 0;                   ///< in the whole reference, 0 to 1; see confidence_in()
  std::vector<std::string> problems = {};  ///< what could not be read, without full stop; empty when all was
};

/// Below this a person should look at what was read.
constexpr double low_confidence = 0.5;

/// How far `reading` can be relied on: 1 when every field was marked or placed. Each guessed field leaves seven tenths
/// of it, each problem and each doubt (doubts.hpp) half: one guess is no reason to look, two are.
[[nodiscard]] double confidence_in(const Reading& reading);

}  // namespace citefeed::citation
