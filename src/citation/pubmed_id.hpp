/// PubMed's numbers of articles (PMID), which some have that have no DOI.
#pragma once
#include <string>
#include <string_view>

#include "citation/citation.hpp"

namespace citefeed::citation {

/// The number that `text` is, without zeros before it; empty when it is none, or zero.
[[nodiscard]] std::string parse_pubmed_id(std::string_view text);

/// The number that the printed reference or the address says: "PMID: 12345678", "pubmed.ncbi.nlm.nih.gov/12345678",
/// "ncbi.nlm.nih.gov/pubmed/12345678"; empty when neither does.
[[nodiscard]] std::string find_pubmed_id(const Citation& citation);

}  // namespace citefeed::citation
