#include "base/diagnostic.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <tuple>

namespace citefeed {

void sort_by_place(std::vector<Diagnostic>& diagnostics) {
  std::stable_sort(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.file, a.line, a.column) < std::tie(b.file, b.line, b.column);
  });
}

const char* to_string(Severity severity) {
  if (severity == Severity::error) return "error";
  return severity == Severity::warning ? "warning" : "note";
}

std::string to_string(const Diagnostic& diagnostic) {
  std::string place = diagnostic.file;
  if (diagnostic.line != 0) place += fmt::format(":{}", diagnostic.line);
  if (diagnostic.line != 0 && diagnostic.column != 0) place += fmt::format(":{}", diagnostic.column);
  return fmt::format("{}: {}: {}", place, to_string(diagnostic.severity), diagnostic.message);
}

}  // namespace citefeed
