/// The introductions of months in content/: the present version of each, the last good one, and what is wrong.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/digest.hpp"
#include "content/file_tree.hpp"
#include "content/loader.hpp"
#include "content/missing_files.hpp"
#include "content/post_shelf.hpp"
#include "model/definitions.hpp"
#include "model/issue.hpp"

namespace citefeed::content {

/// As PostShelf is for posts: one that is broken keeps its last good version. There is at most one for each month, so
/// that all are looked at whenever one is.
class IntroductionShelf final {
 public:
  explicit IntroductionShelf(MissingFiles& missing) : missing_(missing) {}

  /// The paths of all, ascending.
  [[nodiscard]] std::vector<std::string> paths() const;
  /// Takes the introductions out of `listing` and reads those that changed.
  void take_from(Listing& listing, const FileTree& tree, const model::Definitions& definitions);
  void erase(const std::string& path) { files_.erase(path); }
  /// Reads these files. True when something is passed over instead: only a listing tells what.
  [[nodiscard]] bool read(const std::vector<std::string>& paths, const FileTree& tree,
                          const model::Definitions& definitions);
  /// Adds what stands, and what is wrong: an introduction too for whose month `posts` has none.
  void show(const std::string& tree_name, const PostShelf& posts, const TimeZone& zone, Loaded& loaded);

 private:
  struct File {
    FileSignature signature = {};
    bool settled = false;     ///< false: read it again at the next chance, whatever its signature says
    bool may_pass = false;    ///< it could not be read, for a reason that may pass
    bool is_broken = false;   ///< what stands is not what it says now
    Digest definitions = {};  ///< with which `good` was read
    std::string bytes = {};   ///< of `good`
    std::shared_ptr<const model::Introduction> good = {};  ///< the last good version; null when there never was one
    std::vector<Diagnostic> diagnostics = {};
  };
  /// True when something else of that name is passed over.
  bool read(const std::string& path, const FileTree& tree, const model::Definitions& definitions);

  MissingFiles& missing_;                      ///< what is there is noted in it, and what is not
  std::map<std::string, File> files_ = {};     ///< by path
  model::IntroductionsPointer standing_ = {};  ///< at the last show(); null for none
};

}  // namespace citefeed::content
