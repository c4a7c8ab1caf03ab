/// What a person wrote wrongly, as data: collected, and shown all at once; and values that come with it.
#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace citefeed {

enum class Severity : std::uint8_t {
  note,     ///< nothing is wrong
  warning,  ///< the post is published all the same
  error,    ///< the post is kept out; its last good version stays served
};

struct Diagnostic {
  std::string file = {};     ///< path relative to the working directory or site root, '/' separators
  std::uint32_t line = 0;    ///< 1-based; 0 means the whole file
  std::uint32_t column = 0;  ///< 1-based, in bytes; 0 means the whole line
  Severity severity = Severity::error;
  std::string message = {};  ///< what was expected and what was found; no full stop
  bool operator==(const Diagnostic&) const = default;
};

/// By file, line and column; those of one place stay in their order.
void sort_by_place(std::vector<Diagnostic>& diagnostics);

/// "error", "warning" or "note".
[[nodiscard]] const char* to_string(Severity severity);

/// One line in the form editors can jump to: "posts/a.md:3:10: error: ...". Parts that are 0 are left out.
[[nodiscard]] std::string to_string(const Diagnostic& diagnostic);

// A value that may be missing, together with everything there is to say about how it was read.

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
