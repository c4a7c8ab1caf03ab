#include "app/writing_options.hpp"

#include <CLI/CLI.hpp>

namespace citefeed::app {
namespace {

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
    "list of authors ends in et al. What is missing is said on standard error, as <standard input>:LINE:1: ….\n"
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

}  // namespace

CLI::App* add_new(CLI::App& app, NewPostOptions& options) {
  auto* command = app.add_subcommand("new", "Begin a post: a file with its front matter filled in");
  add_trees(*command, options.trees);
  command->add_option("TITLE", options.title, "The title of the post")->required();
  auto* citation = add_repeated(*command, "--citation", options.citations,
                                "The reviewed article as printed (APA style); may be given again");
  command->add_option("--from", options.from, "Take the citations from a .bib, .ris or .json (CSL) file instead")
      ->type_name("FILE")
      ->excludes(citation);
  add_repeated(*command, "--topic", options.topics, "A topic: its label, slug or alias; may be given again");
  add_repeated(*command, "--type", options.types, "A type of research: its label, slug or alias; may be given again");
  add_repeated(*command, "--author", options.authors, "An author of site.yaml by key, instead of the default author");
  command->add_option("--published", options.published, "YYYY-MM, YYYY-MM-DD or RFC 3339; default: this month")
      ->type_name("DATE");
  command->add_option("--id", options.id, "Identity of the post, for ever; default: YYYY-MM/slug");
  command->add_flag("--draft,!--no-draft", options.draft, "Keep the post unpublished (the default), or not");
  command->add_flag("--stdout", options.to_stdout, "Print the file instead of writing it");
  command->footer(new_footer);
  return command;
}

CiteCommands add_cite(CLI::App& app, CiteParseOptions& parse, CiteExportOptions& export_to) {
  auto* cite = app.add_subcommand("cite", "Read and write references: cite parse, cite export");
  cite->require_subcommand(1);
  CiteCommands commands;
  commands.parse = add_parse(*cite, parse);
  commands.export_to = add_export_to(*cite, export_to);
  return commands;
}

}  // namespace citefeed::app
