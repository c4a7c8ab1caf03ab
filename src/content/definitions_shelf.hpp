/// The files of feeds/: what stands of each, the definitions they give together, and what is wrong now.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/iri.hpp"
#include "content/definitions_parser.hpp"
#include "content/file_tree.hpp"
#include "content/kept.hpp"
#include "model/definitions.hpp"

namespace citefeed::content {

/// One thread at a time.
class DefinitionsShelf final {
 public:
  /// `tree` must outlive this. What `earlier` has (null for nothing) stands in, at the first refresh(), for files that
  /// are missing or out of sight, and as a whole for definitions that are not good.
  DefinitionsShelf(const FileTree& tree, Patience patience, const KeptVersions* earlier)
      : tree_(tree), earlier_(earlier), awaited_(std::move(patience)) {}

  /// The site is at `base_url`, whatever the definitions say from now on.
  void publish_at(Iri base_url) { base_url_ = std::move(base_url); }

  /// Looks at the tree, and reads what changed. True when there are other definitions than before.
  bool refresh();

  /// As FileTree::name().
  [[nodiscard]] std::string name() const { return tree_.name(); }
  /// Those that stand: of each file what it says, or said last where that is wrong now. Null when there never were any.
  [[nodiscard]] const std::shared_ptr<const model::Definitions>& current() const { return current_; }
  /// By which posts are read: current(), or what can be understood of files that never were good; null when they may
  /// still be good, as while one is being written.
  [[nodiscard]] const std::shared_ptr<const model::Definitions>& understood() const {
    return current_ ? current_ : understood_;
  }
  /// The paths of files that are wrong now and stand as they were, ascending.
  [[nodiscard]] const std::vector<std::string>& kept() const { return kept_; }
  /// What is wrong with the files as they are now.
  [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }
  /// Why the tree cannot be read at all; empty when it can.
  [[nodiscard]] const std::string& unreadable() const { return unreadable_; }
  /// True when some of them could not be read, for a reason that may pass.
  [[nodiscard]] bool is_incomplete() const { return is_incomplete_; }
  /// As Awaited::next().
  [[nodiscard]] std::optional<std::chrono::milliseconds> next_look() const { return awaited_.next(); }
  /// Looks for the files that are waited for. True when refresh() has more to tell: one is there again, gone or whole.
  [[nodiscard]] bool look_again();
  /// Whether any is_lacking().
  [[nodiscard]] bool lacks_files() const;

 private:
  using File = Kept<std::string>;  ///< its bytes

  void recall_missing(const std::map<std::string, std::string>& kept, const Listing& listing);
  /// True when a file is new, gone or another one than before.
  bool compare(const Listing& listing);
  /// What stands of the file at `path`, which is read before when it has to be; or why that is not to be had.
  std::variant<std::string, ReadProblem> read(const std::string& path, std::size_t max_bytes);
  /// The file at `path` was read.
  void note(const std::string& path, FileContent content, File& file);
  /// True when one of the files is missing, being written or settles.
  [[nodiscard]] bool is_waiting() const;
  /// What `files` give, or would give if those that are wrong were as they were. True when that is news.
  bool take(const DefinitionFiles& files, std::optional<model::Definitions> definitions);

  const FileTree& tree_;
  const KeptVersions* earlier_;  ///< until the first refresh()
  Awaited awaited_;
  std::map<std::string, File> files_ = {};  ///< by path
  std::optional<Iri> base_url_ = {};
  std::vector<PassedOver> passed_over_ = {};
  bool is_settled_ = false;  ///< another refresh() of the same files has nothing to tell
  bool is_incomplete_ = false;
  std::string unreadable_ = {};
  std::shared_ptr<const model::Definitions> current_ = {};
  std::map<std::string, std::string> good_ = {};  ///< the bytes that current_ is made of, by path
  std::vector<std::string> kept_ = {};
  std::shared_ptr<const model::Definitions> understood_ = {};
  std::vector<Diagnostic> diagnostics_ = {};
};

}  // namespace citefeed::content
