#include "app/options.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <CLI/CLI.hpp>

#include "app/settings.hpp"
#include "app/writing_options.hpp"

namespace citefeed::app {
namespace {

constexpr const char* description =
    "citefeed publishes a directory of research-summary posts as Atom, RSS and JSON feeds that carry the\n"
    "citation of the reviewed article and the practice implications: overall, per topic, per bundle.";

constexpr const char* footer =
    "Problems are written to standard error as path:line:column: error: message.\n"
    "Exit code: 0 fine, 1 the content has errors, 2 wrong usage or cannot start.";

/// One flag for each setting. What the words mean is judged together with those of file and environment, later.
void add_settings(CLI::App& command, ServeOptions& options) {
  for (const Setting& setting : settings_table()) {
    auto& words = options.settings[setting.name];
    const std::string flag = "--" + setting.name;
    const std::string help = setting.is_list ? setting.help + "; may be given again" : setting.help;
    if (setting.value.empty()) {
      command.add_flag(flag, words, help)->group(setting.group);
      continue;
    }
    command.add_option(flag, words, help)
        ->type_name(setting.value)
        ->allow_extra_args(false)
        ->default_str(fmt::format("{}", fmt::join(setting.show(ServeSettings{}), " ")))
        ->group(setting.group);
  }
}

CLI::App* add_serve(CLI::App& app, ServeOptions& options) {
  auto* command = app.add_subcommand("serve", "Serve the site, and follow every change of its files");
  command->footer(
      "Each setting is also a key of server.yaml in --feeds (max_fields: 100) and an environment variable\n"
      "(CITEFEED_MAX_FIELDS=100); flags win over the environment, the environment over the file. docs/settings.md.");
  add_trees(*command, options.trees);
  command->add_flag("--check-config", options.check_config,
                    "Print what is wrong with the settings (exit code 2) or the settings in effect, and end");
  add_settings(*command, options);
  return command;
}

CLI::App* add_check(CLI::App& app, CheckOptions& options, std::string& format) {
  auto* command = app.add_subcommand("check", "Read everything, report every problem and what is scheduled");
  add_trees(*command, options.trees);
  command
      ->add_option("--state", options.state,
                   "The directory a server keeps its state in: also report posts that subscribers have and lose")
      ->check(CLI::ExistingDirectory);
  command->add_option("--format", format, "text goes to standard error, json and sarif go to standard output")
      ->check(CLI::IsMember({"text", "json", "sarif"}))
      ->capture_default_str();
  return command;
}

CLI::App* add_export(CLI::App& app, ExportOptions& options) {
  auto* command =
      app.add_subcommand("export", "Write the site as files that any static host can serve, with manifest.json");
  add_trees(*command, options.trees);
  command
      ->add_option("DIR", options.directory,
                   "Directory to write to; files of an earlier export that are gone are removed")
      ->required();
  command->add_flag("--precompressed", options.precompressed, "Also write file.gz, file.br and file.zst where smaller");
  return command;
}

CLI::App* add_import(CLI::App& app, ImportOptions& options) {
  auto* command = app.add_subcommand(
      "import", "Turn saved pages of a blog, WordPress exports, feeds, Hugo or Jekyll posts into content files");
  add_trees(*command, options.trees);
  command->add_option("FILE", options.files, "What to import: files of any of these kinds, or folders of them")
      ->required()
      ->check(CLI::ExistingPath);
  command->add_option(
      "--topic", options.topic,
      "The topic of all posts: its label, slug or alias; else saved pages called like a topic are of it");
  command->add_option("--out", options.out, "Directory to write posts to; the default is that of --content");
  return command;
}

ReportFormat to_report_format(const std::string& name) {
  if (name == "json") return ReportFormat::json;
  return name == "sarif" ? ReportFormat::sarif : ReportFormat::text;
}

bool names_posts(const CiteExportOptions& options) {
  return options.all || !options.posts.empty() || !options.topics.empty();
}

}  // namespace

void add_trees(CLI::App& command, Trees& trees) {
  command.add_option("--content", trees.content, "Directory of posts (YYYY/MM/slug.md)")->capture_default_str();
  command
      .add_option("--feeds", trees.feeds,
                  "Directory of site.yaml, topics.yaml, research-types.yaml, gone.yaml, bundles/")
      ->capture_default_str();
}

std::variant<Options, int> parse_options(int argc, const char* const* argv) {
  CLI::App app{description, "citefeed"};
  app.footer(footer);
  app.require_subcommand(1);
  app.set_version_flag("--version", "citefeed " CITEFEED_VERSION);
  ServeOptions serve;
  CheckOptions check;
  ExportOptions export_options;
  ImportOptions import;
  NewPostOptions new_post;
  CiteParseOptions cite_parse;
  CiteExportOptions cite_export;
  std::string format = "text";
  const auto* serve_command = add_serve(app, serve);
  const auto* check_command = add_check(app, check, format);
  const auto* export_command = add_export(app, export_options);
  const auto* import_command = add_import(app, import);
  const auto* new_command = add_new(app, new_post);
  const auto cite = add_cite(app, cite_parse, cite_export);
  try {
    app.parse(argc, argv);
    check.format = to_report_format(format);
    if (cite.export_to->parsed() && !names_posts(cite_export))
      throw CLI::ValidationError{"cite export: expected POST, --topic or --all, found none"};
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? exit_fine : exit_cannot_start;
  }
  if (serve_command->parsed()) return Options{serve};
  if (check_command->parsed()) return Options{check};
  if (export_command->parsed()) return Options{export_options};
  if (import_command->parsed()) return Options{import};
  if (new_command->parsed()) return Options{new_post};
  if (cite.parse->parsed()) return Options{cite_parse};
  if (cite.export_to->parsed()) return Options{cite_export};
  return exit_cannot_start;
}

}  // namespace citefeed::app
