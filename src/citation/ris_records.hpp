/// Takes a RIS file apart into records and tagged values.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "citation/citation_file.hpp"

namespace citefeed::citation {

struct RisField {
  std::string tag = {};    ///< "AU"
  std::string value = {};  ///< with the lines that continue it, white space runs as one space
  std::size_t offset = 0;  ///< of the tag
};

struct RisRecord {
  std::string type = {};  ///< the value of TY, in capitals
  std::vector<RisField> fields = {};
  std::size_t offset = 0;  ///< of TY
};

/// The records of `file`, each from its TY to its ER, or to the next TY or the end where ER is missing. A line without
/// a tag continues the value before it. Mistakes are reported to `file`. Linear time.
[[nodiscard]] std::vector<RisRecord> split_ris_records(CitationFile& file);

}  // namespace citefeed::citation
