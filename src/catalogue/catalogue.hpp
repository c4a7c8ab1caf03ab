/// The catalogue as files change and time passes, and what is gone from it.
#pragma once
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/instant.hpp"
#include "catalogue/snapshot.hpp"
#include "model/issue.hpp"
#include "model/notice.hpp"
#include "model/post.hpp"

namespace citefeed::catalogue {

// What has been withdrawn, and for how long that is news.

/// When feeds no longer name it.
[[nodiscard]] Instant end_of_news(const model::Withdrawal& withdrawal);

/// `withdrawal` as readers may see it at `now`: nothing before its date; later it says whether it is news. Pure.
[[nodiscard]] std::optional<model::Withdrawal> seen_at(const model::Withdrawal& withdrawal, Instant now);

/// What is gone at `now`: of `gone`, as definitions have it, what seen_at() lets through. Pure.
[[nodiscard]] model::Gone gone_at(const model::Gone& gone, Instant now);

/// The next moment after `now` at which gone_at() differs; nothing when there is none.
[[nodiscard]] std::optional<Instant> next_change(const model::Gone& gone, Instant now);

/// `post` as readers may see it at `now`: null for a draft and before `published`. An edit, a notice or a withdrawal
/// dated later than `now` has not happened yet. Of what is withdrawn by then, `withdrawn` says so. Pure.
[[nodiscard]] PostPointer seen_at(const PostPointer& post, Instant now);

/// How many times `seen_at` has changed its answer up to `now`, and when it will next do so; nothing when never.
struct Appearance {
  std::size_t stage = 0;
  std::optional<Instant> next = {};
};
[[nodiscard]] Appearance appearance_at(const model::Post& post, Instant now);

/// Keeps the snapshot of what stands in the files of content/ and is due. What it gives follows from the posts, the
/// definitions and the time alone, in whatever steps they came. One thread at a time.
class Catalogue final {
 public:
  /// Takes note of what these files say now, of all introductions and of the time, and gives the snapshot of it: the
  /// same object as last time when nothing seen is different. A time before the last one is fine: clocks are set back.
  /// Costs what changed or became due; everything when the definitions did or the clock went back.
  [[nodiscard]] std::shared_ptr<const Snapshot> advance(const std::vector<model::FileChange>& files,
                                                        const std::shared_ptr<const model::Definitions>& definitions,
                                                        Instant now,
                                                        const model::IntroductionsPointer& introductions = {});

  /// When advance() would give another snapshot though no file changed; nothing when nothing is scheduled.
  [[nodiscard]] std::optional<Instant> next_due() const;

 private:
  struct Entry {
    PostPointer post = {};  ///< what the file says
    PostPointer seen = {};  ///< what readers see of it; null for nothing
    Appearance appearance = {};
  };
  /// Looks at `file` again at `now`, and appends what is seen otherwise.
  void review(const std::string& file, Instant now, std::vector<PostChange>& changes);
  void take(const model::FileChange& change, Instant now, std::vector<PostChange>& changes);

  std::shared_ptr<const model::Definitions> definitions_ = {};
  std::shared_ptr<const Snapshot> snapshot_ = {};             ///< null before the first advance()
  std::unordered_map<std::string, Entry> entries_ = {};       ///< by file
  std::set<std::pair<Instant, std::string>> scheduled_ = {};  ///< when to look at which file again
  std::optional<Instant> now_ = {};
};

}  // namespace citefeed::catalogue
