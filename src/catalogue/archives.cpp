#include "catalogue/archives.hpp"

#include <algorithm>

namespace citefeed::catalogue {
namespace {

using Span = std::span<const PostPointer>;

std::string name_of(int year, std::size_t number) {
  return std::to_string(year) + (number == 0 ? "" : "-" + std::to_string(number + 1));
}

/// How many archives the `count` posts of one year fill.
std::size_t archives_of_year(std::size_t count, bool is_open, std::size_t limit) {
  if (!is_open) return (count + max_archive_posts - 1) / max_archive_posts;
  return count > limit ? (count - limit) / max_archive_posts : 0;
}

/// Appends the first `number` archives of the year, the oldest posts first.
void archive_year(const YearOfPosts& year, std::size_t number, std::vector<Archive>& archives) {
  Span rest = year.posts;
  for (std::size_t i = 0; i < number; ++i) {
    const Span oldest = rest.last(std::min(max_archive_posts, rest.size()));
    archives.push_back({.name = name_of(year.year, i), .posts = {oldest.begin(), oldest.end()}});
    rest = rest.first(rest.size() - oldest.size());
  }
}

/// Which of the archived posts have changed since the last of the newest was published; the last updated, at most
/// `limit`.
std::vector<PostPointer> revised(Span archived, Instant since, std::size_t limit) {
  std::vector<PostPointer> posts;
  std::copy_if(archived.begin(), archived.end(), std::back_inserter(posts),
               [since](const PostPointer& post) { return post->updated > post->published && post->updated >= since; });
  std::stable_sort(posts.begin(), posts.end(),
                   [](const PostPointer& a, const PostPointer& b) { return a->updated > b->updated; });
  if (posts.size() > limit) posts.resize(limit);
  std::sort(posts.begin(), posts.end(), stands_before);
  return posts;
}

}  // namespace

std::vector<YearOfPosts> by_year(const std::vector<PostPointer>& posts, const TimeZone& zone) {
  std::vector<YearOfPosts> years;
  for (Span rest{posts}; !rest.empty();) {
    const std::chrono::year year = zone.day_of(rest.front()->published).year();
    const Instant begins = zone.start_of(year / std::chrono::January / 1);
    const auto end = std::partition_point(rest.begin(), rest.end(),
                                          [begins](const PostPointer& post) { return post->published >= begins; });
    const auto count = static_cast<std::size_t>(end - rest.begin());
    years.push_back({.year = static_cast<int>(year), .posts = rest.first(count)});
    rest = rest.subspan(count);
  }
  return years;
}

DividedFeed divide(const std::vector<PostPointer>& posts, std::size_t limit, const TimeZone& zone) {
  if (posts.size() <= limit) return {.current = posts};
  DividedFeed divided;
  const auto years = by_year(posts, zone);
  const YearOfPosts& open = years.front();
  for (auto year = years.rbegin(); year != years.rend(); ++year) {
    const bool is_open = year->year == open.year;
    archive_year(*year, archives_of_year(year->posts.size(), is_open, limit), divided.archives);
  }
  const std::size_t closed = archives_of_year(open.posts.size(), true, limit) * max_archive_posts;
  const std::size_t shown = std::max(open.posts.size() - closed, limit);
  divided.current.assign(posts.begin(), posts.begin() + static_cast<std::ptrdiff_t>(shown));
  if (divided.archives.empty() || limit == 0) return divided;
  const auto again = revised(Span{posts}.subspan(shown), posts.at(limit - 1)->published, limit);
  divided.current.insert(divided.current.end(), again.begin(), again.end());
  return divided;
}

}  // namespace citefeed::catalogue
