/// A value that may be missing, together with everything there is to say about how it was read.
#pragma once
#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

#include "base/diagnostic.hpp"

namespace citefeed {

/// A value with warnings, or no value with at least one error. Errors of programs are exceptions, not outcomes.
template <class T>
struct Outcome {
  std::optional<T> value = {};
  std::vector<Diagnostic> diagnostics = {};

  [[nodiscard]] bool has_value() const { return value.has_value(); }
};

[[nodiscard]] inline bool has_errors(const std::vector<Diagnostic>& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::error; });
}

[[nodiscard]] inline std::size_t count(const std::vector<Diagnostic>& diagnostics, Severity severity) {
  return static_cast<std::size_t>(
      std::count_if(diagnostics.begin(), diagnostics.end(),
                    [severity](const Diagnostic& diagnostic) { return diagnostic.severity == severity; }));
}

}  // namespace citefeed
