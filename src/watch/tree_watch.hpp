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

#include "base/log.hpp"
#include "watch/debounce.hpp"
#include "watch/event.hpp"

namespace citefeed::watch {

struct TreeConfig {
  std::chrono::milliseconds root_check =
      std::chrono::seconds{1};  ///< how often to look whether the root is still the same folder
  std::chrono::milliseconds rescan =
      std::chrono::seconds{10};       ///< how often to report everything while not all can be watched
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
  [[nodiscard]] TimePoint next_check() const { return next_check_; }
  /// Looks after the root, and reports everything while not all folders are watched.
  void check(TreeNews& news, TimePoint now);

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
  void watch_folder(const std::string& folder, TreeNews* found);
  void list_folder(const std::string& folder, TreeNews* found);
  void note_file(const std::string& file, TreeNews& news) const;
  void take(const Event& event, TreeNews& news);
  void take_permissions(const std::string& folder, TreeNews& news) const;
  void report_limit(const std::string& reason);
  [[nodiscard]] std::filesystem::path on_disk(const std::string& path) const;

  std::filesystem::path root_;
  TreeConfig config_;
  Log& log_;
  int descriptor_ = -1;
  std::optional<Identity> identity_ = {};    ///< of the root; nothing while it is missing
  std::map<int, std::string> folders_ = {};  ///< by watch descriptor: path below the root, "" for the root
  std::set<std::string> unreadable_ = {};    ///< folders that may not be looked into
  bool limited_ = false;                     ///< not every folder is watched
  bool limit_reported_ = false;
  TimePoint next_check_ = {};
  TimePoint next_rescan_ = {};
};

}  // namespace citefeed::watch
