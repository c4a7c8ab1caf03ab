#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>
#include <set>
#include <string_view>
#include <variant>

#include "app/commands.hpp"
#include "app/process.hpp"
#include "base/diagnostic.hpp"
#include "base/safe_directory.hpp"
#include "content/definitions_parser.hpp"
#include "content/disk_tree.hpp"
#include "content/post_parser.hpp"
#include "content/report.hpp"
#include "engine/load.hpp"
#include "importing/merge.hpp"
#include "importing/old_feeds.hpp"
#include "importing/source.hpp"

namespace citefeed::app {
namespace {

namespace fs = std::filesystem;

/// True for a file below a folder that has no posts of its own.
bool is_generated(const std::string& path) {
  static constexpr std::array<std::string_view, 8> folders = {"public",   "_site",        "themes",     "layouts",
                                                              "_layouts", "node_modules", "archetypes", "_includes"};
  const auto begin = '/' + path;
  return std::any_of(folders.begin(), folders.end(), [&begin](std::string_view folder) {
    return begin.find(fmt::format("/{}/", folder)) != std::string::npos;
  });
}

class Reader final {
 public:
  Reader(const ImportOptions& options, const model::Definitions& definitions)
      : options_(options), definitions_(definitions) {}

  ImportSources read() {
    for (const auto& path : options_.files) {
      std::error_code ignored;
      if (fs::is_directory(path, ignored)) {
        read_folder(path);
      } else {
        read_file(path);
      }
    }
    return std::move(sources_);
  }

 private:
  void read_file(const fs::path& path) {
    const content::DiskTree folder{path.has_parent_path() ? path.parent_path() : fs::path{"."}, ""};
    auto bytes = folder.read(path.filename().string(), importing::max_source_bytes);
    take(path.string(), std::move(bytes), true);
  }

  void read_folder(const fs::path& path) {
    const content::DiskTree folder{path, path.string()};
    const auto listing = folder.list("");
    for (const auto& unreadable : listing.unreadable) {
      sources_.diagnostics.push_back(
          {.file = (path / unreadable.path).generic_string(), .message = "cannot be read: " + unreadable.message});
    }
    std::size_t found = 0, done = 0;
    for (const auto& entry : listing.files) {
      progress_.show(done++, listing.files.size());
      if (is_generated(entry.path)) {
        ++sources_.passed_over;
        continue;
      }
      const auto shown = (path / entry.path).generic_string();
      if (take(shown, folder.read(entry.path, importing::max_source_bytes), false)) ++found;
    }
    if (found > 0) return;
    sources_.diagnostics.push_back(
        {.file = path.string(),
         .message = "expected saved pages, exports, feeds or posts with front matter in the folder, found none"});
  }

  /// Reads one file; true when it has posts. In a folder a page without posts is some other text.
  bool take(const std::string& shown, std::variant<std::string, content::ReadProblem> content, bool is_named) {
    if (const auto* problem = std::get_if<content::ReadProblem>(&content)) {
      sources_.diagnostics.push_back({.file = shown, .message = "cannot be read: " + problem->message});
      return false;
    }
    const auto& bytes = std::get<std::string>(content);
    const bool is_page = importing::kind_of(bytes) == importing::SourceKind::page;
    auto source = importing::read_source(bytes, shown, definitions_.site);
    const bool has_posts = source.value && !source.value->posts.empty();
    if (is_page && !is_named && !has_posts) {
      ++sources_.passed_over;
      return false;
    }
    sources_.diagnostics.insert(sources_.diagnostics.end(), std::make_move_iterator(source.diagnostics.begin()),
                                std::make_move_iterator(source.diagnostics.end()));
    if (!source.value) return false;
    source.value->topic = options_.topic;
    if (is_page && options_.topic.empty())
      source.value->topic = importing::find_topic(definitions_, fs::path{shown}.stem().string());
    sources_.passed_over += source.value->passed_over;
    sources_.pages.push_back(std::move(*source.value));
    return has_posts;
  }

  const ImportOptions& options_;
  const model::Definitions& definitions_;
  Progress progress_{"reading"};
  ImportSources sources_ = {};
};

}  // namespace

ImportSources read_sources(const ImportOptions& options, const model::Definitions& definitions) {
  return Reader{options, definitions}.read();
}

namespace {

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

/// Writes the files of `import`; what kept one from being written. What is new there takes the place of nothing.
std::vector<Diagnostic> write(const importing::Import& import, const std::vector<importing::ExistingFile>& existing,
                              const fs::path& out) {
  std::set<std::string_view> known;
  for (const auto& file : existing) known.insert(file.path);
  std::vector<Diagnostic> problems;
  try {
    SafeDirectory folder{out};
    for (const auto& [path, bytes] : import.files) {
      known.contains(path) ? static_cast<void>(folder.put(path, bytes)) : folder.put_new(path, bytes);
    }
    for (const std::string& path : folder.commit()) {
      problems.push_back({.file = (out / path).string(),
                          .message = "expected no file of this name, found one that came meanwhile; import again"});
    }
  } catch (const fs::filesystem_error& error) {
    problems.push_back(to_diagnostic(error));
  }
  return problems;
}

/// What to write so that the old feeds lead here; empty when nothing is to be written.
std::string proposal(const std::vector<importing::Page>& pages, const model::Definitions& definitions) {
  std::vector<importing::OldFeed> feeds;
  for (const auto& page : pages) {
    for (auto feed : page.feeds) {
      if (!page.topic.empty()) {
        feed.is_of_category = true;
        feed.category.name = page.topic;
      }
      feeds.push_back(std::move(feed));
    }
  }
  return importing::propose_feed_aliases(feeds, definitions);
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
  const auto existing = read_existing(out, *definitions.value);
  const auto import = importing::merge(existing, sources.pages, *definitions.value);
  auto problems = std::move(sources.diagnostics);
  problems.insert(problems.end(), import.diagnostics.begin(), import.diagnostics.end());
  const auto unwritten = import.files.empty() ? std::vector<Diagnostic>{} : write(import, existing, out);
  problems.insert(problems.end(), unwritten.begin(), unwritten.end());
  print_diagnostics(problems);
  if (!unwritten.empty()) return exit_cannot_start;
  std::fputs(proposal(sources.pages, *definitions.value).c_str(), stderr);
  std::fprintf(stderr, "%s\n", summary(import, sources, problems, out).c_str());
  return has_errors(problems) ? exit_content_errors : exit_fine;
}

}  // namespace citefeed::app
