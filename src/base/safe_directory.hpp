/// Writes and removes files below one folder, in which others may write too: nothing there leads anywhere else.
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/file_descriptor.hpp"

namespace citefeed {

/// What the bytes of a file are until they are all there.
enum class Unfinished : std::uint8_t {
  nameless,  ///< no file that anybody sees (O_TMPFILE), so that none is left when the process is killed
  hidden,    ///< a hidden file beside it, as it is for file systems that have no nameless ones
};

/// No symbolic link below the folder is followed, neither by a name nor by a folder on the way, whoever puts it there
/// and whenever; what stands in the way of a file is replaced, a folder excepted. Nobody ever reads half of a file, and
/// what could not be written whole leaves nothing behind.
///
/// Files are named by paths below the folder: '/' separators, no empty component, no "." and no "..". Every function
/// throws std::filesystem::filesystem_error with the whole path of the file or folder; see to_diagnostic(). One thread
/// at a time.
class SafeDirectory final {
 public:
  /// Whether `path` is one as above.
  [[nodiscard]] static bool is_path(const std::string& path);

  /// Makes `root`, and the folders above it, where they are not there. It may itself be a link or stand below one.
  explicit SafeDirectory(std::filesystem::path root, Unfinished unfinished = Unfinished::nameless);
  ~SafeDirectory();
  SafeDirectory(const SafeDirectory&) = delete;
  SafeDirectory& operator=(const SafeDirectory&) = delete;

  /// The bytes of the regular file `path`; nothing where there is none, be it that a link has its name.
  [[nodiscard]] std::optional<std::string> read(const std::string& path) const;

  /// Makes `bytes` the contents of `path`, and its folders where needed: at the latest with the next commit(), which is
  /// for as many files as there are, since each alone would wait for the disk. A file that has these bytes already is
  /// left alone; false then.
  bool put(const std::string& path, std::string_view bytes);
  /// The same for a file that takes the place of nothing: what has its name then, even if it came a moment before,
  /// stays as it is.
  void put_new(const std::string& path, std::string_view bytes);
  /// After this a loss of power does not undo what was put or removed; what was put and never committed may be lost.
  /// The paths of put_new() whose names were taken.
  std::vector<std::string> commit();

  /// Removes the regular file `path`, and the folders above it that are empty then; false when there is none.
  bool remove(const std::string& path);

 private:
  struct Place;
  class Draft;

  /// The folder `path`, the root for ""; not open, with errno, where it is none or a link.
  [[nodiscard]] FileDescriptor open_folder(const std::string& path) const;
  /// Where `path` stands; nothing when a folder on the way is none or a link.
  [[nodiscard]] std::optional<Place> find(const std::string& path) const;
  /// The same, with its folders made.
  [[nodiscard]] Place make(const std::string& path);
  [[nodiscard]] std::vector<std::string> split(const std::string& path) const;
  [[nodiscard]] std::filesystem::path shown(const std::string& path) const;
  void add_draft(const std::string& path, std::string_view bytes, bool replaces);
  /// All drafts take their names.
  void settle();
  void sync_folders();
  /// The whole file system.
  void sync_all() const;
  void remove_empty_folders(std::string path);

  const std::filesystem::path root_path_;
  const Unfinished unfinished_;
  FileDescriptor root_ = {};
  std::vector<Draft> drafts_;
  std::vector<std::string> taken_ = {};  ///< what commit() is to tell
  std::set<std::string> touched_ = {};   ///< folders in which names came and went since the last commit()
};

/// What `error` says of its file, for people: "expected room for it, found a full disk".
[[nodiscard]] Diagnostic to_diagnostic(const std::filesystem::filesystem_error& error);

}  // namespace citefeed
