/// Reads a printed reference in APA style (6th and 7th edition) into data.
#pragma once
#include <string_view>

#include "citation/reading.hpp"

namespace citefeed::citation {

/// Reads `reference`: one reference, UTF-8, white space runs count as one space. Never throws on any bytes; linear
/// time. Pure; safe from any thread.
[[nodiscard]] Reading read_apa(std::string_view reference);

}  // namespace citefeed::citation
