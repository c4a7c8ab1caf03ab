/// Digital object identifiers (ISO 26324), bare and as links.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace citefeed::citation {

/// The bare DOI that `text` is or ends in a form people print: "10.1000/x", "doi:10.1000/x", "DOI: 10.1000/x.",
/// "https://doi.org/10.1000/x", "http://dx.doi.org/10.1000/x". Trailing full stops and unmatched closing brackets are
/// not part of it. Letter case is kept. Nothing when there is no DOI.
[[nodiscard]] std::optional<std::string> parse_doi(std::string_view text);

/// "https://doi.org/10.1000/x" with what may not stand in a path percent-encoded (DOI Handbook, 3.8).
[[nodiscard]] std::string doi_url(std::string_view doi);

}  // namespace citefeed::citation
