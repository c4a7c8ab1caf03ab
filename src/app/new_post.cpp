#include <fmt/format.h>
#include <cstdio>
#include <optional>
#include <set>

#include "app/commands.hpp"
#include "app/process.hpp"
#include "authoring/post_draft.hpp"
#include "base/instant.hpp"
#include "base/safe_directory.hpp"
#include "base/utf8.hpp"
#include "base/whole_file.hpp"
#include "citation/read.hpp"
#include "content/disk_tree.hpp"
#include "content/post_parser.hpp"
#include "engine/load.hpp"

namespace citefeed::app {
namespace {

namespace fs = std::filesystem;
using citation::ReadCitations;

/// What the file of a reference manager says. Without a citation there is at least one error; with one there are only
/// warnings, which name the records that are left out.
ReadCitations read_citations(const fs::path& file) {
  const std::string name = file.string();
  const auto bytes = read_whole(file);
  if (!bytes) return {.diagnostics = {{.file = name, .message = "expected citations, found no file that can be read"}}};
  const auto format = citation::citation_format(name, *bytes);
  if (!format)
    return {.diagnostics = {
                {.file = "--from",
                 .message = fmt::format("expected a .bib, .ris, .json, .nbib, .ciw or .enw file, found {}", name)}}};
  auto read = citation::read_citation_file(*format, *bytes, name);
  if (read.citations.empty() && !has_errors(read.diagnostics))
    read.diagnostics.push_back({.file = name, .message = "expected a citation, found none"});
  if (read.citations.empty()) return read;
  for (auto& diagnostic : read.diagnostics) {
    if (diagnostic.severity != Severity::error) continue;
    diagnostic.severity = Severity::warning;
    diagnostic.message += "; left out";
  }
  return read;
}

/// What is in the content folder already, broken posts and doubled ids included.
std::vector<authoring::TakenPlace> taken_places(const engine::Trees& trees, const engine::LoadedTrees& loaded) {
  std::vector<authoring::TakenPlace> places;
  std::set<std::string> known;
  for (const auto& post : loaded.posts) {
    places.push_back({.path = post->file, .id = post->id});
    known.insert(post->file);
  }
  const content::DiskTree content{trees.content, trees.content.string()};
  for (const auto& entry : content.list(".md").files) {
    if (known.count(entry.path) != 0) continue;
    const auto bytes = content.read(entry.path, content::max_post_bytes);
    const auto* text = std::get_if<std::string>(&bytes);
    places.push_back({.path = entry.path, .id = authoring::claimed_id(entry.path, text == nullptr ? "" : *text)});
  }
  return places;
}

/// Writes the draft and says what to do next.
int write_draft(const authoring::PostDraft& draft, const fs::path& folder) {
  const std::string file = (folder / draft.path).string();
  try {
    SafeDirectory content{folder};
    content.put_new(draft.path, draft.bytes);
    if (!content.commit().empty()) {  // somebody took the name meanwhile
      print_diagnostics({{.file = file, .message = "expected no file of this name, found one"}});
      return exit_content_errors;
    }
  } catch (const fs::filesystem_error& error) {
    print_diagnostics({to_diagnostic(error)});
    return exit_cannot_start;
  }
  write_output(file + "\n");
  if (draft.post.draft) {
    std::fputs("It is a draft: write the text, then take out the line \"draft: true\" to publish it\n", stderr);
  }
  return exit_fine;
}

}  // namespace

int new_post(const NewPostOptions& options) {
  const engine::LoadedTrees loaded = engine::load_once(options.trees);
  if (!loaded.definitions) {
    print_diagnostics(loaded.diagnostics);
    return exit_cannot_start;
  }
  ReadCitations imported;
  if (!options.from.empty()) imported = read_citations(options.from);
  print_diagnostics(imported.diagnostics);
  if (has_errors(imported.diagnostics)) return exit_content_errors;

  const std::string shown_folder = options.trees.content.string();
  const auto draft = authoring::compose_draft(options.post, imported.citations, *loaded.definitions,
                                              SystemClock{}.now(), shown_folder);
  if (!draft.value) {
    print_diagnostics(draft.diagnostics);
    return exit_cannot_start;
  }
  const auto problems = authoring::conflicts(*draft.value, taken_places(options.trees, loaded), shown_folder);
  print_diagnostics(problems);
  if (!problems.empty()) return exit_content_errors;

  print_diagnostics(draft.diagnostics);
  print_diagnostics(authoring::earlier_reviews(*draft.value, loaded.posts, shown_folder));
  if (options.to_stdout) {
    write_output(draft.value->bytes);
    return exit_fine;
  }
  return write_draft(*draft.value, options.trees.content);
}

}  // namespace citefeed::app
