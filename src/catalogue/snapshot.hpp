/// The catalogue at one moment: every post that may be seen, in the order feeds show them, and the articles they
/// review. Immutable once taken.
#pragma once
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/persistent_map.hpp"
#include "catalogue/timeline.hpp"
#include "citation/citation.hpp"
#include "model/definitions.hpp"
#include "model/issue.hpp"
#include "model/post.hpp"

namespace citefeed::catalogue {

// The articles that posts review, each once however many posts review it.

using ArticlePointer = std::shared_ptr<const model::Article>;

/// By citation::identity(), each with every post that reviews it. Citations in which nothing was read are in none.
using Articles = PersistentMap<ArticlePointer>;

/// `articles` after `changes` of the posts that review them. Pure; costs what the changed posts review.
[[nodiscard]] Articles revise(const Articles& articles, const std::vector<PostChange>& changes);

/// Those of `articles` that `posts` review, in the order of the posts, then in that of the citations in the post; each
/// once, where it is mentioned first. Pure.
[[nodiscard]] std::vector<ArticlePointer> articles_of(Posts posts, const Articles& articles);

/// The citations of all articles that `posts` (newest first) ever reviewed, each as it was cited first, with what any
/// of the posts `noting`, which may be notices by themselves, says happened to it; the article reviewed first comes
/// first, so that a new post adds to the end. Pure.
[[nodiscard]] std::vector<citation::Citation> citations_of(const std::vector<PostPointer>& posts,
                                                           const std::vector<PostPointer>& noting);

using TimelinesByName = std::map<std::string, Timeline, std::less<>>;

struct Snapshot {
  Timeline everything = {};
  TimelinesByName by_topic = {};   ///< by slug; topics without posts are not in it
  TimelinesByName by_type = {};    ///< likewise
  TimelinesByName by_bundle = {};  ///< by name, likewise
  Timeline notices = {};           ///< what happened to the posts here and withdrawn, as entries: see notices_of()
  Timeline corrections = {};       ///< the same, and what became of posts that have no file any more
  Articles articles = {};          ///< what the posts review
  /// Posts that are withdrawn, by id; on none of the timelines.
  std::map<std::string, PostPointer, std::less<>> withdrawn = {};
  model::Gone gone = {};  ///< what has no file any more
  /// Ids that the definitions call gone, at whatever time, though a post on the timelines has them; the post stands.
  std::set<std::string, std::less<>> not_gone = {};
  /// The month of the newest posts while it is not over: every other month of `everything` is.
  std::optional<model::MonthName> open_month = {};
  model::IntroductionsPointer introductions = {};  ///< of months with or without posts; drafts included
};

/// The month of the newest posts of `everything`, where it is not over at `now`.
[[nodiscard]] std::optional<model::MonthName> open_month_at(const Timeline& everything, const TimeZone& zone,
                                                            Instant now);

/// `snapshot` at `now`, after `changes`, whose order says nothing: a post that changes its file, or two that change
/// theirs for each other's, may go in one change and come in another. `definitions` say what the bundles choose and
/// where years begin; they are those of `snapshot`, unless that is empty. Pure; costs what the changes touch.
[[nodiscard]] std::shared_ptr<const Snapshot> revise(const Snapshot& snapshot, const std::vector<PostChange>& changes,
                                                     const model::Definitions& definitions, Instant now);

/// The snapshot of `posts` at `now`, made afresh: what Catalogue says of the same files at that time. Ids must be
/// unique.
[[nodiscard]] std::shared_ptr<const Snapshot> take_snapshot(const std::vector<PostPointer>& posts,
                                                            const model::Definitions& definitions, Instant now,
                                                            const model::IntroductionsPointer& introductions = {});

/// True when `selection` chooses `post`.
[[nodiscard]] bool chooses(const model::Selection& selection, const model::Post& post);

/// The posts that `selection` chooses, newest first. Slugs without posts choose none.
[[nodiscard]] std::vector<PostPointer> select(const Snapshot& snapshot, const model::Selection& selection);

/// What happened from `before` to `after`, by id. Costs what the years that differ hold.
[[nodiscard]] std::vector<PostChange> changes(const Snapshot& before, const Snapshot& after);

}  // namespace citefeed::catalogue
