/// The introductions of months in content/: reading one, the present version of each, the last good one, and what is
/// wrong.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/digest.hpp"
#include "content/file_tree.hpp"
#include "content/kept.hpp"
#include "content/loader.hpp"
#include "content/post_shelf.hpp"
#include "content/report.hpp"
#include "model/definitions.hpp"
#include "model/issue.hpp"

namespace citefeed::content {

inline constexpr std::string_view introduction_name = "_month.md";

/// True when the file at `path` (below content/) is called "_month.md", wherever it is: never a post.
[[nodiscard]] bool is_introduction_path(std::string_view path);

/// Reads the introduction of a month, optional front matter and Markdown: the file `path` with the contents `bytes`.
/// Diagnostics name `shown_path`. An error, as for any other path than YYYY/MM/_month.md or an unknown key, keeps the
/// introduction out: the value is then missing. `links` (null for none) gets what it links. Pure; safe from any thread;
/// never throws on any bytes.
[[nodiscard]] Outcome<model::Introduction> parse_introduction(const std::string& path, const std::string& shown_path,
                                                              std::string_view bytes,
                                                              const model::Definitions& definitions,
                                                              std::vector<FileLink>* links = nullptr);

/// As PostShelf is for posts: one that is broken keeps its last good version. There is at most one for each month, so
/// that all are looked at whenever one is.
class IntroductionShelf final {
 public:
  /// What happens to the files is told to `awaited`, which must outlive this.
  explicit IntroductionShelf(Awaited& awaited) : awaited_(awaited) {}

  /// Takes the introductions out of `listing` and reads those that changed.
  void take_from(Listing& listing, const FileTree& tree, const model::Definitions& definitions);
  /// Reads these files. True when something is passed over instead: only a listing tells what.
  [[nodiscard]] bool read(const std::vector<std::string>& paths, const FileTree& tree,
                          const model::Definitions& definitions);
  /// The file at `path`, which is known, was looked for and is not there. What it is now.
  FileState miss(const std::string& path);
  /// Whether any is_lacking().
  [[nodiscard]] bool lacks_files() const;
  /// Adds what stands, and what is wrong: an introduction too for whose month `posts` has none.
  void show(const std::string& tree_name, const PostShelf& posts, const TimeZone& zone, Loaded& loaded);

 private:
  struct File {
    Kept<model::Introduction> introduction = {};
    std::string bytes = {};            ///< of the last good version
    std::vector<FileLink> links = {};  ///< of what was read last
  };
  using Files = std::map<std::string, File>;

  void follow(const model::Definitions& definitions, const std::string& tree_name);
  /// Those on the shelf that `listing` has not are missing, or out of sight.
  void compare(const Listing& listing, const std::vector<FileEntry>& listed);
  /// True when something else of that name is passed over.
  bool read(const std::string& path, const FileTree& tree, const model::Definitions& definitions);
  void settle(Files::iterator file);

  Awaited& awaited_;
  Files files_ = {};                           ///< by path
  Digest definitions_ = {};                    ///< with which they were read
  model::IntroductionsPointer standing_ = {};  ///< at the last show(); null for none
};

}  // namespace citefeed::content
