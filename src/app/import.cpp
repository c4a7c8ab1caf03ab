#include <fmt/format.h>
#include <cstdio>

#include "app/commands.hpp"
#include "app/import_sources.hpp"
#include "app/load.hpp"
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

/// "12 new posts, 3 posts filed under more topics, …": the last line of the report.
std::string summary(const importing::Import& import, const ImportSources& sources,
                    const std::vector<Diagnostic>& problems, const fs::path& out) {
  const std::size_t errors = count(problems, Severity::error);
  std::string text = fmt::format("{} new posts, {} posts filed under more topics, {} posts known already",
                                 import.new_posts, import.filed_again, import.known);
  if (sources.passed_over > 0) text += fmt::format(", {} things passed over", sources.passed_over);
  return fmt::format("{}, {} errors, {} warnings, in {}", text, errors, problems.size() - errors, out.string());
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
  auto sources = read_sources(options, *definitions.value);
  const fs::path& out = options.out.empty() ? options.trees.content : options.out;
  auto import = importing::merge(read_existing(out, *definitions.value), sources.pages, *definitions.value);
  auto problems = std::move(sources.diagnostics);
  problems.insert(problems.end(), import.diagnostics.begin(), import.diagnostics.end());
  for (const auto& [path, bytes] : import.files) write_whole(out / path, bytes);
  print_diagnostics(problems);
  std::fprintf(stderr, "%s\n", summary(import, sources, problems, out).c_str());
  return has_errors(problems) ? exit_content_errors : exit_fine;
}

}  // namespace citefeed::app
