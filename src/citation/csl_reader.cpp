#include "citation/read.hpp"

namespace citefeed::citation {

ReadCitations read_csl(std::string_view /*bytes*/, const std::string& file) {
  return {.diagnostics = {{.file = file, .message = "CSL-JSON is not read yet"}}};
}

}  // namespace citefeed::citation
