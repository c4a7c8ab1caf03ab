#include "engine/followed_site.hpp"

#include <chrono>
#include <exception>
#include <string>
#include <thread>

#include "engine/load.hpp"

namespace citefeed::engine {
namespace {

constexpr std::size_t content_root = 0;  ///< the watcher's first root

/// In which a file is replaced by one that takes the old one away first.
constexpr std::chrono::seconds longest_gap{2};
constexpr int further_looks = 4;
constexpr std::chrono::milliseconds pause_after_failure{100};  ///< what fails at once would fail again and again

}  // namespace

FollowedSite::FollowedSite(const Trees& trees, const Clock& clock, Log& log, Vitals& vitals, VersionStore* versions,
                           Audience audience)
    : log_(log),
      versions_(versions),
      content_(trees.content, trees.content.string()),
      feeds_(trees.feeds, trees.feeds.string()),
      watcher_({trees.content, trees.feeds}, {}, log),
      loader_(content_, feeds_, processors(), content::Depth::header, versions,
              {.longest = longest_gap, .looks = further_looks}),
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
  rebuild_.everything();
  if (!current_.get()) return false;
  if (versions_ != nullptr && versions_->is_usable())
    keeper_.emplace(
        Keeper::Parts{.content = content_, .feeds = feeds_, .current = current_, .store = *versions_, .log = log_});
  return true;
}

std::optional<watch::Change> FollowedSite::wait() {
  try {
    timer_.set(rebuild_.next_due());
    return watcher_.wait(rebuild_.next_look(), &timer_);
  } catch (const std::exception& error) {
    log_.write("watch_failed", {{.key = "message", .value = error.what()}});
    rebuild_.note_failure();  // changes may have been missed
    std::this_thread::sleep_for(pause_after_failure);
    return std::nullopt;
  }
}

void FollowedSite::follow(const std::optional<watch::Change>& change) {
  try {
    change ? rebuild_after(*change) : rebuild_.due();
  } catch (const std::exception& error) {
    log_.write("rebuild_failed", {{.key = "message", .value = error.what()}});
    rebuild_.note_failure();
  }
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
