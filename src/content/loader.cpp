#include "content/loader.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "base/instant.hpp"
#include "base/parallel.hpp"
#include "content/definitions_shelf.hpp"
#include "content/introductions.hpp"
#include "content/post_address.hpp"
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
  Awaited awaited;  ///< of content/
  bool has_loaded = false;

  std::vector<UnreadableFolder> unreadable = {};
  bool tree_went_away = false;  ///< while files were read last
  std::vector<PassedOver> passed_over = {};
  PostShelf shelf = {};
  IntroductionShelf introductions{awaited};
  std::vector<std::shared_ptr<const model::Post>> come = {};  ///< of files that came in this look

  [[nodiscard]] const Patience& patience() const { return awaited.patience(); }
  /// After a look that found some.
  [[nodiscard]] const model::Definitions& definitions() const { return *feeds.understood(); }

  /// Takes note of what befell a file.
  void settle(PostShelf::Entry& entry) {
    const auto& [path, file] = entry;
    awaited.update(path, file.post);
    if (file.post.state() == FileState::gone) return shelf.erase(std::string{path});  // a copy: the entry goes
    if (file.post.said() && !file.post.last_good()) come.push_back(file.post.said());
    shelf.settle(entry);
  }

  /// A post that is on the shelf and not in `listing`.
  void leave_behind(PostShelf::Entry& entry, const Listing& listing) {
    auto& post = entry.second.post;
    const auto state = post.state();
    const auto standing = post.standing();
    is_unseen(entry.first, listing) ? post.hide() : post.miss(patience());
    leave_undefined(definitions(), entry.second);
    if (post.state() != state || post.standing() != standing) settle(entry);
  }

  /// Posts that are on the shelf and not in `listing` are missing, or out of sight. Gives those that are to be read.
  std::vector<PostShelf::Entry*> compare(const Listing& listing) {
    std::vector<PostShelf::Entry*> changed;
    auto shelved = shelf.files().begin();
    const auto leave_those_before = [&](const std::string* until) {
      while (shelved != shelf.files().end() && (until == nullptr || shelved->first < *until)) {
        leave_behind(*shelved++, listing);  // which may be erased
      }
    };
    for (const auto& [path, signature] : listing.files) {
      leave_those_before(&path);
      auto& entry = shelf.at(path);
      if (shelved != shelf.files().end() && shelved->first == path) ++shelved;
      entry.second.post.list(signature, patience());
      if (entry.second.post.is_to_be_read()) changed.push_back(&entry);
    }
    leave_those_before(nullptr);
    return changed;
  }

  /// A post whose file was to be read and is not there.
  struct Absent {
    PostShelf::Entry* entry = nullptr;
    Sight sight = Sight::nothing;
  };

  /// Reads `files`; those that are not there.
  std::vector<Absent> read_each(const std::vector<PostShelf::Entry*>& files, Depth wanted) {
    std::vector<Sight> sights(files.size());
    try {
      for_each_index(files.size(), threads, [&](std::size_t i) {
        auto& [path, file] = *files[i];
        sights[i] = read_file(content, path, definitions(), wanted, patience(), file);
      });
    } catch (...) {
      for (auto* entry : files) entry->second.post.doubt();  // nobody has taken note of those that were read
      throw;
    }
    std::vector<Absent> absent;
    for (std::size_t i = 0; i < files.size(); ++i) {
      if (sights[i] != Sight::file) absent.push_back({.entry = files[i], .sight = sights[i]});
    }
    return absent;
  }

  static std::vector<PostShelf::Entry*> entries_of(const std::vector<Absent>& absent) {
    std::vector<PostShelf::Entry*> entries;
    entries.reserve(absent.size());
    for (const auto& each : absent) entries.push_back(each.entry);
    return entries;
  }

  /// Whether a file beside `vanished` is there: else the tree may be gone, not just these.
  [[nodiscard]] bool has_file_beside(const std::vector<PostShelf::Entry*>& vanished) {
    const auto& files = shelf.files();
    const auto other = std::find_if(files.begin(), files.end(), [&](const PostShelf::Entry& entry) {
      return !entry.second.post.is_out_of_sight() &&
             std::find(vanished.begin(), vanished.end(), &entry) == vanished.end();
    });
    return other != files.end() && is_there(content, other->first);
  }

  /// True when only a whole look can tell: something that was to be read is passed over instead, or the whole tree may
  /// be gone. `are_listed`: all were there a moment ago.
  bool read(const std::vector<PostShelf::Entry*>& files, bool are_listed = false) {
    const Depth wanted = files.size() < many_files ? Depth::whole : depth;
    auto absent = read_each(files, wanted);
    std::vector<PostShelf::Entry*> vanished;
    for (const auto& [entry, sight] : absent) {
      const auto& post = entry->second.post;
      const bool was_there = are_listed || post.last_good() || post.state() != FileState::unread;
      if (sight == Sight::nothing && was_there) vanished.push_back(entry);
    }
    tree_went_away = !vanished.empty() && !has_file_beside(vanished);
    if (!tree_went_away) absent = read_each(entries_of(absent), wanted);  // the whole tree may just have come back
    for (const auto& [entry, sight] : absent) {
      tree_went_away ? entry->second.post.hide() : entry->second.post.miss(patience());
    }
    for (auto* entry : files) settle(*entry);
    return tree_went_away || std::any_of(absent.begin(), absent.end(),
                                         [](const Absent& each) { return each.sight == Sight::something_else; });
  }

  /// Takes from an earlier process, which kept the posts at `paths`, what cannot be read any more.
  void recall_posts(const std::vector<std::string>& paths, const Listing& listing) {
    std::vector<PostShelf::Entry*> files, absent;
    const auto duplicates = shelf.duplicates();
    for (const auto& path : paths) {
      const auto found = shelf.files().find(path);
      const bool is_there = found != shelf.files().end();
      if (is_there && found->second.post.said() && !duplicates.contains(path)) continue;
      files.push_back(&shelf.at(path));
      if (is_there) continue;
      files.back()->second.post.hide();
      absent.push_back(files.back());
    }
    for_each_index(files.size(), threads, [&](std::size_t i) {
      recall_file(*kept, files[i]->first, content.name(), definitions(), files[i]->second);
    });
    for (auto* entry : absent) {
      if (!is_unseen(entry->first, listing)) entry->second.post.miss(patience());
    }
    for (auto* entry : files) settle(*entry);
  }

  /// Whether somebody may just be writing anew the file at `path`, which is missing.
  [[nodiscard]] bool may_come_back(const std::string& path, const Arrivals& arrivals) const {
    if (is_introduction_path(path)) return true;
    const auto found = shelf.files().find(path);
    const auto post = found == shelf.files().end() ? nullptr : found->second.post.last_good();
    return post && !arrivals.include(*post) && !is_said_to_be_gone(post->id);
  }

  [[nodiscard]] bool is_said_to_be_gone(const std::string& id) const {
    const auto& gone = definitions().gone.posts;
    return std::any_of(gone.begin(), gone.end(), [&](const model::GonePost& each) {
      return each.id == id && each.withdrawal.date <= patience().date();
    });
  }

  /// Drops at once what is missing and came back in another file, where readers would have it twice, or is said to be
  /// gone.
  void drop_moved() {
    const auto came = std::exchange(come, {});
    const auto missing = awaited.missing();
    if (missing.empty()) return;
    Arrivals arrivals;
    for (const auto& post : came) arrivals.add(*post);
    for (const auto& path : missing) {
      if (may_come_back(path, arrivals)) continue;
      awaited.forget(path);
      shelf.erase(path);
    }
  }

  /// As if they had never been seen.
  void forget_posts() {
    for (const auto& [path, file] : shelf.files()) awaited.forget(path);
    shelf = {};
    come.clear();
  }

  /// Looks for everything that is missing; the paths of files that are there again, or gone.
  [[nodiscard]] std::vector<std::string> look_for_missing() {
    std::vector<std::string> found;
    for (const auto& path : awaited.missing()) {
      const bool is_back = is_there(content, path);
      if (is_back || miss(path) == FileState::gone) found.push_back(path);
    }
    awaited.note_look();
    return found;
  }

  FileState miss(const std::string& path) {
    if (is_introduction_path(path)) return introductions.miss(path);
    auto& post = shelf.at(path).second.post;
    post.miss(patience());
    return post.state();
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
                  .understood = feeds.understood(),
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
    const auto& understood = feeds.understood();
    shelf.show(content.name(), {.now = patience().date(), .zone = understood ? understood->site.time_zone : TimeZone{}},
               loaded);
    for (const auto& path : feeds.kept()) loaded.kept.push_back(shown_path(feeds.name(), path));
    if (feeds.understood()) {
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
                       .feeds = DefinitionsShelf{feeds, patience, kept},
                       .awaited = Awaited{patience}}) {}

