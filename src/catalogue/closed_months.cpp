#include "catalogue/closed_months.hpp"

#include <algorithm>
#include <iterator>
#include <span>

namespace citefeed::catalogue {
namespace {

std::shared_ptr<const model::Introduction> introduction_of(const Snapshot& snapshot, const model::MonthName& name) {
  if (!snapshot.introductions) return nullptr;
  const auto found = snapshot.introductions->find(name);
  return found == snapshot.introductions->end() || found->second->draft ? nullptr : found->second;
}

ClosedMonth close(const YearPointer& year, const Month& month, const Snapshot& snapshot, const TimeZone& zone) {
  const model::MonthName name{.year = year->number, .month = month.number};
  ClosedMonth closed{.name = name,
                     .year = year,
                     .first = month.first,
                     .count = month.count,
                     .introduction = introduction_of(snapshot, name),
                     .published = end_of(name, zone)};
  closed.updated = std::max(closed.published, month.newest_update);
  DigestBuilder digest;
  digest.add(to_string(name)).add(month.digest);
  if (closed.introduction) digest.add(closed.introduction->digest);
  closed.digest = digest.finish();
  return closed;
}

/// Those of `older` that were updated since `since`: the last updated, at most `limit`, newest first.
std::vector<ClosedMonth> revised(std::span<const ClosedMonth> older, Instant since, std::size_t limit) {
  std::vector<ClosedMonth> months;
  std::copy_if(older.begin(), older.end(), std::back_inserter(months),
               [since](const ClosedMonth& month) { return month.updated > month.published && month.updated >= since; });
  std::stable_sort(months.begin(), months.end(),
                   [](const ClosedMonth& a, const ClosedMonth& b) { return a.updated > b.updated; });
  if (months.size() > limit) months.resize(limit);
  std::sort(months.begin(), months.end(), [](const ClosedMonth& a, const ClosedMonth& b) { return b.name < a.name; });
  return months;
}

}  // namespace

std::vector<ClosedMonth> closed_months(const Snapshot& snapshot, const TimeZone& zone) {
  std::vector<ClosedMonth> closed;
  for (const YearPointer& year : snapshot.everything.years) {
    for (const Month& month : year->months) {
      if (snapshot.open_month == model::MonthName{.year = year->number, .month = month.number}) continue;
      closed.push_back(close(year, month, snapshot, zone));
    }
  }
  return closed;
}

model::Issue issue_of(const ClosedMonth& month) {
  const auto posts = Posts{month.year->posts}.subspan(month.first, std::min(month.count, model::max_issue_posts));
  return {.month = month.name,
          .published = month.published,
          .updated = month.updated,
          .introduction = month.introduction,
          .posts = {posts.begin(), posts.end()},
          .total = month.count};
}

IssueDocuments divide(const std::vector<ClosedMonth>& months, std::size_t limit) {
  IssueDocuments documents;
  if (months.size() <= limit) return {.current = months};
  const auto archived = std::find_if(months.begin(), months.end(), [&months](const ClosedMonth& month) {
    return month.name.year != months.front().name.year;
  });
  for (auto month = archived; month != months.end(); ++month) {
    const std::string name = std::to_string(month->name.year);
    if (documents.archives.empty() || documents.archives.back().name != name) {
      documents.archives.push_back({.name = name});
    }
    documents.archives.back().months.push_back(*month);
  }
  std::reverse(documents.archives.begin(), documents.archives.end());
  const auto open = static_cast<std::size_t>(archived - months.begin());
  const std::size_t shown = std::max(open, limit);
  documents.current.assign(months.begin(), std::next(months.begin(), static_cast<std::ptrdiff_t>(shown)));
  if (limit == 0) return documents;
  const auto again = revised(std::span{months}.subspan(shown), months.at(limit - 1).published, limit);
  documents.current.insert(documents.current.end(), again.begin(), again.end());
  return documents;
}

}  // namespace citefeed::catalogue
