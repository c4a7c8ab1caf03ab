/// Diagnostics for people and for programs: text, JSON and SARIF.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"

namespace citefeed::app {

/// A JSON array of {file, line, column, severity, message}; line and column are left out where they are unknown.
[[nodiscard]] std::string to_json_report(const std::vector<Diagnostic>& diagnostics);

/// A SARIF 2.1.0 log with one run, as code hosts and editors read it. `source_line` gives a line of a file without its
/// line end, empty when it cannot be had: SARIF counts columns in code points, diagnostics in bytes.
using SourceLine = std::function<std::string(const std::string& file, std::uint32_t line)>;
[[nodiscard]] std::string to_sarif_report(const std::vector<Diagnostic>& diagnostics, const SourceLine& source_line);

}  // namespace citefeed::app
