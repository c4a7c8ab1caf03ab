/// What readers of citation files said, for their tests.
#pragma once
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "citation/read.hpp"

namespace citefeed::citation {

inline std::vector<std::string> messages(const ReadCitations& read) {
  std::vector<std::string> lines;
  for (const auto& diagnostic : read.diagnostics) lines.push_back(to_string(diagnostic));
  return lines;
}

}  // namespace citefeed::citation
