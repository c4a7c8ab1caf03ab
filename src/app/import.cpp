#include <fmt/format.h>
#include <cstdio>

#include "app/commands.hpp"
#include "app/load.hpp"
#include "app/progress.hpp"
#include "base/outcome.hpp"
#include "base/whole_file.hpp"
#include "content/definitions_parser.hpp"
#include "content/disk_tree.hpp"
#include "content/nearest.hpp"
#include "content/post_parser.hpp"
#include "importing/merge.hpp"

namespace citefeed::app {
namespace {

namespace fs = std::filesystem;

void append(std::vector<Diagnostic>& all, std::vector<Diagnostic> more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// The saved pages that can be read; what is wrong with the others goes to `problems`.
std::vector<importing::Page> read_pages(const ImportOptions& options, std::vector<Diagnostic>& problems) {
  Progress progress{"reading pages"};
  std::vector<importing::Page> pages;
  for (std::size_t i = 0; i < options.files.size(); ++i) {
    progress.show(i, options.files.size());
    const std::string shown = options.files[i].string();
    const auto bytes = read_whole(options.files[i]);
    if (!bytes) {
      problems.push_back({.file = shown, .message = "expected a saved page, found a file that cannot be read"});
      continue;
    }
    auto page = importing::read_blog_page(*bytes, shown);
    append(problems, std::move(page.diagnostics));
    if (page.value) pages.push_back({.shown_file = shown, .posts = std::move(*page.value), .topic = options.topic});
  }
  return pages;
}

/// The posts that are in `folder` already. One that cannot be read or has errors stands there without a value: its path
/// is taken all the same.
std::vector<importing::ExistingFile> read_existing(const fs::path& folder, const model::Definitions& definitions) {
  const content::DiskTree tree{folder, folder.string()};
  std::vector<importing::ExistingFile> existing;
  for (const content::FileEntry& entry : tree.list(".md").files) {
    auto bytes = tree.read(entry.path, content::max_post_bytes);
    importing::ExistingFile file{.path = entry.path};
    if (auto* text = std::get_if<std::string>(&bytes)) {
      auto post = content::parse_post(entry.path, entry.path, *text, definitions);
      if (post.value) file.post = std::make_shared<const model::Post>(std::move(*post.value));
      file.bytes = std::move(*text);
    }
    existing.push_back(std::move(file));
  }
  return existing;
}

/// What is wrong with `topic`; nothing when it is empty or names one.
std::optional<std::string> complaint_about_topic(const std::string& topic, const model::Definitions& definitions) {
  if (topic.empty() || !importing::find_topic(definitions, topic).empty()) return std::nullopt;
  std::vector<std::string_view> names;
  for (const model::Category& known : definitions.topics) {
    names.insert(names.end(), {known.label, known.slug});
    names.insert(names.end(), known.aliases.begin(), known.aliases.end());
  }
  return fmt::format("--topic: expected a topic of topics.yaml, found \"{}\"{}", topic,
                     content::suggestion(topic, names));
}

}  // namespace

int import_pages(const ImportOptions& options) {
  const content::DiskTree feeds{options.trees.feeds, options.trees.feeds.string()};
  const auto definitions = content::load_definitions(feeds);
  print_diagnostics(definitions.diagnostics);
  if (!definitions.value) return exit_cannot_start;
  if (const auto complaint = complaint_about_topic(options.topic, *definitions.value)) {
    std::fprintf(stderr, "%s\n", complaint->c_str());
    return exit_cannot_start;
  }
  std::vector<Diagnostic> problems;
  const auto pages = read_pages(options, problems);
  const fs::path& out = options.out.empty() ? options.trees.content : options.out;
  auto import = importing::merge(read_existing(out, *definitions.value), pages, *definitions.value);
  append(problems, std::move(import.diagnostics));
  for (const auto& [path, bytes] : import.files) write_whole(out / path, bytes);
  print_diagnostics(problems);
  std::fprintf(stderr, "%zu new posts, %zu posts filed under one more topic, in %s\n", import.new_posts,
               import.filed_again, out.c_str());
  return has_errors(problems) ? exit_content_errors : exit_fine;
}

}  // namespace citefeed::app
