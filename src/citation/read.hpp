/// Reads the citation files that reference managers and publishers export.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "citation/citation.hpp"

namespace citefeed::citation {

/// The citations of a file, in its order, and what there is to say about it.
struct ReadCitations {
  std::vector<Citation> citations = {};  ///< `printed` is empty
  std::vector<Diagnostic> diagnostics = {};
};

/// Reads CSL-JSON (CSL 1.0.2 input schema).
[[nodiscard]] ReadCitations read_csl(std::string_view bytes, const std::string& file);

/// Reads BibTeX and BibLaTeX.
[[nodiscard]] ReadCitations read_bibtex(std::string_view bytes, const std::string& file);

/// Reads RIS.
[[nodiscard]] ReadCitations read_ris(std::string_view bytes, const std::string& file);

}  // namespace citefeed::citation
