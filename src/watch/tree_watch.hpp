/// Watches one tree of folders through inotify, through all that may happen to its root.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/log.hpp"

namespace citefeed::watch {

// Turns many events in a short time into one: pure, with the time as an argument.

using TimePoint = std::chrono::steady_clock::time_point;

struct DebounceConfig {
  std::chrono::milliseconds quiet = std::chrono::milliseconds{3};  ///< nothing happened for this long: it is over
  std::chrono::milliseconds longest =
      std::chrono::milliseconds{250};  ///< a storm that does not end is cut into such pieces
};

/// What is wrong with `config`, as one sentence; nothing when it is usable.
[[nodiscard]] std::optional<const char*> problem_with(const DebounceConfig& config);

/// One burst of events. One thread at a time.
class Debounce final {
 public:
  /// `config` has no problem.
  explicit Debounce(DebounceConfig config) : config_(config) {}

  /// Something happened at `now`; calls come in the order of time.
  void note(TimePoint now);
  /// When the burst is over if nothing else happens; nothing when there is no burst.
  [[nodiscard]] std::optional<TimePoint> due() const;
  /// The burst was handed out.
  void reset() { burst_.reset(); }

 private:
  struct Burst {
    TimePoint first = {};
    TimePoint last = {};
  };
  DebounceConfig config_;
  std::optional<Burst> burst_ = {};
};

// Tells the names that editors and copying tools use on the way from the names that people mean.

/// True for the name of a file that is not meant to stay: hidden (".x.swp", rsync's ".x.md.AbC123", Emacs' ".#x"),
/// backups
/// ("x~", "x.bak"), Emacs' "#x#", Vim's probe "4913", and "x.swp", "x.tmp", "x.part".
[[nodiscard]] bool is_temporary_file(std::string_view name);

/// True for the name of a folder whose contents are nobody's business: hidden (".git", rsync's ".~tmp~").
[[nodiscard]] bool is_hidden(std::string_view name);

// What inotify says (inotify(7)), read from its bytes and given a meaning: pure, so that lost events can be tested.

/// struct inotify_event as a value.
struct Event {
  int watch = -1;  ///< the watch descriptor; -1 when events were lost
  std::uint32_t mask = 0;
  std::string name = {};  ///< of the file within the watched folder; empty when the event is about the folder itself
  bool operator==(const Event&) const = default;
};

/// The events in what one read() of an inotify descriptor gave. A torn event at the end, which the kernel never gives,
/// is dropped.
[[nodiscard]] std::vector<Event> read_events(std::string_view bytes);

enum class Meaning : std::uint8_t {
  nothing,             ///< of no interest: a temporary name
  file_changed,        ///< the file is whole, or gone
  file_permissions,    ///< it has other permissions or times
  file_written,        ///< a write in progress
  file_appeared,       ///< a name is new: a link is whole, a created file will be closed by its writer later
  folder_appeared,     ///< watch it, then look what already is in it
  folder_permissions,  ///< a folder may have become readable or unreadable
  folder_itself,       ///< the watched folder was moved, removed or unmounted; it matters when it is the root
  watch_ended,         ///< the kernel forgot this watch
  everything,          ///< whole folders moved: look at all of it again
  events_lost,         ///< likewise, since nobody knows what happened
};

/// What `event` means for those who read the tree.
[[nodiscard]] Meaning meaning_of(const Event& event);

/// The kinds of events that meaning_of understands, as a mask for inotify_add_watch.
[[nodiscard]] std::uint32_t watched_events();

struct TreeConfig {
  std::chrono::milliseconds root_check =
      std::chrono::seconds{1};  ///< how often to look whether the root is still the same folder
  std::chrono::milliseconds rescan =
      std::chrono::seconds{10};  ///< how often to report everything while not all can be watched
  std::chrono::milliseconds quiet =
      std::chrono::seconds{2};        ///< what is written and not closed is whole after so long without another write
  std::size_t max_folders = 100'000;  ///< watched at most; then rescans take over
};

/// What was seen in a tree.
struct TreeNews {
  bool everything = false;           ///< look at the whole tree
  std::set<std::string> files = {};  ///< else at these: paths below the root, '/' separators
  [[nodiscard]] bool empty() const { return !everything && files.empty(); }
};

/// One thread at a time.
class TreeWatch final {
 public:
  /// Watches from now on; a root that does not exist is waited for. `log` must outlive the watch.
  TreeWatch(std::filesystem::path root, TreeConfig config, Log& log, TimePoint now);
  ~TreeWatch();
  TreeWatch(const TreeWatch&) = delete;
  TreeWatch& operator=(const TreeWatch&) = delete;

  /// To be polled for reading; -1 while there is nothing to poll.
  [[nodiscard]] int descriptor() const { return descriptor_; }
  /// Reads what happened, without waiting.
  void read(TreeNews& news, TimePoint now);
  /// When to call check() next.
  [[nodiscard]] TimePoint next_check() const;
  /// Looks after the root, reports files whose writers have been quiet, and everything while not all folders are
  /// watched.
  void check(TreeNews& news, TimePoint now);
  /// True when the file at `path` was written, as far as events were read, and neither closed nor quiet since: it will
  /// be reported.
  [[nodiscard]] bool is_being_written(const std::string& path) const { return written_.contains(path); }

 private:
  /// Which folder a path leads to; differs when a folder or a link to one is exchanged.
  struct Identity {
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    bool operator==(const Identity&) const = default;
  };

  [[nodiscard]] static std::optional<Identity> identity_of(const std::filesystem::path& folder);
  void start_again(TimePoint now);
  void close();
  void watch_folder(const std::string& folder, TreeNews* found, TimePoint now);
  void list_folder(const std::string& folder, TreeNews* found, TimePoint now);
  void note_file(const std::string& file, TreeNews& news, TimePoint now);
  void check_written(TreeNews& news, TimePoint now);
  void take(const Event& event, TreeNews& news, TimePoint now);
  void take_permissions(const std::string& folder, TreeNews& news) const;
  void report_limit(const std::string& reason);
  [[nodiscard]] std::filesystem::path on_disk(const std::string& path) const;

  std::filesystem::path root_;
  TreeConfig config_;
  Log& log_;
  int descriptor_ = -1;
  std::optional<Identity> identity_ = {};          ///< of the root; nothing while it is missing
  std::map<int, std::string> folders_ = {};        ///< by watch descriptor: path below the root, "" for the root
  std::map<std::string, TimePoint> written_ = {};  ///< files that may not be whole, and when that was seen last
  std::set<std::string> unreadable_ = {};          ///< folders that may not be looked into
  bool limited_ = false;                           ///< not every folder is watched
  bool limit_reported_ = false;
  TimePoint next_check_ = {};
  TimePoint next_rescan_ = {};
};

}  // namespace citefeed::watch
