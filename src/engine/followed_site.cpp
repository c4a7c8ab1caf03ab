#include "engine/followed_site.hpp"

#include <array>
#include <chrono>
#include <exception>
#include <string>
#include <thread>

#include "engine/load.hpp"

namespace citefeed::engine {
namespace {

constexpr std::size_t content_root = 0;  ///< the watcher's first root

constexpr std::chrono::milliseconds pause_after_failure{100};  ///< what fails at once would fail again and again
constexpr std::chrono::milliseconds pause_at_start{10};

}  // namespace

FollowedSite::FollowedSite(const Trees& trees, const Clock& clock, Log& log, Vitals& vitals, VersionStore* versions,
                           Audience audience)
    : clock_(clock),
      log_(log),
      versions_(versions),
      content_(trees.content, trees.content.string()),
      feeds_(trees.feeds, trees.feeds.string()),
      watcher_({trees.content, trees.feeds}, {}, log),
      loader_(content_, feeds_, processors(), content::Depth::header, versions, usual_patience()),
      rebuild_({.loader = loader_,
                .clock = clock,
                .log = log,
                .current = current_,
                .audience = audience,
                .threads = processors(),
                .vitals = &vitals,
                .versions = versions,
                .content_name = content_.name(),
                .feeds_name = feeds_.name()}) {}

bool FollowedSite::build() {
  (void)look_at_retractions();
  rebuild_.everything();
  await_whole_files();
  if (!current_.get()) return false;
  if (versions_ != nullptr && versions_->is_usable())
    keeper_.emplace(Keeper::Parts{.content = content_,
                                  .feeds = feeds_,
                                  .current = current_,
                                  .store = *versions_,
                                  .log = log_,
                                  .base_url = base_url_});
  return true;
}

std::optional<watch::Change> FollowedSite::wait() {
  try {
    timer_.set(earlier(rebuild_.next_due(), retractions_ ? std::optional{retractions_->next_look()} : std::nullopt));
    auto change = watcher_.wait(rebuild_.next_look(), &timer_);
    if (change) note_whole(*change);
    return change;
  } catch (const std::exception& error) {
    log_.write("watch_failed", {{.key = "message", .value = error.what()}});
    rebuild_.note_failure();  // changes may have been missed
    std::this_thread::sleep_for(pause_after_failure);
    return std::nullopt;
  }
}

/// Of what is saved meanwhile, events tell that it is whole.
void FollowedSite::await_whole_files() {
  const auto end = std::chrono::steady_clock::now() + longest_start;
  while (loader_.lacks_files() && std::chrono::steady_clock::now() < end) {
    const auto change = wait();
    follow(change);
    if (!change) std::this_thread::sleep_for(pause_at_start);  // stop() may have been called
  }
}

void FollowedSite::note_whole(const watch::Change& change) {
  std::array<std::vector<std::string>, 2> paths;  // by root
  for (const watch::ChangedFile& file : change.files) paths.at(file.root).push_back(file.path);
  content_.note_whole(paths[content_root], change.as_of);
  feeds_.note_whole(paths[1 - content_root], change.as_of);
}

void FollowedSite::follow(const std::optional<watch::Change>& change) {
  try {
    if (change) return rebuild_after(*change);
    if (look_at_retractions()) rebuild_.files({});
    rebuild_.due();
  } catch (const std::exception& error) {
    log_.write("rebuild_failed", {{.key = "message", .value = error.what()}});
    rebuild_.note_failure();
  }
}

/// True when they say something else than before.
bool FollowedSite::look_at_retractions() {
  const Instant now = clock_.now();
  if (!retractions_ || retractions_->next_look() > now) return false;
  auto retractions = retractions_->look(now);
  if (!retractions) return false;
  loader_.heed(std::move(retractions));
  return true;
}

/// A few posts alone; everything when definitions changed or the watcher lost track.
void FollowedSite::rebuild_after(const watch::Change& change) {
  std::vector<std::string> content_paths;
  for (const watch::ChangedFile& file : change.files) {
    if (file.root != content_root) return rebuild_.everything();
    content_paths.push_back(file.path);
  }
  return change.everything ? rebuild_.everything() : rebuild_.files(content_paths);
}

}  // namespace citefeed::engine
