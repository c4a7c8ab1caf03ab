/// Waits for changes of files below some roots, and says which files changed.
#pragma once
#include <chrono>
#include <cstddef>
#include <deque>
#include <filesystem>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "base/file_descriptor.hpp"
#include "base/log.hpp"
#include "watch/tree_watch.hpp"

namespace citefeed::watch {

struct WatchConfig {
  DebounceConfig debounce = {};
  TreeConfig tree = {};
};

/// What is wrong with `config`, as one sentence; nothing when it is usable.
[[nodiscard]] std::optional<const char*> problem_with(const WatchConfig& config);

struct ChangedFile {
  std::size_t root = 0;   ///< which of the watcher's roots
  std::string path = {};  ///< below the root, '/' separators
  bool operator==(const ChangedFile&) const = default;
  bool operator<(const ChangedFile& other) const { return std::tie(root, path) < std::tie(other.root, other.path); }
};

/// What may have changed. A file in it may have been written, replaced, removed or given other permissions; it may also
/// be as before, and a writer may have opened it again since `as_of`. Whoever reads decides.
struct Change {
  bool everything = false;                           ///< look at all roots whole; `files` is then empty
  std::vector<ChangedFile> files = {};               ///< sorted, each once
  std::chrono::system_clock::time_point as_of = {};  ///< when nobody was writing `files`, as far as can be told
  bool operator==(const Change&) const = default;
};

/// Watches whole trees. A file is reported when it is whole: closed by its writer, renamed or linked in, or not written
/// to for a while; never while it is being written. Hidden files and folders, and the temporary names of editors and
/// copying tools, are not reported. A root may be missing, be a link, be replaced or come back. Links to folders within
/// a tree are not followed: a change is reported under the path of the folder itself. Where the kernel cannot tell
/// (lost events, watch limits, network file systems), everything is reported, from time to time if need be, and the log
/// says why.
class Watcher final {
 public:
  /// Watches from now on: what changes after the constructor returned is reported, what was there before is not.
  /// `config` has no problem; `log` must outlive the watcher. Throws std::system_error when the system gives no event
  /// descriptor.
  Watcher(std::vector<std::filesystem::path> roots, WatchConfig config, Log& log);
  Watcher(const Watcher&) = delete;
  Watcher& operator=(const Watcher&) = delete;

  /// Waits for a change, at most `at_most` or for ever, and until `timer` rings when there is one. Nothing when the
  /// time is up, the timer rings or stop() was called. One thread at a time.
  [[nodiscard]] std::optional<Change> wait(std::optional<std::chrono::milliseconds> at_most,
                                           const WallTimer* timer = nullptr);
  /// Ends the present wait() and all later ones at once. Safe from any thread, and in a signal handler.
  void stop();

 private:
  enum class Woken : std::uint8_t { by_time_or_files, by_timer, by_stop };
  [[nodiscard]] Woken poll_until(std::optional<TimePoint> deadline, const WallTimer* timer);
  void collect(TimePoint now);
  [[nodiscard]] Change take_pending();

  WatchConfig config_;
  Debounce debounce_;
  std::deque<TreeWatch> trees_ = {};
  std::vector<TreeNews> pending_ = {};                       ///< one per tree
  std::chrono::system_clock::time_point collected_at_ = {};  ///< when events were read last
  Wake stopped_ = {};                                        ///< rings from the first stop() on
};

}  // namespace citefeed::watch
