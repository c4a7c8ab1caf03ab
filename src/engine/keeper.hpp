/// Keeps in the directory of --state what is served, so that the next process has it when the files are bad.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/log.hpp"
#include "content/file_tree.hpp"
#include "engine/current.hpp"
#include "engine/version_store.hpp"

namespace citefeed::engine {

/// Writes the files of posts and definitions of each new generation into a store, and since when its documents are
/// served, behind it: no generation waits for
/// the disk. What changed again meanwhile is kept with the generation that follows. What cannot be written is logged
/// once ("versions_not_kept") and tried again, at the latest after ten seconds. Starts with its construction; its
/// destruction keeps what is current then.
class Keeper final {
 public:
  struct Parts {
    const content::FileTree& content;
    const content::FileTree& feeds;
    const Current& current;
    VersionStore& store;
    Log& log;
    std::optional<Iri> base_url = {};  ///< where the site is published, whatever its definitions say
  };

  /// All parts must outlive the keeper.
  explicit Keeper(const Parts& parts);

 private:
  void run(const std::stop_token& stop);
  /// Brings the store up to `publication`; why not, empty when it is.
  [[nodiscard]] std::string keep(const publish::Publication& publication);
  [[nodiscard]] std::string keep_feeds(const model::Definitions& definitions);
  [[nodiscard]] std::string keep_late(const publish::Publication& publication);
  [[nodiscard]] std::string keep_definitions(const model::Definitions& definitions);
  [[nodiscard]] std::string keep_posts(const publish::Publication& publication);
  [[nodiscard]] std::string keep_files(const std::vector<catalogue::PostPointer>& posts,
                                       const model::Definitions& definitions);
  [[nodiscard]] std::string keep_served(const publish::Publication& publication);
  [[nodiscard]] std::string forget_gone(const model::Gone& gone);
  [[nodiscard]] std::string forget(const std::vector<std::string>& ids);
  void report(std::string problem);

  const Parts parts_;
  std::shared_ptr<const catalogue::Snapshot> kept_ = {};  ///< what the store is up to; null before the first time
  Digest kept_definitions_ = {};
  std::optional<publish::Arrivals> kept_late_ = {};  ///< what the store has; nothing before the first time
  Digest kept_feeds_ = {};                           ///< the definitions whose feeds the store knows
  bool knows_served_ = false;                        ///< all documents are made, so that the store has them all
  std::optional<std::map<std::string, std::string>> kept_served_ = {};  ///< by path, the entity tag that the store has
  std::vector<catalogue::PostPointer> busy_ = {};  ///< whose files could not be read, for a reason that may pass
  std::string problem_ = {};
  std::jthread thread_;  ///< last: it uses all of the above
};

}  // namespace citefeed::engine
