/// The files of content/ with what was read of each: the present version, the last good one, and what is wrong.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/digest.hpp"
#include "content/cited_works.hpp"
#include "content/file_tree.hpp"
#include "content/loader.hpp"
#include "content/post_parser.hpp"
#include "content/report.hpp"
#include "content/shelf_file.hpp"
#include "model/definitions.hpp"
#include "model/post.hpp"

namespace citefeed::content {

/// All files, and which of them claim the same id or alias.
class PostShelf final {
 public:
  /// A file by its path. Stays where it is until it is erased.
  using Entry = std::map<std::string, ShelfFile>::value_type;

  /// The file at `path`, made when there is none. Cheap for one after the other in the order of their paths.
  Entry& at(const std::string& path) { return *files_.try_emplace(files_.end(), path); }
  [[nodiscard]] std::map<std::string, ShelfFile>& files() { return files_; }
  [[nodiscard]] const std::map<std::string, ShelfFile>& files() const { return files_; }

  /// Takes note of the file's id, or erases the file when it is gone. To be called after each read_file(); cheap as
  /// at().
  void settle(const Entry& entry);
  void erase(const std::string& path);

  /// Appends what stands otherwise than at the last show(), all diagnostics and kept paths. Costs what was settled or
  /// erased since, and what is wrong.
  void show(const std::string& tree_name, Loaded& loaded);
  /// Reads the texts that were left for later, at most `at_most` of them. False when none is left.
  bool read_texts(const std::string& tree_name, std::size_t at_most);
  [[nodiscard]] bool has_unread() const { return unread_from_.has_value(); }
  /// The next show() gives everything that stands.
  void forget_standing() noexcept;

  using Post = std::shared_ptr<const model::Post>;

  /// The post whose id is `id`, in any letter case; null when there is none.
  [[nodiscard]] Post find(const std::string& id) const;
  /// The ids of all posts.
  [[nodiscard]] std::vector<std::string> ids() const;
  /// True when a post that is neither a draft nor withdrawn is published from `begin` until before `end`. Quick when
  /// its file stands in the folder of `path`.
  [[nodiscard]] bool has_post_within(Instant begin, Instant end, const std::string& path) const;
  /// Those that say they are withdrawn, now or later; by path.
  [[nodiscard]] std::vector<Post> withdrawn() const;

  /// An id or alias that another file has.
  struct Loss {
    std::string id = {};
    std::string winner = {};  ///< its path
  };
  using Losers = std::map<std::string, Loss>;

  /// The files that lose an id to another one, by path.
  [[nodiscard]] Losers losers() const;

 private:
  /// What stands of the file at `path` now.
  [[nodiscard]] Post decide(const std::string& path, const Losers& lost);
  /// Decides anew what stands of `path`, and appends it when it is another post than before.
  void stand(const std::string& path, const Losers& lost, Loaded& loaded);
  void show_problems(const std::string& tree_name, const Losers& lost, Loaded& loaded) const;
  /// The last good version of a file that lost its id to another one; null when that has an id that is taken too.
  [[nodiscard]] const Post* stand_in(const std::string& path, ShelfFile& file) const;
  /// What the file at `path` says, or said last when it is broken.
  [[nodiscard]] const Post& post_at(const std::string& path) const;
  /// True when a file other than `path` claims `id`.
  [[nodiscard]] bool is_anothers(const std::string& id, const std::string& path) const;
  void forget_claim(const std::string& path);
  /// A warning at each reference that contradicts an earlier file's, and at each whose retraction another file knows.
  void show_contradictions(const std::string& tree_name, Loaded& loaded) const;
  void warn_at_reference(const std::string& tree_name, const std::string& path, std::size_t index, std::string message,
                         Loaded& loaded) const;

  std::map<std::string, ShelfFile> files_ = {};
  std::map<std::string, std::vector<std::string>> claims_of_ = {};  ///< path -> what no other file may have
  std::set<std::pair<std::string, std::string>> claims_ = {};       ///< id and path
  std::set<std::string> contested_ = {};                            ///< ids that more than one file claims
  std::set<std::string> touched_ = {};                              ///< paths settled or erased since the last show()
  bool is_all_touched_ = false;
  std::set<std::string> troubled_ = {};                  ///< paths of files of which there is something to say
  std::set<std::string> lost_ = {};                      ///< paths that lost an id at the last show()
  std::unordered_map<std::string, Post> standing_ = {};  ///< by path: what stood at the last show()
  std::set<std::string> withdrawn_ = {};                 ///< paths of posts that say they are
  std::optional<std::string> unread_from_ = {};  ///< no file before this path has an unread text; none: nor any other
  CitedWorks cited_ = {};
};

}  // namespace citefeed::content
