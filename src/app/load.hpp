/// Reads a site's trees once, for the subcommands that end.
#pragma once
#include <memory>
#include <vector>

#include "app/options.hpp"
#include "content/loader.hpp"

namespace citefeed::app {

/// One thread for each processor.
[[nodiscard]] unsigned processors();

/// Everything that two trees say.
struct LoadedTrees {
  std::shared_ptr<const model::Definitions> definitions = {};  ///< null when they cannot be read
  std::vector<std::shared_ptr<const model::Post>> posts = {};  ///< by path; drafts and scheduled posts included
  model::IntroductionsPointer introductions = {};              ///< drafts included
  std::vector<Diagnostic> diagnostics = {};                    ///< by file, line, column
};

/// Everything that `trees` say now.
[[nodiscard]] LoadedTrees load_once(const Trees& trees);

/// One line each to standard error.
void print_diagnostics(const std::vector<Diagnostic>& diagnostics);

}  // namespace citefeed::app
