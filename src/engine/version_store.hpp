/// The last good versions of posts and definitions in the directory of --state, and under which identity subscribers
/// have which post.
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "base/mutex.hpp"
#include "catalogue/snapshot.hpp"
#include "content/kept.hpp"
#include "model/definitions.hpp"
#include "publish/late_posts.hpp"
#include "resource/resource.hpp"
#include "storage/database.hpp"

namespace citefeed::engine {

/// A post that was published.
struct KeptPost {
  std::string id = {};        ///< its address below posts/
  std::string entry_id = {};  ///< the identity it had elsewhere; empty when it is made from `id`
  std::string path = {};      ///< below content/
  Digest digest = {};         ///< Post::digest of the version that is kept
  std::uint64_t lost = 0;     ///< 0 while it is published; else the higher the later it was published no more
};

/// "posts.db", an SQLite database. Safe from any thread. Each change is one transaction: after a crash it is there as a
/// whole or not at all. Two processes may share one while one takes over from the other.
class VersionStore final : public content::KeptVersions {
 public:
  /// The store in `directory`, which is made where it is not there. A damaged file is put aside. Where it cannot be
  /// used nothing is kept; problem() says so in both cases.
  explicit VersionStore(const std::filesystem::path& directory);
  /// The same, only to be read. Throws storage::DatabaseError when there is none.
  static VersionStore to_read(const std::filesystem::path& directory);

  /// What was wrong when it was opened, as half a sentence; empty when nothing was.
  [[nodiscard]] const std::string& problem() const { return problem_; }
  [[nodiscard]] bool is_usable() const { return is_usable_; }

  [[nodiscard]] std::vector<std::string> posts() const override;
  [[nodiscard]] std::optional<std::string> read(const std::string& path) const override;
  [[nodiscard]] std::map<std::string, std::string> definitions() const override;

  /// All posts that were published and that nobody said to be gone, by id. Empty when they cannot be read.
  [[nodiscard]] std::vector<KeptPost> published() const;
  /// Those of them that are published no more.
  [[nodiscard]] std::vector<KeptPost> lost() const;
  /// The bytes that are kept of the post `id`.
  [[nodiscard]] std::optional<std::string> read_post(const std::string& id) const;

  struct Version {
    KeptPost post = {};
    std::string bytes = {};  ///< of its file
  };
  /// Keeps these in place of earlier versions. These three: why not; empty when it is done.
  [[nodiscard]] std::string keep(const std::vector<Version>& versions);
  /// Notes that these posts are no longer published though nobody said that they are gone.
  [[nodiscard]] std::string note_lost(const std::vector<std::string>& ids);
  /// Forgets those of these posts that are no longer published.
  [[nodiscard]] std::string forget_lost(const std::vector<std::string>& ids);
  /// What was served at polled addresses, and since when. Empty when it cannot be read.
  [[nodiscard]] resource::ServedBefore served() const;
  /// Keeps that these are served, in place of what was known of their addresses, and forgets the addresses `unknown`.
  [[nodiscard]] std::string keep_served(const resource::ServedBefore& served, const std::vector<std::string>& unknown);
  /// The folders of all feeds that were ever published and may be taken away, ascending. Empty when they cannot be
  /// read.
  [[nodiscard]] std::vector<std::string> feeds() const;
  /// Notes that these were published.
  [[nodiscard]] std::string keep_feeds(const std::vector<std::string>& folders);
  /// The posts that came after the digest of their month had appeared. Empty when they cannot be read.
  [[nodiscard]] publish::Arrivals late() const;
  /// Keeps these, in place of those kept so far.
  [[nodiscard]] std::string keep_late(const publish::Arrivals& late);
  /// Keeps the files of feeds/, by path below it, in place of those kept so far.
  [[nodiscard]] std::string keep_definitions(const std::map<std::string, std::string>& files);

 private:
  VersionStore(storage::Database database, std::string problem)
      : problem_(std::move(problem)), is_usable_(database != nullptr), database_(std::move(database)) {}
  explicit VersionStore(storage::StateFile state) : VersionStore(std::move(state.database), std::move(state.problem)) {}

  template <typename Value, typename Read>
  [[nodiscard]] Value read_or(Value fallback, const Read& read) const;
  template <typename Write>
  [[nodiscard]] std::string why_not_written(const Write& write);

  const std::string problem_;
  const bool is_usable_;
  mutable Mutex mutex_ = {};
  const storage::Database database_ GUARDED_BY(mutex_);  ///< null when it cannot be used
};

// What an earlier process published and this one does not.

/// What lost posts of `store` were called in place of an identity that they had before and that is theirs again, in
/// `back`: mistakes that were put right. Their ids.
[[nodiscard]] std::vector<std::string> mistakes_put_right(const VersionStore& store,
                                                          const std::vector<catalogue::PostPointer>& back,
                                                          const model::Definitions& definitions);

/// The posts of `store` that `snapshot` has no more under the identity they had, each as a change that removes it, in
/// the order in which they went; but not those of a mistake that was put right. Of a post whose file is good no more
/// little but its identity is told.
[[nodiscard]] std::vector<catalogue::PostChange> removed_since(const VersionStore& store,
                                                               const catalogue::Snapshot& snapshot,
                                                               const model::Definitions& definitions);

}  // namespace citefeed::engine
