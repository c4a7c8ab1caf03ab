/// The files of feeds/: the last good definitions they gave, and what is wrong now.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/iri.hpp"
#include "content/definitions_parser.hpp"
#include "content/file_tree.hpp"
#include "content/kept_versions.hpp"
#include "content/missing_files.hpp"
#include "model/definitions.hpp"

namespace citefeed::content {

/// One thread at a time.
class DefinitionsShelf final {
 public:
  /// `tree` must outlive this.
  DefinitionsShelf(const FileTree& tree, Patience patience) : tree_(tree), missing_(std::move(patience)) {}

  /// The site is at `base_url`, whatever the definitions say from now on.
  void publish_at(Iri base_url) { base_url_ = std::move(base_url); }

  /// Looks at the tree, and reads it when something changed. True when there are other definitions than before.
  bool refresh();
  /// Takes what an earlier process kept, if it is good.
  void recall(const KeptVersions& kept);

  /// As FileTree::name().
  [[nodiscard]] std::string name() const { return tree_.name(); }
  /// The last good ones; null when there never were any.
  [[nodiscard]] const std::shared_ptr<const model::Definitions>& current() const { return current_; }
  /// What is wrong with the files as they are now.
  [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }
  /// Why the tree cannot be read at all; empty when it can.
  [[nodiscard]] const std::string& unreadable() const { return unreadable_; }
  /// True when some of them could not be read, for a reason that may pass.
  [[nodiscard]] bool is_incomplete() const { return is_incomplete_; }
  /// As MissingFiles::next().
  [[nodiscard]] std::optional<std::chrono::milliseconds> next_look() const { return missing_.next(); }
  /// Looks for the files that are missing. True when one is there again or all of them are gone: refresh() tells more.
  [[nodiscard]] bool look_for_missing();

 private:
  /// What `files` say, of a site that is where this one is.
  [[nodiscard]] Outcome<model::Definitions> parse(const DefinitionFiles& files) const;

  const FileTree& tree_;
  MissingFiles missing_;
  std::optional<Iri> base_url_ = {};
  std::vector<FileEntry> files_ = {};  ///< as they were when they were read last
  std::vector<PassedOver> passed_over_ = {};
  bool is_settled_ = false;
  bool is_incomplete_ = false;
  std::string unreadable_ = {};
  std::shared_ptr<const model::Definitions> current_ = {};
  std::vector<Diagnostic> diagnostics_ = {};
};

}  // namespace citefeed::content
