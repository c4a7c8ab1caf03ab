/// Feeds that people are subscribed to and that are published no more: whoever takes a topic out of topics.yaml without
/// a word leaves its subscribers waiting for ever.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "model/definitions.hpp"

namespace citefeed::publish {

/// The folders, below the site's root, of the feeds that an editor may take away: of topics, types of research and
/// bundles. Ascending.
[[nodiscard]] std::vector<std::string> folders_of_feeds(const model::Definitions& definitions);

/// Follows the generations. One thread at a time.
class LostFeeds final {
 public:
  /// Takes note that these were published, by their folders: "topics/empathy/".
  void follow(const std::vector<std::string>& folders) { known_.insert(folders.begin(), folders.end()); }

  /// An error for each feed that was published and is none of `definitions` any more, by its name of then or by an
  /// alias of today, and none of `gone` by now. `feeds_name` stands for the tree. By file.
  [[nodiscard]] std::vector<Diagnostic> problems(const model::Definitions& definitions, const model::Gone& gone,
                                                 const std::string& feeds_name) const;

 private:
  std::set<std::string> known_ = {};
};

}  // namespace citefeed::publish
