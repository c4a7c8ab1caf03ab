/// Months that are over: of each there is an issue of the monthly digest.
#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "catalogue/snapshot.hpp"
#include "model/issue.hpp"

namespace citefeed::catalogue {

/// What the issue of one month follows from.
struct ClosedMonth {
  model::MonthName name = {};
  YearPointer year = {};
  std::size_t first = 0;                                         ///< its newest post, among those of the year
  std::size_t count = 0;                                         ///< its posts, at least 1
  std::shared_ptr<const model::Introduction> introduction = {};  ///< null when there is none but a draft
  Instant published = {};                                        ///< when it was over
  Instant updated = {};                                          ///< that, or later where a post was updated since
  Digest digest = {};                                            ///< of its posts and the introduction
};

/// The months of `snapshot` that have posts and are over in `zone`, newest first. Costs a look at each month.
[[nodiscard]] std::vector<ClosedMonth> closed_months(const Snapshot& snapshot, const TimeZone& zone);

/// The issue of `month`, to be rendered.
[[nodiscard]] model::Issue issue_of(const ClosedMonth& month);

/// The issues of one year that has no open place left: whatever is published later, they stay the same.
struct IssueArchive {
  std::string name = {};                 ///< "2023"
  std::vector<ClosedMonth> months = {};  ///< newest first, at least one
};

/// How the feed of issues is divided into documents (RFC 5005, 4), as current_document() divides a feed of posts.
struct IssueDocuments {
  std::vector<ClosedMonth> current = {};    ///< in the document that subscribers poll, newest first
  std::vector<IssueArchive> archives = {};  ///< oldest first; none while the current document holds everything
};

/// Every month is in exactly one archive, that of its year, or else in the current document, which has besides the
/// newest `limit` issues and those updated since the oldest of these was published; at most `limit`, the last updated.
/// The year of the newest issue is never archived. Pure.
[[nodiscard]] IssueDocuments divide(const std::vector<ClosedMonth>& months, std::size_t limit);

}  // namespace citefeed::catalogue
