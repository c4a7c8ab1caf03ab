#include "content/loader.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

#include "base/instant.hpp"
#include "base/parallel.hpp"
#include "content/definitions_shelf.hpp"
#include "content/gone_check.hpp"
#include "content/introduction_parser.hpp"
#include "content/introductions.hpp"
#include "content/missing_files.hpp"
#include "content/moved_posts.hpp"
#include "content/post_paths.hpp"
#include "content/post_shelf.hpp"

namespace citefeed::content {
namespace {

constexpr std::size_t many_files = 100;  ///< whose texts may be left for later; an edit is read whole

}  // namespace

struct Loader::State {
  const FileTree& content;
  unsigned threads = 1;
  Depth depth = Depth::whole;          ///< to which many files are read
  const KeptVersions* kept = nullptr;  ///< until it was looked at
  DefinitionsShelf feeds;
  MissingFiles missing;  ///< of content/
  bool loaded_once = false;

  std::vector<UnreadableFolder> unreadable = {};
  bool tree_went_away = false;  ///< while files were read last
  std::vector<PassedOver> passed_over = {};
  PostShelf shelf = {};
  IntroductionShelf introductions{missing};
  std::vector<std::shared_ptr<const model::Post>> come = {};  ///< of files that came in this look

  [[nodiscard]] const model::Definitions& definitions() const { return *feeds.current(); }

  /// Takes from an earlier process, which kept the posts at `paths`, what cannot be read any more.
  void recall_posts(const std::vector<std::string>& paths, const Listing& listing) {
    std::vector<PostShelf::Entry*> files;
    std::vector<bool> unseen;
    const auto lost = shelf.losers();
    for (const auto& path : paths) {
      const auto found = shelf.files().find(path);
      const bool is_listed = found != shelf.files().end();
      if (is_listed && found->second.current && !lost.contains(path)) continue;
      if (!is_listed && !is_unseen(path, listing) && missing.note(path)) continue;
      files.push_back(&shelf.at(path));
      unseen.push_back(!is_listed);
    }
    for_each_index(files.size(), threads, [&](std::size_t i) {
      recall_file(*kept, files[i]->first, content.name(), definitions(), unseen[i], files[i]->second);
    });
    for (const auto* file : files) shelf.settle(*file);
  }

