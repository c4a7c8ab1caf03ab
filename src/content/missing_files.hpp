/// Files that were there and are not: editors and git take the old file away before they write the new one, a disk may
/// stall between the two, and no reader is to see the gap.
#pragma once
#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "content/file_tree.hpp"

namespace citefeed::content {

/// How long a file that was there may be missing before it is taken for gone: this long, and at so many looks after the
/// first. With the looks, neither a file that is saved again and again and seen twice in a gap is gone, nor is one that
/// was saved while this process stood still.
struct Patience {
  using TimePoint = std::chrono::steady_clock::time_point;
  std::chrono::milliseconds longest = {};
  int looks = 0;
  std::function<TimePoint()> now = std::chrono::steady_clock::now;
};

/// What is missing from one tree, and since when. One thread at a time.
class MissingFiles final {
 public:
  explicit MissingFiles(Patience patience) : patience_(std::move(patience)) {}

  /// Of `known` (ascending paths), what `listing` has not is missing, unless nobody can see whether it is there;
  /// nothing else is.
  void compare(const Listing& listing, const std::vector<std::string>& known);
  /// `path` was looked for and is missing. True when that has been so for long enough: it is gone.
  bool note(const std::string& path);
  /// Looks for all of them in `tree`. Those that are there again are forgotten and given back, ascending.
  [[nodiscard]] std::vector<std::string> look_for(const FileTree& tree);
  /// `path` is there, or nobody waits for it any more.
  void forget(const std::string& path) { absences_.erase(path); }
  void forget_all() { absences_.clear(); }

  [[nodiscard]] bool has(const std::string& path) const { return absences_.contains(path); }
  /// All that are missing, ascending.
  [[nodiscard]] std::vector<std::string> paths() const;
  /// True when one of them is not gone yet.
  [[nodiscard]] bool is_waiting() const;
  /// True when `path` has been missing for long enough.
  [[nodiscard]] bool is_gone(const std::string& path) const;
  /// Those that are gone, ascending.
  [[nodiscard]] std::vector<std::string> gone() const;
  /// How long until look_for() is to be called, rounded up; zero when it is time. Some 100 ms after the last look,
  /// since where nobody tells of changes only looking tells. Nothing when none is missing.
  [[nodiscard]] std::optional<std::chrono::milliseconds> next() const;

 private:
  struct Absence {
    Patience::TimePoint since = {};
    int looks = 0;  ///< after the first
  };
  [[nodiscard]] bool is_over(const Absence& absence) const;

  Patience patience_;
  Patience::TimePoint looked_at_ = {};
  std::map<std::string, Absence> absences_ = {};  ///< by path
};

}  // namespace citefeed::content
