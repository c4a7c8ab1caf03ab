#include <fmt/format.h>
#include <cstdio>
#include <fstream>

#include "app/commands.hpp"
#include "app/load.hpp"
#include "app/report.hpp"
#include "app/settings_file.hpp"
#include "base/outcome.hpp"

namespace citefeed::app {
namespace {

std::string source_line(const std::string& file, std::uint32_t line) {
  std::ifstream in{file, std::ios::binary};
  std::string text;
  for (std::uint32_t at = 0; at < line && std::getline(in, text);) ++at;
  return in ? text : std::string{};
}

std::string summary(const LoadedTrees& loaded) {
  const auto& problems = loaded.diagnostics;
  const auto errors = std::count_if(problems.begin(), problems.end(), [](const Diagnostic& diagnostic) {
    return diagnostic.severity == Severity::error;
  });
  return fmt::format("{} posts, {} topics, {} errors, {} warnings\n", loaded.posts.size(),
                     loaded.definitions ? loaded.definitions->topics.size() : 0, errors,
                     static_cast<std::ptrdiff_t>(problems.size()) - errors);
}

}  // namespace

int check(const CheckOptions& options) {
  LoadedTrees loaded = load_once(options.trees);
  for (auto& problem : check_settings_file(options.trees)) loaded.diagnostics.push_back(std::move(problem));
  switch (options.format) {
    case ReportFormat::json:
      std::fputs(to_json_report(loaded.diagnostics).c_str(), stdout);
      break;
    case ReportFormat::sarif:
      std::fputs(to_sarif_report(loaded.diagnostics, source_line).c_str(), stdout);
      break;
    case ReportFormat::text:
      print_diagnostics(loaded.diagnostics);
      break;
  }
  std::fputs(summary(loaded).c_str(), stderr);
  return has_errors(loaded.diagnostics) ? exit_content_errors : exit_fine;
}

}  // namespace citefeed::app
