/// The files of content/ with what was read of each: the present version, the last good one, and what is wrong.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/digest.hpp"
#include "content/cited_works.hpp"
#include "content/file_tree.hpp"
#include "content/kept.hpp"
#include "content/linked_files.hpp"
#include "content/loader.hpp"
#include "content/post_parser.hpp"
#include "content/report.hpp"
#include "content/unsaid.hpp"
#include "model/definitions.hpp"
#include "model/notice.hpp"
#include "model/post.hpp"

namespace citefeed::content {

/// One file of content/ that is meant to be a post.
struct ShelfFile {
  Kept<model::Post> post = {};
  Digest digest = {};                                ///< of what was read last: path and bytes
  Digest definitions = {};                           ///< with which it was read
  std::vector<Position> references = {};             ///< where it cites what it reviews
  std::vector<FileLink> links = {};                  ///< to other files of content/, as far as its text was read
  std::shared_ptr<const PostBody> unread = nullptr;  ///< its text, while the diagnostics lack what that is warned of
};

/// What was at a path when it was to be read.
enum class Sight : std::uint8_t {
  file,
  nothing,
  something_else,  ///< which a listing passes over
};

/// Reads `path` from `tree` into `file`, unless nothing is there. Bytes and definitions like last time change nothing.
/// Functions for different files may run at the same time.
[[nodiscard]] Sight read_file(const FileTree& tree, const std::string& path, const model::Definitions& definitions,
                              Depth depth, const Patience& patience, ShelfFile& file);

/// Gives `file` the version of `path` that an earlier process kept, if there is one that is good with `definitions`.
/// Functions for different files may run at the same time.
void recall_file(const KeptVersions& kept, const std::string& path, const std::string& tree_name,
                 const model::Definitions& definitions, ShelfFile& file);

/// Takes topics and types that `definitions` do not have from what stands of `file`.
void leave_undefined(const model::Definitions& definitions, ShelfFile& file);

/// All files, and which of them claim the same id or alias.
class PostShelf final {
 public:
  /// A file by its path. Stays where it is until it is erased.
  using Entry = std::map<std::string, ShelfFile>::value_type;

  /// The file at `path`, made when there is none. Cheap for one after the other in the order of their paths.
  Entry& at(const std::string& path) { return *files_.try_emplace(files_.end(), path); }
  [[nodiscard]] std::map<std::string, ShelfFile>& files() { return files_; }
  [[nodiscard]] const std::map<std::string, ShelfFile>& files() const { return files_; }

  /// Takes note of the file's id. To be called whenever something befell it; cheap as at().
  void settle(const Entry& entry);
  void erase(const std::string& path);

  /// From the next show() on there is a warning wherever a post does not say what `retractions` do of an article; null
  /// for none.
  void heed(std::shared_ptr<const Retractions> retractions) { cited_.heed(std::move(retractions)); }

  /// Appends what stands otherwise than at the last show(), all diagnostics and kept paths. Costs what was settled or
  /// erased since, and what is wrong.
  void show(const std::string& tree_name, const Present& present, Loaded& loaded);
  /// Reads the texts that were left for later, at most `at_most` of them. False when none is left.
  bool read_texts(const std::string& tree_name, std::size_t at_most);
  [[nodiscard]] bool has_unread() const { return unread_from_.has_value(); }
  /// The next show() gives everything that stands.
  void forget_standing() noexcept;

  using Post = std::shared_ptr<const model::Post>;

  /// The post whose id is `id`, in any letter case; null when there is none.
  [[nodiscard]] Post find(const std::string& id) const;
  /// Whether readers have, or will have at its time, the post of the file at `path`. Good after show().
  [[nodiscard]] bool is_shown(const std::string& path) const;
  /// The warning that `link`, in the file at `path`, leads to nothing that is_shown().
  [[nodiscard]] Diagnostic dead_link(const std::string& tree_name, const std::string& path, const FileLink& link) const;
  /// The ids of all posts.
  [[nodiscard]] std::vector<std::string> ids() const;
  /// True when a post that is neither a draft nor withdrawn is published from `begin` until before `end`. Quick when
  /// its file stands in the folder of `path`.
  [[nodiscard]] bool has_post_within(Instant begin, Instant end, const std::string& path) const;
  /// Those that say they are withdrawn, now or later; by path.
  [[nodiscard]] std::vector<Post> withdrawn() const;

