#include "citation/read.hpp"

namespace citefeed::citation {

ReadCitations read_ris(std::string_view /*bytes*/, const std::string& file) {
  return {.diagnostics = {{.file = file, .message = "RIS is not read yet"}}};
}

}  // namespace citefeed::citation
