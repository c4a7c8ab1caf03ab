/// Reads a printed reference in the style that its shape shows: APA, or NLM with its relatives Vancouver, AMA and
/// ICMJE.
#pragma once
#include <string>
#include <string_view>

#include "citation/apa_reader.hpp"

namespace citefeed::citation {

/// `pasted` as people see it printed, white space runs as one space: without the emphasis and escapes of Markdown and
/// the marks of HTML (a feed shows a reference as plain text, where they would be read aloud as signs), entities, soft
/// hyphens and ligatures as the letters they stand for, links as what they show, with their address when it is not
/// shown. Never fails. Linear time.
[[nodiscard]] std::string as_printed(std::string_view pasted);

/// Reads `reference`: one reference, UTF-8, white space runs count as one space, as read_nlm() where it is sure that it
/// is in that style, and as read_apa() otherwise. Never throws on any bytes; linear time. Pure; safe from any thread.
[[nodiscard]] Reading read_reference(std::string_view reference);

}  // namespace citefeed::citation