  /// An id or alias that a file claims and another one has.
  struct Duplicate {
    std::string id = {};
    std::string owner = {};  ///< the path of the file that has it
  };
  using Duplicates = std::map<std::string, Duplicate>;

  /// The files with an id that another one has, by path. An id belongs to the file whose path says it, so
  /// that no copy takes it away; else to the first by path.
  [[nodiscard]] Duplicates duplicates() const;

 private:
  /// What stands of the file at `path` now.
  [[nodiscard]] Post decide(const std::string& path, const Duplicates& duplicates);
  /// Decides anew what stands of `path`, and appends it when it is another post than before.
  void stand(const std::string& path, const Duplicates& duplicates, Loaded& loaded);
  void show_problems(const std::string& tree_name, const Duplicates& duplicates, Loaded& loaded) const;
  /// The last good version of a file whose id another one has; null when that has an id that is taken too.
  [[nodiscard]] const Post* stand_in(const std::string& path, ShelfFile& file) const;
  [[nodiscard]] const Post& post_at(const std::string& path) const;
  /// The path of the file that has `id`, of all that claim it; empty when none does.
  [[nodiscard]] std::string owner_of(const std::string& id) const;
  /// True when a file other than `path` claims `id`.
  [[nodiscard]] bool is_anothers(const std::string& id, const std::string& path) const;
  void forget_claim(const std::string& path);
  /// A warning at each reference that contradicts an earlier file's, and at each whose retraction another file knows.
  void show_contradictions(const std::string& tree_name, Loaded& loaded) const;
  void show_unsaid(const std::string& tree_name, const Present& present, Loaded& loaded) const;
  void warn_at_reference(const std::string& tree_name, const std::string& path, std::size_t index, std::string message,
                         Loaded& loaded) const;

  std::map<std::string, ShelfFile> files_ = {};
  std::map<std::string, std::vector<std::string>> claims_of_ = {};  ///< path -> what no other file may have
  std::set<std::pair<std::string, std::string>> claims_ = {};       ///< id and path
  std::set<std::string> contested_ = {};                            ///< ids that more than one file claims
  std::set<std::string> touched_ = {};                              ///< paths settled or erased since the last show()
  bool is_all_touched_ = false;
  std::set<std::string> troubled_ = {};                  ///< paths of files of which there is something to say
  std::set<std::string> duplicates_ = {};                ///< paths of duplicates() at the last show()
  std::unordered_map<std::string, Post> standing_ = {};  ///< by path: what stood at the last show()
  std::set<std::string> withdrawn_ = {};                 ///< paths of posts that say they are
  std::optional<std::string> unread_from_ = {};  ///< no file before this path has an unread text; none: nor any other
  CitedWorks cited_ = {};
  LinkedFiles linked_ = {};
};

/// The posts of files that came in one look, to tell a post whose file was renamed from one whose file is away for a
/// moment. They must outlive this.
class Arrivals final {
 public:
  void add(const model::Post& post);
  /// True when `missing`, whose file is not there, came in another one: under its id, in any letter case, or as the
  /// same review.
  [[nodiscard]] bool include(const model::Post& missing) const;

 private:
  std::set<std::string> ids_ = {};  ///< of posts and entries
  std::multimap<std::string_view, const model::Post*> by_title_ = {};
};

/// Warnings about posts of `gone` that are on the shelf, and about withdrawn posts and posts of `gone` whose successor
/// is not there or is withdrawn itself: only all files together tell. `content_name` and `feeds_name` stand for the two
/// trees.
[[nodiscard]] std::vector<Diagnostic> check_gone(const PostShelf& shelf, const model::Gone& gone,
                                                 const std::string& content_name, const std::string& feeds_name);

}  // namespace citefeed::content