  /// The paths of all files that are on a shelf or in `kept_posts`, ascending.
  [[nodiscard]] std::vector<std::string> known_paths(const std::vector<std::string>& kept_posts) const {
    auto known = introductions.paths();
    known.insert(known.end(), kept_posts.begin(), kept_posts.end());
    for (const auto& [path, file] : shelf.files()) known.push_back(path);
    std::sort(known.begin(), known.end());
    return known;
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
      read_file(content, path, definitions(), wanted, file);
    });
  }

  /// Whether a file beside `vanished` is there: else the tree may be gone, not just these.
  [[nodiscard]] bool has_file_beside(const std::vector<PostShelf::Entry*>& vanished) {
    const auto& files = shelf.files();
    const auto other = std::find_if(files.begin(), files.end(), [&](const PostShelf::Entry& entry) {
      return !entry.second.gone && !missing.has(entry.first) &&
             std::find(vanished.begin(), vanished.end(), &entry) == vanished.end();
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
    std::vector<PostShelf::Entry*> vanished;
    std::copy_if(files.begin(), files.end(), std::back_inserter(vanished), [are_listed](const auto* entry) {
      return entry->second.gone && !entry->second.unfit && (entry->second.good || are_listed);
    });
    tree_went_away = !vanished.empty() && !has_file_beside(vanished);
    if (!tree_went_away) read_each(vanished, wanted);  // in case the whole tree has just come back
    const bool unfit = std::any_of(files.begin(), files.end(), [](const auto* entry) { return entry->second.unfit; });
    if (tree_went_away) {
      for (auto* entry : vanished) entry->second.gone = entry->second.settled = false;
    }
    for (auto* entry : files) settle(*entry);
    return unfit || tree_went_away;
  }

  /// A file that is gone stays on the shelf until it has been missing for long enough.
  void settle(PostShelf::Entry& entry) {
    auto& [path, file] = entry;
    const bool is_missing = file.gone && file.good;
    if (is_missing && !missing.note(path)) {
      file.gone = false;
    } else {
      missing.forget(path);
    }
    if (file.current && !file.good) come.push_back(file.current);
    shelf.settle(entry);
  }

  /// Whether somebody may just be writing anew the file at `path`, which is missing.
  [[nodiscard]] bool may_come_back(const std::string& path, const NewlyCome& elsewhere) const {
    if (is_introduction_path(path)) return true;
    const auto found = shelf.files().find(path);
    const auto post = found == shelf.files().end() ? nullptr : found->second.good;
    return post && !elsewhere.has(*post) && !names_post(definitions().gone, post->id);
  }

  /// Drops what is gone: what has been missing for long enough or is on no shelf; and at once a post that came back in
  /// another file, which readers would have twice, or that is said to be gone.
  void drop_gone() {
    const auto came = std::exchange(come, {});
    const auto paths = missing.paths();
    if (paths.empty()) return;
    NewlyCome elsewhere;
    for (const auto& post : came) elsewhere.add(*post);
    for (const auto& path : paths) {
      if (!missing.is_gone(path) && may_come_back(path, elsewhere)) continue;
      missing.forget(path);
      shelf.erase(path);
      introductions.erase(path);
    }
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
    Loaded loaded{.definitions = feeds.current(),
                  .diagnostics = feeds.diagnostics(),
                  .unreadable = why_unreadable(content, unreadable),
                  .incomplete = feeds.is_incomplete() || !unreadable.empty(),
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
    if (loaded.unreadable.empty()) loaded.unreadable = feeds.unreadable();
    shelf.show(content.name(), loaded);
    if (feeds.current()) {
      introductions.show(content.name(), shelf, definitions().site.time_zone, loaded);
      auto warnings = check_gone(shelf, definitions().gone, content.name(), feeds.name());
      std::move(warnings.begin(), warnings.end(), std::back_inserter(loaded.diagnostics));
    }
    sort_by_place(loaded.diagnostics);
    return loaded;
  }
};

Loader::Loader(const FileTree& content, const FileTree& feeds, unsigned threads, Depth depth, const KeptVersions* kept,
               const Patience& patience)
    : state_(new State{.content = content,
                       .threads = std::max(1U, threads),
                       .depth = depth,
                       .kept = kept,
                       .feeds = DefinitionsShelf{feeds, patience},
                       .missing = MissingFiles{patience}}) {}

Loader::~Loader() = default;

void Loader::publish_at(Iri base_url) {
  state_->feeds.publish_at(std::move(base_url));
}

Loaded Loader::load() {
  auto& state = *state_;
  state.loaded_once = true;
  if (state.feeds.refresh()) {
    for (auto& [path, file] : state.shelf.files()) file.settled = false;
  }
  if (!state.feeds.current() && state.kept != nullptr) state.feeds.recall(*state.kept);
  if (!state.feeds.current()) return state.show();
  const auto kept_posts = state.kept == nullptr ? std::vector<std::string>{} : state.kept->posts();
  const bool is_first = state.shelf.files().empty();
  auto listing = state.content.list(post_suffix);
  pass_over_no_posts(listing);
  if (has_no_post(listing) && listing.unreadable.empty() && !(is_first && kept_posts.empty())) {
    listing.unreadable.push_back({.message = "there is no post in it any more; is its disk mounted?"});
  }
  state.missing.compare(listing, state.known_paths(kept_posts));
  state.introductions.take_from(listing, state.content, state.definitions());
  state.read_changed(listing);
  if (state.tree_went_away) {
    listing.unreadable.push_back({.message = "it went away while it was read"});
    if (is_first) state.shelf = {};  // a part of the posts would be taken for all of them
  }
  state.unreadable = listing.unreadable;
  state.passed_over = listing.passed_over;
  if (state.kept != nullptr) state.recall_posts(kept_posts, listing);
  state.kept = nullptr;
  state.drop_gone();
  return state.show();
}

Loaded Loader::reload(const std::vector<std::string>& content_paths) {
  auto& state = *state_;
  if (!state.loaded_once || !state.feeds.current()) return load();
  auto paths = state.missing.gone();
  std::copy_if(content_paths.begin(), content_paths.end(), std::back_inserter(paths), is_post_path);
  std::sort(paths.begin(), paths.end());
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  if (state.needs_listing(paths)) return load();
  const auto first =
      std::stable_partition(paths.begin(), paths.end(), [](const auto& path) { return !is_introduction_path(path); });
  const std::vector<std::string> introductions{first, paths.end()};
  paths.erase(first, paths.end());
  if (state.introductions.read(introductions, state.content, state.definitions())) return load();
  std::vector<PostShelf::Entry*> files;
  files.reserve(paths.size());
  for (const auto& path : paths) {
    files.push_back(&state.shelf.at(path));
    files.back()->second.signature = {};  // unknown until the next load()
  }
  if (state.read(files)) return load();
  state.drop_gone();
  return state.show();
}

std::optional<std::chrono::milliseconds> Loader::next_look() const {
  return earlier(state_->missing.next(), state_->feeds.next_look());
}

std::optional<Loaded> Loader::look_for_missing() {
  const bool concerns_definitions = state_->feeds.look_for_missing();
  const auto back = state_->missing.look_for(state_->content);
  if (concerns_definitions) return load();
  if (back.empty() && state_->missing.gone().empty()) return std::nullopt;
  return reload(back);
}

bool Loader::read_texts(std::size_t at_most) {
  return state_->shelf.read_texts(state_->content.name(), at_most);
}

void Loader::tell_all_again() noexcept {
  state_->shelf.forget_standing();
}

}  // namespace citefeed::content
