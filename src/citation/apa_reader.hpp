/// Reads a printed reference in APA style (6th and 7th edition) into data.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "citation/citation.hpp"

namespace citefeed::citation {

struct Reading {
  Citation citation = {};                  ///< `printed` is always set; the rest as far as it could be read
  std::vector<std::string> problems = {};  ///< what could not be read, without full stop; empty when all was
};

/// Reads `reference`: one reference, UTF-8, white space runs count as one space. Never throws on any bytes; linear
/// time. Pure; safe from any thread.
[[nodiscard]] Reading read_apa(std::string_view reference);

}  // namespace citefeed::citation
