/// Posts by months: those that are over, of each of which there is an issue of the monthly digest; and what a mirror
/// has of each.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/snapshot.hpp"
#include "catalogue/timeline.hpp"
#include "model/issue.hpp"

namespace citefeed::catalogue {

using model::MonthName;

/// What the issue of one month follows from.
struct ClosedMonth {
  MonthName name = {};
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

// What a mirror of the posts knows of them, month by month, and what it lacks. It says so itself, in a cursor: nobody
// has to remember it, so that any replica can answer, at any time.

/// The first bytes of a digest of a month's posts and the definitions: enough for two versions never to be taken for
/// one.
using MonthVersion = std::array<std::uint8_t, 6>;

/// Months with the versions that a mirror has of them.
using MirroredMonths = std::map<MonthName, MonthVersion>;

/// The months of `timeline` as they are now, with definitions of that digest.
[[nodiscard]] MirroredMonths months_of(const Timeline& timeline, const Digest& definitions);

/// The months that `now` has in another version than `mirrored` or alone, and those that only `mirrored` has; oldest
/// first.
[[nodiscard]] std::vector<MonthName> stale_months(const MirroredMonths& mirrored, const MirroredMonths& now);

/// Opaque, of the characters [A-Za-z0-9_-]: twelve characters a month. "" for no months.
[[nodiscard]] std::string to_cursor(const MirroredMonths& months);

/// Nothing when to_cursor() did not make it.
[[nodiscard]] std::optional<MirroredMonths> parse_cursor(std::string_view cursor);

}  // namespace citefeed::catalogue
