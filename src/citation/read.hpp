/// Reads the citation files that reference managers and publishers export.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "citation/citation.hpp"

namespace citefeed::citation {

/// The citations of a file, in its order, and what there is to say about it: errors where something was left out,
/// warnings where it was read all the same. Everything that could be read is there.
struct ReadCitations {
  std::vector<Citation> citations = {};  ///< none of them blank; `printed` is empty
  std::vector<Diagnostic> diagnostics = {};
};

// For all three: linear time, no exception on any bytes, pure. `file` is what diagnostics call the file. A file without
// a citation is an error. Texts are plain: white space runs are one space, marks of style (<i>, \emph) and the closing
// full stop of a title are gone. A DOI is bare; the address of a work that has one is not kept. Editors stand in for
// the authors of a book that has none. What to_csl(), to_bibtex() and to_ris() write comes back as it was, but for
// `printed` and what each function says. Bytes that are not UTF-8 are read as Windows-1252, with a warning.

/// Reads CSL-JSON (CSL 1.0.2 input schema): an item, an array, {"items": […]}, an item a line, or an answer of
/// Crossref's interface.
[[nodiscard]] ReadCitations read_csl(std::string_view bytes, const std::string& file);

/// Reads BibTeX ("BibTeXing", 1988) and BibLaTeX, with @string, '#', accents and symbols in LaTeX, "and others". A page
/// "e0161544" is an article number.
[[nodiscard]] ReadCitations read_bibtex(std::string_view bytes, const std::string& file);

/// Reads RIS (Research Information Systems, 2001 and 2011) with the habits of the programs that write it. RIS has no
/// mark for groups: several words without a comma are one, a single word is a family name. A suffix without a given
/// name is kept when it is one of "Jr.", "Sr.", "II", "III".
[[nodiscard]] ReadCitations read_ris(std::string_view bytes, const std::string& file);

}  // namespace citefeed::citation
