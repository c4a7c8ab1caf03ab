/// A tree of files as the loader sees it: names, signatures and bytes. Disk in production, memory in tests.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace citefeed::content {

/// Says whether a file may have changed since it was last read. Never reaches anything that is published.
struct FileSignature {
  std::uint64_t size_bytes = 0;
  std::int64_t modified_ns = 0;
  std::int64_t changed_ns = 0;  ///< the inode's change time
  std::uint64_t inode = 0;
  bool operator==(const FileSignature&) const = default;
};

struct FileEntry {
  std::string path = {};  ///< below the root, '/' separators, no leading '/'
  FileSignature signature = {};
  bool operator==(const FileEntry&) const = default;
};

/// A file as it was read.
struct FileContent {
  std::string bytes = {};
  FileSignature signature = {};
  bool may_be_half = false;  ///< it was written a moment ago, and nobody can tell whether to the end
};

/// Why a file could not be read, as half a sentence: "it is larger than 1 MiB".
struct ReadProblem {
  std::string message = {};
  bool gone = false;      ///< there is no such file
  bool unfit = false;     ///< beside `gone`: there is something of that name, which a listing passes over
  bool busy = false;      ///< somebody still writes it: keep what was, an event will follow
  bool may_pass = false;  ///< the machine's trouble, not the file's: no event will follow, try again after a while
};

/// A folder whose files are unknown, because it cannot be read.
struct UnreadableFolder {
  std::string path = {};  ///< below the root; empty for the root itself
  std::string message = {};
};

/// Something that people may take for a file of the tree, and that is none.
struct PassedOver {
  std::string path = {};     ///< below the root
  std::string message = {};  ///< why, as half a sentence: "it is a link that leaves the folder"
  bool operator==(const PassedOver&) const = default;
};

struct Listing {
  std::vector<FileEntry> files = {};  ///< by path
  std::vector<UnreadableFolder> unreadable = {};
  std::vector<PassedOver> passed_over = {};  ///< by path
};

/// True when nobody can see whether there is a file at `path`: a folder above it cannot be read.
[[nodiscard]] bool is_unseen(std::string_view path, const Listing& listing);

class FileTree;

/// Why `tree` cannot be read at all, by what its listing says of `folders`; empty when it can.
[[nodiscard]] std::string why_unreadable(const FileTree& tree, const std::vector<UnreadableFolder>& folders);

/// All functions are safe from several threads at once.
class FileTree {
 public:
  FileTree() = default;
  FileTree(const FileTree&) = delete;
  FileTree& operator=(const FileTree&) = delete;
  virtual ~FileTree() = default;

  /// All regular files below the root whose name ends in `suffix`. Hidden files and folders, editors' swap and backup
  /// files and temporary names (".x.swp", "x~", "#x#", ".x.md.AbC123") are not listed; links that leave the tree,
  /// FIFOs, sockets and devices are never opened, but named as passed over.
  [[nodiscard]] virtual Listing list(std::string_view suffix) const = 0;

  /// What is in `path` now, at most `max_bytes`, or why that cannot be said. A file that a writer still holds open is a
  /// ReadProblem with `busy`.
  [[nodiscard]] virtual std::variant<FileContent, ReadProblem> look(const std::string& path,
                                                                    std::size_t max_bytes) const = 0;
  /// The bytes alone, as they are now.
  [[nodiscard]] std::variant<std::string, ReadProblem> read(const std::string& path, std::size_t max_bytes) const;

  /// Where the tree is, for diagnostics: "content".
  [[nodiscard]] virtual std::string name() const = 0;
};

/// True unless `tree` has no file at `path`.
[[nodiscard]] bool is_there(const FileTree& tree, const std::string& path);

/// True when a file or folder of this name is somebody's content: not hidden, no editor's swap, lock or backup file and
/// no temporary file of a program that copies.
[[nodiscard]] bool is_content_name(std::string_view name);

/// Why a file called `name` is passed over where names end in `suffix`: it has the ending in another letter case, or
/// another ending for the same kind of text (".markdown" for ".md", ".yml" for ".yaml"). Nothing for any other name.
[[nodiscard]] std::optional<std::string> misnamed(std::string_view name, std::string_view suffix);

/// A path below a tree called `tree_name` as it can stand in a diagnostic: file names need not be UTF-8.
[[nodiscard]] std::string shown_path(const std::string& tree_name, const std::string& path);

/// Why a file that may be half is not read, as a ReadProblem has it.
inline constexpr std::string_view unknown_end = "it was written a moment ago, and nobody can tell whether to the end";

/// "it is larger than 1 MiB".
[[nodiscard]] ReadProblem too_large(std::size_t max_bytes);

}  // namespace citefeed::content
