#include "content/loader.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

#include "base/parallel.hpp"
#include "content/definitions_parser.hpp"
#include "content/gone_check.hpp"
#include "content/introduction_parser.hpp"
#include "content/introductions.hpp"
#include "content/post_paths.hpp"
#include "content/post_shelf.hpp"

namespace citefeed::content {
namespace {

constexpr std::size_t many_files = 100;  ///< whose texts may be left for later; an edit is read whole

/// Why `tree` cannot be read at all; empty when it can.
std::string why_unreadable(const FileTree& tree, const std::vector<UnreadableFolder>& folders) {
  for (const auto& folder : folders) {
    if (folder.path.empty()) return tree.name() + " cannot be read: " + folder.message;
  }
  return {};
}

}  // namespace

struct Loader::State {
  const FileTree& content;
  const FileTree& feeds;
  unsigned threads = 1;
  Depth depth = Depth::whole;          ///< to which many files are read
  const KeptVersions* kept = nullptr;  ///< until it was looked at
  std::optional<Iri> base_url = {};    ///< where the site is, whatever the definitions say
  Pause pause = {};
  bool loaded_once = false;

  std::vector<FileEntry> definition_entries = {};
  bool definitions_settled = false;
  bool definitions_incomplete = false;  ///< some of them could not be read, for a reason that may pass
  std::shared_ptr<const model::Definitions> definitions = {};
  std::vector<Diagnostic> definition_diagnostics = {};

  std::string unreadable_definitions = {};  ///< why feeds/ cannot be read at all; empty when it can
  std::vector<UnreadableFolder> unreadable = {};
  bool tree_went_away = false;  ///< while files were read last
  std::vector<PassedOver> passed_over = {};
  std::vector<PassedOver> definitions_passed_over = {};
  PostShelf shelf = {};
  IntroductionShelf introductions = {};

  /// True when there are other definitions than before.
  bool refresh_definitions() {
    std::vector<std::string> known;
    for (const auto& entry : definition_entries) known.push_back(entry.path);
    const auto [listing, gone, in_between] = list_patiently(feeds, definition_suffix, pause, known);
    unreadable_definitions = why_unreadable(feeds, listing.unreadable);
    const bool same = listing.files == definition_entries && listing.passed_over == definitions_passed_over;
    if (definitions_settled && listing.unreadable.empty() && same) return false;
    definitions_settled = false;            // until they have been read, whatever happens before that
    if (!in_between.empty()) return false;  // an event will follow
    const auto files = read_definition_files(feeds, listing);
    definition_entries = listing.files;
    definitions_passed_over = listing.passed_over;
    definitions_incomplete = files.may_pass || !listing.unreadable.empty();
    if (files.busy && definitions) return false;  // an event will follow
    auto outcome = parse_definitions(files, feeds.name());
    if (outcome.value && base_url) move_site(*outcome.value);
    const bool news = outcome.value && (!definitions || definitions->digest != outcome.value->digest);
    if (news) definitions = std::make_shared<const model::Definitions>(std::move(*outcome.value));
    definition_diagnostics = std::move(outcome.diagnostics);
    definitions_settled = !files.busy && !definitions_incomplete;
    return news;
  }

  void move_site(model::Definitions& moved) const {
    moved.site.base_url = *base_url;
    moved.digest = DigestBuilder{}.add(moved.digest).add(base_url->text).finish();
  }

  void recall_definitions() {
    auto outcome = parse_definitions({.bytes = kept->definitions()}, feeds.name());
    if (outcome.value && base_url) move_site(*outcome.value);
    if (outcome.value) definitions = std::make_shared<const model::Definitions>(std::move(*outcome.value));
  }

  /// Takes from an earlier process, which kept the posts at `paths`, what cannot be read any more.
  void recall_posts(const std::vector<std::string>& paths, const Listing& listing,
                    const std::vector<std::string>& in_between) {
    std::vector<PostShelf::Entry*> files;
    std::vector<bool> unseen;
    const auto lost = shelf.losers();
    for (const auto& path : paths) {
      const auto found = shelf.files().find(path);
      const bool is_listed = found != shelf.files().end();
      const bool is_away = is_unseen(path, listing) || std::binary_search(in_between.begin(), in_between.end(), path);
      if (is_listed ? found->second.current != nullptr && !lost.contains(path) : !is_away) continue;
      files.push_back(&shelf.at(path));
      unseen.push_back(!is_listed);
    }
    for_each_index(files.size(), threads, [&](std::size_t i) {
      recall_file(*kept, files[i]->first, content.name(), *definitions, unseen[i], files[i]->second);
    });
    for (const auto* file : files) shelf.settle(*file);
  }

