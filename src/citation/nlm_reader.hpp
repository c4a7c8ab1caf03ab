/// Reads a printed reference in the style of the National Library of Medicine (Citing Medicine, 2nd edition) and its
/// relatives: Vancouver, ICMJE, AMA (11th edition), those of the Lancet, the BMJ and Elsevier, and PubMed's MLA.
#pragma once
#include <optional>
#include <string_view>

#include "citation/apa_reader.hpp"

namespace citefeed::citation {

/// Reads `reference` as read_apa() does; nothing where it shows none of the marks of the style, such as "2018;12(3):45"
/// or "Publisher; 2018", or where a date in brackets behind the authors shows that it is in APA style. Initials come
/// with full stops and spaces, "JA" as "J. A.", and last pages in full, "45-9" as 45 and 49. A number or a bullet
/// before the reference is left out. Never throws on any bytes; linear time. Pure; safe from any thread.
[[nodiscard]] std::optional<Reading> read_nlm(std::string_view reference);

}  // namespace citefeed::citation
