/// Digital object identifiers (ISO 26324), bare and as links.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace citefeed::citation {

/// The first bare DOI in `text`, in any form people print: "10.1000/x", "doi:10.1000/x", "DOI: 10.1000/x.",
/// "https://doi.org/10.1000/x", also through a library's proxy, "https://www.tandfonline.com/doi/full/10.1000/x" and
/// the addresses of other publishers, "10.1000%2Fx". Punctuation and brackets of the sentence around it, the other half
/// of a link, a query and "/full", "/pdf" and the like are not part of it. What the end of a line divided by a space is
/// put together only where a DOI cannot end. Letter case is kept. Nothing when there is no DOI. Linear time.
[[nodiscard]] std::optional<std::string> parse_doi(std::string_view text);

/// "https://doi.org/10.1000/x" with what may not stand in a path percent-encoded (DOI Handbook, 3.8).
[[nodiscard]] std::string doi_url(std::string_view doi);

}  // namespace citefeed::citation