  /// The listing of the moment, and what became of the posts that were there, `known` to an earlier process too.
  [[nodiscard]] PatientListing list_posts(std::vector<std::string> known) {
    for (const auto& [path, file] : shelf.files()) known.push_back(path);
    std::sort(known.begin(), known.end());
    return list_patiently(content, post_suffix, pause, known);
  }

  void read_changed(const Listing& listing) {
    std::vector<PostShelf::Entry*> changed;
    for (const auto& entry : listing.files) {
      auto& shelved = shelf.at(entry.path);
      auto& file = shelved.second;
      if (file.settled && file.signature == entry.signature) continue;
      file.signature = entry.signature;
      file.settled = false;  // until it has been read, whatever happens before that
      changed.push_back(&shelved);
    }
    (void)read(changed, true);  // what is unfit has just been listed as such
  }

  void read_each(const std::vector<PostShelf::Entry*>& files, Depth wanted) {
    for_each_index(files.size(), threads, [&](std::size_t i) {
      auto& [path, file] = *files[i];
      read_file(content, path, *definitions, wanted, file);
    });
  }

  /// Whether a file beside `missing` is there: else the tree may be gone, not just these.
  [[nodiscard]] bool has_file_beside(const std::vector<PostShelf::Entry*>& missing) {
    const auto& files = shelf.files();
    const auto other = std::find_if(files.begin(), files.end(), [&missing](const PostShelf::Entry& entry) {
      return !entry.second.gone && std::find(missing.begin(), missing.end(), &entry) == missing.end();
    });
    if (other == files.end()) return false;
    const auto found = content.read(other->first, max_post_bytes);
    const auto* problem = std::get_if<ReadProblem>(&found);
    return problem == nullptr || !problem->gone;
  }

  /// True when only a whole look can tell: something that was to be read is passed over instead, or the whole tree may
  /// be gone. `are_listed`: all were there a moment ago.
  bool read(const std::vector<PostShelf::Entry*>& files, bool are_listed = false) {
    const Depth wanted = files.size() < many_files ? Depth::whole : depth;
    read_each(files, wanted);
    std::vector<PostShelf::Entry*> missing;
    const auto find_missing = [&] {
      missing.clear();
      std::copy_if(files.begin(), files.end(), std::back_inserter(missing), [are_listed](const auto* entry) {
        return entry->second.gone && !entry->second.unfit && (entry->second.good || are_listed);
      });
      return missing.empty();
    };
    look_again(pause, find_missing, [&] { read_each(missing, wanted); });
    tree_went_away = !find_missing() && !has_file_beside(missing);
    if (!tree_went_away) read_each(missing, wanted);  // in case the whole tree has just come back
    const bool unfit = std::any_of(files.begin(), files.end(), [](const auto* entry) { return entry->second.unfit; });
    if (tree_went_away) {
      for (auto* entry : missing) entry->second.gone = entry->second.settled = false;
    }
    for (const auto* entry : files) shelf.settle(*entry);
    return unfit || tree_went_away;
  }

  /// True when one of these paths is passed over now or was so far: only a listing tells.
  [[nodiscard]] bool needs_listing(const std::vector<std::string>& paths) const {
    return std::any_of(paths.begin(), paths.end(), [&](const std::string& path) {
      const bool known = std::any_of(passed_over.begin(), passed_over.end(),
                                     [&path](const PassedOver& entry) { return entry.path == path; });
      return known || !path.ends_with(post_suffix) || why_no_post(path).has_value();
    });
  }