Loader::~Loader() = default;

void Loader::publish_at(Iri base_url) {
  state_->feeds.publish_at(std::move(base_url));
}

void Loader::heed(std::shared_ptr<const Retractions> retractions) {
  state_->shelf.heed(std::move(retractions));
}

Loaded Loader::load() {
  auto& state = *state_;
  if (state.feeds.refresh()) {
    for (auto& [path, file] : state.shelf.files()) {
      if (!state.has_loaded) file.post.keep(nullptr);  // it was good by what could be understood
      file.post.doubt();
    }
  }
  if (!state.feeds.understood()) return state.show();
  state.has_loaded = state.feeds.current() != nullptr;
  const auto kept_posts = state.kept == nullptr ? std::vector<std::string>{} : state.kept->posts();
  const bool is_first = state.shelf.files().empty();
  auto listing = state.content.list(post_suffix);
  pass_over_no_posts(listing);
  if (has_no_post(listing) && listing.unreadable.empty() && !(is_first && kept_posts.empty())) {
    listing.unreadable.push_back({.message = "there is no post in it any more; is its disk mounted?"});
  }
  state.awaited.note_look();
  state.introductions.take_from(listing, state.content, state.definitions());
  (void)state.read(state.compare(listing), true);  // what is unfit has just been listed as such
  if (state.tree_went_away) {
    listing.unreadable.push_back({.message = "it went away while it was read"});
    if (is_first) state.forget_posts();  // a part of them would be taken for all
  }
  state.unreadable = listing.unreadable;
  state.passed_over = listing.passed_over;
  if (state.kept != nullptr && state.has_loaded) state.recall_posts(kept_posts, listing);
  if (state.has_loaded) state.kept = nullptr;
  state.drop_moved();
  return state.show();
}

