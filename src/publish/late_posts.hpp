/// Posts that came into a month whose issue of the digest had appeared, and that do not say so: nobody who has had the
/// issue is told of them.
#pragma once
#include <chrono>
#include <condition_variable>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/instant.hpp"
#include "base/mutex.hpp"
#include "catalogue/snapshot.hpp"
#include "model/issue.hpp"

namespace citefeed::publish {

/// When posts came, by id.
using Arrivals = std::map<std::string, Instant>;

/// Those that are known to be late, told by whoever serves a generation once it is served. Safe from any thread.
class ToldArrivals final {
 public:
  void tell(Arrivals late);
  /// Waits until they are told, but no longer than that; nothing when they are not.
  [[nodiscard]] std::optional<Arrivals> wait(std::chrono::milliseconds at_most) const;

 private:
  mutable Mutex mutex_ = {};
  mutable std::condition_variable_any told_ = {};
  std::optional<Arrivals> late_ GUARDED_BY(mutex_) = {};
};

/// Follows the generations. One thread at a time.
class LatePosts final {
 public:
  /// What an earlier process knew: the posts it found late, and all that it ever published. Before the first
  /// generation.
  void remember(const Arrivals& late, const std::vector<std::string>& published);

  /// Takes note of what happened up to the generation of `snapshot`, which is shown since `now`, in `zone`. Posts are
  /// late in whose month, which was over by then, there were others already; not those that only have another name. In
  /// the first generation only what an earlier process did not publish is new, and nothing where there was none.
  void follow(const std::vector<catalogue::PostChange>& changes, const catalogue::Snapshot& snapshot,
              const TimeZone& zone, Instant now);

  /// All that came late, whatever they say by now.
  [[nodiscard]] Arrivals all() const;

  /// A warning for each that does not say when it was added. `content_name` stands for the tree. By file.
  [[nodiscard]] std::vector<Diagnostic> problems(const std::string& content_name) const;

 private:
  struct Late {
    Instant at = {};
    catalogue::PostPointer post = {};  ///< null while it is not there
  };
  [[nodiscard]] model::MonthName month_of(const model::Post& post) const;
  [[nodiscard]] bool is_new(const catalogue::PostChange& change) const;

  TimeZone zone_ = {};  ///< of the last generation
  bool has_begun_ = false;
  std::map<std::string, Late> late_ = {};  ///< by id
  std::set<std::string> known_ = {};       ///< ids of posts that were published before they come, if they do
};

}  // namespace citefeed::publish
