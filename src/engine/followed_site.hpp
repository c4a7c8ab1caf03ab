/// The site that two directories describe: built once, then followed as they and the time change.
#pragma once
#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

#include "base/file_descriptor.hpp"
#include "base/instant.hpp"
#include "base/log.hpp"
#include "content/disk_tree.hpp"
#include "content/loader.hpp"
#include "engine/current.hpp"
#include "engine/keeper.hpp"
#include "engine/load.hpp"
#include "engine/rebuild.hpp"
#include "engine/retractions_file.hpp"
#include "engine/version_store.hpp"
#include "engine/vitals.hpp"
#include "resource/current_site.hpp"
#include "watch/watcher.hpp"

namespace citefeed::engine {

/// One thread at a time, except where said otherwise.
class FollowedSite final {
 public:
  /// Watches `trees` from now on. `versions` (null for none) stands in for what is bad at the start, and is kept up to
  /// date afterwards. What is given by reference or pointer must outlive this.
  FollowedSite(const Trees& trees, const Clock& clock, Log& log, Vitals& vitals, VersionStore* versions,
               Audience audience = Audience::readers);

  /// The site is at `base_url`, whatever its definitions say. Before build().
  void publish_at(const Iri& base_url) {
    base_url_ = base_url;
    loader_.publish_at(base_url);
  }

  /// Warns wherever a post does not say what the Retraction Watch database in `file` does, and reads that again when it
  /// has changed. Before build().
  void heed_retractions(std::filesystem::path file) { retractions_.emplace(std::move(file), log_); }

  /// Reads everything and installs the first generation. False when there is nothing to serve: diagnostics() say why,
  /// and nothing was logged of them.
  [[nodiscard]] bool build();
  /// What is wrong now, sorted by place.
  [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const { return rebuild_.diagnostics(); }

  /// Waits until files change, something is due or stop() was called; nothing when no file changed. A lost machine (no
  /// memory) ends the wait, and is logged; everything is looked at again before long.
  [[nodiscard]] std::optional<watch::Change> wait();
  /// Ends wait(), now and later. Safe from any thread.
  void stop() { watcher_.stop(); }
  /// Rebuilds what `change` touches; without a change, publishes what is due. A lost machine (no memory, no
  /// descriptors) costs this generation, not the one that is served.
  void follow(const std::optional<watch::Change>& change);

  /// What is served. Safe from any thread.
  [[nodiscard]] const resource::CurrentSite& site() const { return site_; }
  [[nodiscard]] Current& current() { return current_; }

 private:
  void await_whole_files();
  void note_whole(const watch::Change& change);
  void rebuild_after(const watch::Change& change);
  [[nodiscard]] bool look_at_retractions();

  const Clock& clock_;
  Log& log_;
  VersionStore* const versions_;
  content::DiskTree content_;
  content::DiskTree feeds_;
  watch::Watcher watcher_;  ///< exists before the first look at the trees: nothing slips through between the two
  content::Loader loader_;
  resource::CurrentSite site_ = {};
  Current current_{site_};
  Rebuild rebuild_;
  WallTimer timer_ = {};
  std::optional<Iri> base_url_ = {};
  std::optional<RetractionsFile> retractions_ = {};
  std::optional<Keeper> keeper_ = {};  ///< once there is something to keep
};

}  // namespace citefeed::engine
