/// A folder on disk as a tree of files.
#pragma once
#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/mutex.hpp"
#include "content/file_tree.hpp"

namespace citefeed::content {

/// Opens regular files and nothing else; what else is named like one is passed over. A symbolic link to a file is
/// followed when the file is within the root; links to folders are not followed, so that no file is listed twice and no
/// loop is walked. No component of a path is ever opened through a link, so that one swapped in meanwhile leads
/// nowhere. The root itself may be a link.
class DiskTree final : public FileTree {
 public:
  /// `shown_name` stands for `root` in diagnostics.
  DiskTree(std::filesystem::path root, std::string shown_name);

  [[nodiscard]] Listing list(std::string_view suffix) const override;
  [[nodiscard]] std::variant<FileContent, ReadProblem> look(const std::string& path,
                                                            std::size_t max_bytes) const override;
  [[nodiscard]] std::string name() const override { return shown_name_; }

  /// Nobody was writing these files when it was `as_of`, as somebody knows who watches them. Safe from any thread.
  void note_whole(const std::vector<std::string>& paths, std::chrono::system_clock::time_point as_of);

 private:
  [[nodiscard]] std::optional<std::chrono::system_clock::time_point> whole_as_of(const std::string& path) const;

  std::filesystem::path root_;
  std::string shown_name_;
  mutable Mutex mutex_ = {};
  /// By path; of the last minute.
  std::map<std::string, std::chrono::system_clock::time_point> whole_ GUARDED_BY(mutex_) = {};
};

/// What is known of a file of which nobody can tell whether somebody has it open for writing.
struct Circumstances {
  std::chrono::system_clock::time_point now = {};
  bool is_remote = false;  ///< its times are by the clock of another machine
  std::optional<std::chrono::system_clock::time_point> whole_as_of = {};  ///< when nobody was writing it
};

/// True when that file may be half: it was written a moment ago, or by its times in the future, and neither before it
/// was whole nor before something else was done to it. Times on disk may be coarse (two seconds on FAT), and clocks may
/// differ. Pure.
[[nodiscard]] bool may_be_half(const FileSignature& signature, const Circumstances& circumstances);

}  // namespace citefeed::content
