/// Reads a printed reference in the style that its shape shows: APA, or NLM with its relatives Vancouver, AMA and
/// ICMJE.
#pragma once
#include <string_view>

#include "citation/apa_reader.hpp"

namespace citefeed::citation {

/// Reads `reference`: one reference, UTF-8, white space runs count as one space, as read_nlm() where it is sure that it
/// is in that style, and as read_apa() otherwise. Never throws on any bytes; linear time. Pure; safe from any thread.
[[nodiscard]] Reading read_reference(std::string_view reference);

}  // namespace citefeed::citation
