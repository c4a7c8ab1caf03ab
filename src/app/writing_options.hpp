/// The options of the subcommands for those who write posts and references.
#pragma once
#include "app/options.hpp"

namespace CLI {
class App;
}

namespace citefeed::app {

/// --content and --feeds.
void add_trees(CLI::App& command, Trees& trees);

/// Each adds a subcommand to `app` that fills the options, which must live until `app` has parsed.
[[nodiscard]] CLI::App* add_new(CLI::App& app, NewPostOptions& options);

struct CiteCommands {
  const CLI::App* parse = nullptr;
  const CLI::App* export_to = nullptr;
};
[[nodiscard]] CiteCommands add_cite(CLI::App& app, CiteParseOptions& parse, CiteExportOptions& export_to);

}  // namespace citefeed::app
