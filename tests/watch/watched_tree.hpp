/// A watched folder on the real disk, for tests.
#pragma once
#include <filesystem>
#include <fstream>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "../base/temporary_directory.hpp"
#include "watch/watcher.hpp"

namespace citefeed::watch {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using Paths = std::vector<std::string>;

class RecordingLog final : public Log {
 public:
  void write(std::string_view event, std::initializer_list<LogField> /*fields*/) noexcept override {
    const std::lock_guard lock{mutex_};
    events_.emplace_back(event);
  }
  [[nodiscard]] std::vector<std::string> events() const {
    const std::lock_guard lock{mutex_};
    return events_;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> events_;
};

/// Quick checks, so that tests of a root that goes and comes, or of a file that nobody closes, do not take seconds.
inline WatchConfig quick() {
  return {.debounce = {},
          .tree = {.root_check = milliseconds{20}, .rescan = milliseconds{40}, .quiet = milliseconds{20}}};
}

inline void write_file(const fs::path& path, const std::string& text) {
  std::ofstream{path, std::ios::binary} << text;
}

/// The next change, which must come; an empty one when it does not within seconds.
inline Change next(Watcher& watcher) {
  return watcher.wait(milliseconds{5000}).value_or(Change{});
}

/// The paths of all changes until nothing has happened for a while; "*" stands for everything.
inline Paths all_paths(Watcher& watcher) {
  std::set<std::string> paths;
  while (const auto change = watcher.wait(milliseconds{100})) {
    if (change->everything) paths.insert("*");
    for (const auto& file : change->files) paths.insert(file.path);
  }
  return {paths.begin(), paths.end()};
}

}  // namespace citefeed::watch
