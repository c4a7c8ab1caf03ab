#include "catalogue/months.hpp"

#include <algorithm>
#include <iterator>
#include <span>

#include "base/digest.hpp"

namespace citefeed::catalogue {
namespace {

std::shared_ptr<const model::Introduction> introduction_of(const Snapshot& snapshot, const MonthName& name) {
  if (!snapshot.introductions) return nullptr;
  const auto found = snapshot.introductions->find(name);
  return found == snapshot.introductions->end() || found->second->draft ? nullptr : found->second;
}

ClosedMonth close(const YearPointer& year, const Month& month, const Snapshot& snapshot, const TimeZone& zone) {
  const MonthName name{.year = year->number, .month = month.number};
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
      if (snapshot.open_month == MonthName{.year = year->number, .month = month.number}) continue;
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

namespace {

// A cursor is, for each month in order, its number since the year 0 in three bytes, the highest first, and its version.
constexpr std::size_t number_bytes = 3;
constexpr std::size_t month_bytes = number_bytes + std::tuple_size_v<MonthVersion>;
constexpr unsigned months_per_year = 12;

std::string to_bytes(std::uint32_t number) {
  std::string bytes;
  for (std::size_t i = number_bytes; i-- > 0;) bytes.push_back(static_cast<char>(number >> (8 * i) & 0xFFU));
  return bytes;
}

std::uint32_t to_number(std::string_view bytes) {
  std::uint32_t number = 0;
  for (const char byte : bytes) number = number << 8U | static_cast<std::uint8_t>(byte);
  return number;
}

}  // namespace

MirroredMonths months_of(const Timeline& timeline, const Digest& definitions) {
  MirroredMonths months;
  for (const YearPointer& year : timeline.years) {
    for (const Month& month : year->months) {
      MonthVersion& version = months[{.year = year->number, .month = month.number}];
      const Digest digest = DigestBuilder{}.add(month.digest).add(definitions).finish();
      std::copy_n(digest.bytes.begin(), version.size(), version.begin());
    }
  }
  return months;
}

std::vector<MonthName> stale_months(const MirroredMonths& mirrored, const MirroredMonths& now) {
  std::vector<MonthName> stale;
  for (const auto& [name, version] : now) {
    const auto known = mirrored.find(name);
    if (known == mirrored.end() || known->second != version) stale.push_back(name);
  }
  for (const auto& [name, version] : mirrored) {
    if (!now.contains(name)) stale.push_back(name);
  }
  std::sort(stale.begin(), stale.end());
  return stale;
}

std::string to_cursor(const MirroredMonths& months) {
  std::string bytes;
  bytes.reserve(months.size() * month_bytes);
  for (const auto& [name, version] : months) {
    bytes += to_bytes(static_cast<std::uint32_t>(name.year) * months_per_year + name.month - 1);
    bytes.append(version.begin(), version.end());
  }
  return to_base64url(bytes);
}

std::optional<MirroredMonths> parse_cursor(std::string_view cursor) {
  const auto bytes = from_base64url(cursor);
  if (!bytes || bytes->size() % month_bytes != 0) return std::nullopt;
  MirroredMonths months;
  for (std::string_view rest = *bytes; !rest.empty(); rest.remove_prefix(month_bytes)) {
    const std::uint32_t number = to_number(rest.substr(0, number_bytes));
    const MonthName name{.year = static_cast<int>(number / months_per_year), .month = number % months_per_year + 1};
    if (!months.empty() && !(months.rbegin()->first < name)) return std::nullopt;
    MonthVersion& version = months[name];
    std::copy_n(rest.begin() + number_bytes, version.size(), version.begin());
  }
  return months;
}

}  // namespace citefeed::catalogue
