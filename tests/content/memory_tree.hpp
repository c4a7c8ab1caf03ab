/// A tree of files in memory, for tests: with files that are busy, broken or counted when read.
#pragma once
#include <algorithm>
#include <map>
#include <mutex>
#include <new>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "content/file_tree.hpp"

namespace citefeed::content {

class MemoryTree final : public FileTree {
 public:
  explicit MemoryTree(std::string name) : name_(std::move(name)) {}

  void write(const std::string& path, std::string bytes) {
    const std::lock_guard lock{mutex_};
    auto& file = files_[path];
    file.signature = {.size_bytes = bytes.size(), .modified_ns = ++changes_, .changed_ns = changes_};
    file.bytes = std::move(bytes);
    file.problem = {};
    file.may_be_half = false;
  }
  /// The same, but nobody can tell whether that is all; until it is closed or written otherwise.
  void begin_to_write(const std::string& path, std::string bytes) {
    write(path, std::move(bytes));
    const std::lock_guard lock{mutex_};
    files_.at(path).may_be_half = true;
  }
  void close(const std::string& path) {
    const std::lock_guard lock{mutex_};
    files_.at(path).may_be_half = false;
  }
  /// From now on reading `path`, which must have been written, answers `problem`.
  void break_file(const std::string& path, ReadProblem problem) {
    const std::lock_guard lock{mutex_};
    files_.at(path).signature.changed_ns = ++changes_;
    files_.at(path).problem = std::move(problem);
  }
  void touch(const std::string& path) {
    const std::lock_guard lock{mutex_};
    files_.at(path).signature.modified_ns = ++changes_;
  }
  void remove(const std::string& path) {
    const std::lock_guard lock{mutex_};
    files_.erase(path);
  }
  /// The next read finds no memory.
  void exhaust_memory_once() {
    const std::lock_guard lock{mutex_};
    memory_exhausted_ = true;
  }
  /// From now on the files below `path` are not listed and the folder is named as unreadable; "" is the root.
  void break_folder(std::string path) {
    const std::lock_guard lock{mutex_};
    unreadable_.push_back({.path = std::move(path), .message = "permission denied"});
  }
  void mend_folders() {
    const std::lock_guard lock{mutex_};
    unreadable_.clear();
  }
  /// The paths read since the last call, sorted.
  [[nodiscard]] std::vector<std::string> take_reads() {
    const std::lock_guard lock{mutex_};
    std::sort(reads_.begin(), reads_.end());
    return std::exchange(reads_, {});
  }

  [[nodiscard]] Listing list(std::string_view suffix) const override {
    const std::lock_guard lock{mutex_};
    Listing listing{.unreadable = unreadable_};
    for (const auto& [path, file] : files_) {
      const bool hidden =
          std::any_of(unreadable_.begin(), unreadable_.end(), [&path = path](const UnreadableFolder& folder) {
            return folder.path.empty() || path.starts_with(folder.path + "/");
          });
      if (hidden) continue;
      if (auto reason = misnamed(path.substr(path.rfind('/') + 1), suffix)) {
        listing.passed_over.push_back({.path = path, .message = std::move(*reason)});
      } else if (path.ends_with(suffix) && file.problem.unfit) {
        listing.passed_over.push_back({.path = path, .message = file.problem.message});
      } else if (path.ends_with(suffix)) {
        listing.files.push_back({.path = path, .signature = file.signature});
      }
    }
    return listing;
  }

  [[nodiscard]] std::variant<FileContent, ReadProblem> look(const std::string& path,
                                                            std::size_t max_bytes) const override {
    const std::lock_guard lock{mutex_};
    const auto found = files_.find(path);
    const auto* file = found == files_.end() ? nullptr : &found->second;
    if (file != nullptr && file->problem.message.empty() && file->bytes.size() > max_bytes) return too_large(max_bytes);
    reads_.push_back(path);
    if (std::exchange(memory_exhausted_, false)) throw std::bad_alloc{};
    if (file == nullptr) return ReadProblem{.message = "there is no such file", .gone = true};
    if (!file->problem.message.empty()) return file->problem;
    return FileContent{.bytes = file->bytes, .signature = file->signature, .may_be_half = file->may_be_half};
  }

  [[nodiscard]] std::string name() const override { return name_; }

 private:
  struct File {
    std::string bytes = {};
    FileSignature signature = {};
    ReadProblem problem = {};
    bool may_be_half = false;
  };
  std::string name_;
  mutable std::mutex mutex_;
  std::map<std::string, File> files_;
  std::vector<UnreadableFolder> unreadable_;
  mutable std::vector<std::string> reads_;
  mutable bool memory_exhausted_ = false;
  std::int64_t changes_ = 0;
};

}  // namespace citefeed::content
