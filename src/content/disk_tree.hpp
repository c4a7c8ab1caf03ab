/// A folder on disk as a tree of files.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <variant>

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
  [[nodiscard]] std::variant<std::string, ReadProblem> read(const std::string& path,
                                                            std::size_t max_bytes) const override;
  [[nodiscard]] std::string name() const override { return shown_name_; }

 private:
  std::filesystem::path root_;
  std::string shown_name_;
};

}  // namespace citefeed::content
