#include "citation/read.hpp"

namespace citefeed::citation {

ReadCitations read_bibtex(std::string_view /*bytes*/, const std::string& file) {
  return {.diagnostics = {{.file = file, .message = "BibTeX is not read yet"}}};
}

}  // namespace citefeed::citation
