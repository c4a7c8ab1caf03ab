#include "app/import_sources.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <optional>
#include <variant>

#include "app/progress.hpp"
#include "base/outcome.hpp"
#include "content/disk_tree.hpp"
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

}  // namespace citefeed::app