  Loaded show() {
    Loaded loaded{.definitions = definitions,
                  .diagnostics = definition_diagnostics,
                  .unreadable = why_unreadable(content, unreadable),
                  .incomplete = definitions_incomplete || !unreadable.empty(),
                  .has_unread = shelf.has_unread()};
    for (const auto& folder : unreadable) {
      loaded.diagnostics.push_back({.file = folder.path.empty() ? content.name() : content.name() + "/" + folder.path,
                                    .message = "cannot be read: " + folder.message});
    }
    for (const auto& [path, message] : passed_over) {
      loaded.diagnostics.push_back({.file = shown_path(content.name(), path),
                                    .severity = Severity::warning,
                                    .message = "is passed over: " + message});
    }
    if (loaded.unreadable.empty()) loaded.unreadable = unreadable_definitions;
    shelf.show(content.name(), loaded);
    if (definitions) {
      introductions.show(content.name(), shelf, definitions->site.time_zone, loaded);
      auto warnings = check_gone(shelf, definitions->gone, content.name(), feeds.name());
      std::move(warnings.begin(), warnings.end(), std::back_inserter(loaded.diagnostics));
    }
    sort_by_place(loaded.diagnostics);
    return loaded;
  }
};

Loader::Loader(const FileTree& content, const FileTree& feeds, unsigned threads, Depth depth, const KeptVersions* kept,
               Pause pause)
    : state_(new State{.content = content,
                       .feeds = feeds,
                       .threads = std::max(1U, threads),
                       .depth = depth,
                       .kept = kept,
                       .pause = std::move(pause)}) {}

Loader::~Loader() = default;

void Loader::publish_at(Iri base_url) {
  state_->base_url = std::move(base_url);
}

Loaded Loader::load() {
  auto& state = *state_;
  state.loaded_once = true;
  if (state.refresh_definitions()) {
    for (auto& [path, file] : state.shelf.files()) file.settled = false;
  }
  if (!state.definitions && state.kept != nullptr) state.recall_definitions();
  if (!state.definitions) return state.show();
  const auto kept_posts = state.kept == nullptr ? std::vector<std::string>{} : state.kept->posts();
  const bool had_posts = !kept_posts.empty() || !state.shelf.files().empty();
  auto [listing, gone, in_between] = state.list_posts(kept_posts);
  pass_over_no_posts(listing);
  if (has_no_post(listing) && listing.unreadable.empty() && had_posts) {
    listing.unreadable.push_back({.message = "there is no post in it any more; is its disk mounted?"});
  }
  state.introductions.take_from(listing, state.content, *state.definitions);
  for (const auto& path : gone) {
    if (!is_unseen(path, listing)) state.shelf.erase(path);
  }
  const bool is_first = state.shelf.files().empty();
  state.read_changed(listing);
  if (state.tree_went_away) {
    listing.unreadable.push_back({.message = "it went away while it was read"});
    if (is_first) state.shelf = {};  // a part of the posts would be taken for all of them
  }
  state.unreadable = listing.unreadable;
  state.passed_over = listing.passed_over;
  if (state.kept != nullptr) state.recall_posts(kept_posts, listing, in_between);
  state.kept = nullptr;
  return state.show();
}

Loaded Loader::reload(const std::vector<std::string>& content_paths) {
  auto& state = *state_;
  if (!state.loaded_once || !state.definitions) return load();
  std::vector<std::string> paths;
  std::copy_if(content_paths.begin(), content_paths.end(), std::back_inserter(paths), is_post_path);
  std::sort(paths.begin(), paths.end());
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  if (state.needs_listing(paths)) return load();
  const auto first =
      std::stable_partition(paths.begin(), paths.end(), [](const auto& path) { return !is_introduction_path(path); });
  const std::vector<std::string> introductions{first, paths.end()};
  paths.erase(first, paths.end());
  if (state.introductions.read(introductions, state.content, *state.definitions)) return load();
  std::vector<PostShelf::Entry*> files;
  files.reserve(paths.size());
  for (const auto& path : paths) {
    files.push_back(&state.shelf.at(path));
    files.back()->second.signature = {};  // unknown until the next load()
  }
  return state.read(files) ? load() : state.show();
}

bool Loader::read_texts(std::size_t at_most) {
  return state_->shelf.read_texts(state_->content.name(), at_most);
}

void Loader::tell_all_again() noexcept {
  state_->shelf.forget_standing();
}

}  // namespace citefeed::content
