/// Entries that subscribers have and that are published no more under the identity they know: whoever renames a post
/// without keeping its id shows it to everybody a second time. The identity that a post had first is the right one:
/// when that is back, those that it had since are forgotten.
#pragma once
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "catalogue/snapshot.hpp"
#include "model/definitions.hpp"

namespace citefeed::publish {

/// Follows the generations. One thread at a time.
class LostEntries final {
 public:
  /// Takes note of what happened from one generation to the next. `site` is that of the next. Costs what happened, and
  /// what is lost.
  void follow(const std::vector<catalogue::PostChange>& changes, const model::SiteDefinition& site);

  /// An error for each entry that is lost and that `snapshot` does not say to be withdrawn or gone (RFC 4287, 4.2.6:
  /// an atom:id is for ever). It names the file that had the identity, and the one that has the post now or the one
  /// that would say that it is gone. `content_name` and `feeds_name` stand for the two trees. By file.
  [[nodiscard]] std::vector<Diagnostic> problems(const catalogue::Snapshot& snapshot, const std::string& content_name,
                                                 const std::string& feeds_name) const;

 private:
  struct Lost {
    catalogue::PostPointer post = {};
    catalogue::PostPointer successor = {};  ///< the same post under another identity; null when there is none
    std::size_t since = 0;                  ///< the higher the later
  };
  void find_again(const model::Post& post, const model::SiteDefinition& site);
  void look_for_successors(const std::vector<catalogue::PostChange>& changes);

  std::map<std::string, Lost> lost_ = {};  ///< by atom:id
  std::size_t ever_lost_ = 0;
};

}  // namespace citefeed::publish
