/// Reads a site's trees once, for the subcommands that end.
#pragma once
#include <vector>

#include "app/options.hpp"
#include "content/loader.hpp"

namespace citefeed::app {

/// One thread for each processor.
[[nodiscard]] unsigned processors();

/// Everything that `trees` say now.
[[nodiscard]] content::Loaded load_once(const Trees& trees);

/// One line each to standard error.
void print_diagnostics(const std::vector<Diagnostic>& diagnostics);

}  // namespace citefeed::app
