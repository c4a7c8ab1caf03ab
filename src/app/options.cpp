#include "app/options.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <CLI/CLI.hpp>

#include "app/settings.hpp"

namespace citefeed::app {
namespace {

constexpr const char* description =
    "citefeed publishes a directory of research-summary posts as Atom, RSS and JSON feeds that carry the\n"
    "citation of the reviewed article and the practice implications: overall, per topic, per bundle.";

constexpr const char* footer =
    "Problems are written to standard error as path:line:column: error: message.\n"
    "Exit code: 0 fine, 1 the content has errors, 2 wrong usage or cannot start.";

/// --content and --feeds.
void add_trees(CLI::App& command, engine::Trees& trees) {
  command.add_option("--content", trees.content, "Directory of posts (YYYY/MM/slug.md)")->capture_default_str();
  command
      .add_option("--feeds", trees.feeds,
                  "Directory of site.yaml, topics.yaml, research-types.yaml, gone.yaml, bundles/")
      ->capture_default_str();
}

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
                   "The directory a server keeps its state in: also report posts and feeds that subscribers have and "
                   "lose, and posts that the digest of their month does not tell of")
      ->check(CLI::ExistingDirectory);
  command
      ->add_option("--retractions", options.retractions,
                   "The Retraction Watch database (CSV, as Crossref publishes it): also report posts that do not say "
                   "what became of their article, and what to write")
      ->check(CLI::ExistingFile);
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

constexpr const char* new_footer =
    "The file is content/YYYY/MM/slug.md, of the month and the title; its path is printed. Nothing is ever "
    "overwritten.\n"
    "It is a draft: nobody sees it until you have written the text and taken out the line \"draft: true\". What could\n"
    "not be read of the citation is said on standard error; correct it under \"article:\" (docs/writing-posts.md).\n"
    "Exit code: 0 done, 1 the post is there already or FILE has no usable citation, 2 wrong usage.";

constexpr const char* parse_footer =
    "For each line of standard input one line of standard output, at once and in the same order: the reference as a\n"
    "CSL-JSON item, or {} for a blank line and where nothing could be read. \"id\" is made of the first author, the "
    "year\n"
    "and the title, so that the same reference always has the same one; \"custom\": {\"et_al\": true} says that the "
    "printed\n"
    "list leaves names out, at its end or, with \"et_al_after\": 6, after the sixth. What is missing is said on "
    "standard error, as <standard input>:LINE:1: ….\n"
    "Exit code: 0 every line was read, at least in part, 1 not every line, 2 wrong usage or cannot read or write.";

constexpr const char* export_footer =
    "POST is the id of a post (2023-12/some-slug), its file, or the address of its page. The articles stand in the "
    "order\n"
    "of the posts, --topic and --all newest first; one that several posts review stands once, and keys are unique.\n"
    "APA references are composed from the data, one a line; drafts count only when they are named as POST.\n"
    "Exit code: 0 done, 1 there is no such POST or the content has errors, 2 wrong usage or cannot start.";

/// An option that may be given again, with one value each time: what follows is not taken for more values.
CLI::Option* add_repeated(CLI::App& command, const char* name, std::vector<std::string>& values, const char* help) {
  return command.add_option(name, values, help)->type_size(1)->allow_extra_args(false);
}

CLI::App* add_parse(CLI::App& cite, CiteParseOptions& options) {
  auto* command = cite.add_subcommand("parse", "Read printed references, one a line, into CSL-JSON, one a line");
  command->add_flag(
      "--explain", options.explain,
      "Add to \"custom\" how sure the reading is: \"confidence\" from 0 to 1, and in \"found\" for each field\n"
      "whether it was marked, placed or guessed");
  command->footer(parse_footer);
  return command;
}

CitationFormat to_citation_format(const std::string& name) {
  if (name == "ris") return CitationFormat::ris;
  if (name == "csl") return CitationFormat::csl;
  return name == "apa" ? CitationFormat::apa : CitationFormat::bibtex;
}

CLI::App* add_export_to(CLI::App& cite, CiteExportOptions& options) {
  auto* command = cite.add_subcommand("export", "Write the articles that posts review for reference managers");
  add_trees(*command, options.trees);
  command->add_option("POST", options.posts, "Posts whose articles to write");
  add_repeated(*command, "--topic", options.topics, "Also the articles of a topic: its label, slug or alias");
  command->add_flag("--all", options.all, "The articles of every published post");
  command
      ->add_option_function<std::string>(
          "--to", [&options](const std::string& name) { options.to = to_citation_format(name); },
          "bibtex, ris, csl (a JSON array) or apa")
      ->type_name("FORMAT")
      ->check(CLI::IsMember({"bibtex", "ris", "csl", "apa"}).description(""))
      ->default_str("bibtex");
  command->footer(export_footer);
  return command;
}

CLI::App* add_new(CLI::App& app, NewPostOptions& options) {
  auto* command = app.add_subcommand("new", "Begin a post: a file with its front matter filled in");
  add_trees(*command, options.trees);
  command->add_option("TITLE", options.post.title, "The title of the post")->required();
  auto* citation = add_repeated(*command, "--citation", options.post.citations,
                                "The reviewed article as printed (APA or NLM style); may be given again");
  command
      ->add_option("--from", options.from,
                   "Take the citations from a .bib, .ris, .json (CSL), .nbib (PubMed), .ciw (Web of Science) or .enw "
                   "(EndNote) file instead")
      ->type_name("FILE")
      ->excludes(citation);
  add_repeated(*command, "--topic", options.post.topics, "A topic: its label, slug or alias; may be given again");
  add_repeated(*command, "--type", options.post.types,
               "A type of research: its label, slug or alias; may be given again");
  add_repeated(*command, "--author", options.post.authors,
               "An author of site.yaml by key, instead of the default author");
  command->add_option("--published", options.post.published, "YYYY-MM, YYYY-MM-DD or RFC 3339; default: this month")
      ->type_name("DATE");
  command->add_option("--id", options.post.id, "Identity of the post, for ever; default: YYYY-MM/slug");
  command->add_flag("--draft,!--no-draft", options.post.draft, "Keep the post unpublished (the default), or not");
  command->add_flag("--stdout", options.to_stdout, "Print the file instead of writing it");
  command->footer(new_footer);
  return command;
}

struct CiteCommands {
  const CLI::App* parse = nullptr;
  const CLI::App* export_to = nullptr;
};

CiteCommands add_cite(CLI::App& app, CiteParseOptions& parse, CiteExportOptions& export_to) {
  auto* cite = app.add_subcommand("cite", "Read and write references: cite parse, cite export");
  cite->require_subcommand(1);
  CiteCommands commands;
  commands.parse = add_parse(*cite, parse);
  commands.export_to = add_export_to(*cite, export_to);
  return commands;
}

}  // namespace

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