Loaded Loader::reload(const std::vector<std::string>& content_paths) {
  auto& state = *state_;
  if (!state.has_loaded) return load();
  std::vector<std::string> paths;
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
  for (const auto& path : paths) files.push_back(&state.shelf.at(path));
  if (state.read(files)) return load();
  state.drop_moved();
  return state.show();
}

std::optional<std::chrono::milliseconds> Loader::next_look() const {
  return earlier(state_->awaited.next(), state_->feeds.next_look());
}

std::optional<Loaded> Loader::look_again() {
  auto& state = *state_;
  const bool concerns_definitions = state.feeds.look_again();
  auto paths = state.look_for_missing();
  const auto settled = state.awaited.settled();
  paths.insert(paths.end(), settled.begin(), settled.end());
  if (concerns_definitions) return load();
  if (paths.empty()) return std::nullopt;
  return reload(paths);
}

bool Loader::lacks_files() const {
  const auto& posts = state_->shelf.files();
  return state_->feeds.lacks_files() || state_->introductions.lacks_files() ||
         std::any_of(posts.begin(), posts.end(), [](const auto& file) { return file.second.post.is_lacking(); });
}

bool Loader::read_texts(std::size_t at_most) {
  return state_->shelf.read_texts(state_->content.name(), at_most);
}

void Loader::tell_all_again() noexcept {
  state_->shelf.forget_standing();
}

}  // namespace citefeed::content
