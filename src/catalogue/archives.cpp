#include "catalogue/archives.hpp"

#include <algorithm>

namespace citefeed::catalogue {
namespace {

using Iterator = std::vector<PostPointer>::const_iterator;

std::string name_of(int year, std::size_t number) {
  return std::to_string(year) + (number == 0 ? "" : "-" + std::to_string(number + 1));
}

/// How many archives the `count` posts of one year fill.
std::size_t archives_of_year(std::size_t count, bool is_open, std::size_t limit) {
  if (!is_open) return (count + max_archive_posts - 1) / max_archive_posts;
  return count > limit ? (count - limit) / max_archive_posts : 0;
}

/// Appends the archives of the year from `begin` (its newest post) to `end`, the oldest posts first.
void archive_year(Iterator begin, Iterator end, int year, std::size_t number, std::vector<Archive>& archives) {
  for (std::size_t i = 0; i < number; ++i) {
    const auto taken = std::min<std::ptrdiff_t>(max_archive_posts, end - begin);
    archives.push_back({.name = name_of(year, i), .posts = {end - taken, end}});
    end -= taken;
  }
}

/// Which of the archived posts have changed since the last of the newest was published; the last updated, at most
/// `limit`.
std::vector<PostPointer> revised(Iterator begin, Iterator end, Instant since, std::size_t limit) {
  std::vector<PostPointer> posts;
  std::copy_if(begin, end, std::back_inserter(posts),
               [since](const PostPointer& post) { return post->updated > post->published && post->updated >= since; });
  std::stable_sort(posts.begin(), posts.end(),
                   [](const PostPointer& a, const PostPointer& b) { return a->updated > b->updated; });
  if (posts.size() > limit) posts.resize(limit);
  std::stable_sort(posts.begin(), posts.end(),
                   [](const PostPointer& a, const PostPointer& b) { return a->published > b->published; });
  return posts;
}

}  // namespace

int year_of(const model::Post& post, const TimeZone& zone) {
  return static_cast<int>(zone.day_of(post.published).year());
}

DividedFeed divide(const std::vector<PostPointer>& posts, std::size_t limit, const TimeZone& zone) {
  if (posts.size() <= limit) return {.current = posts};
  DividedFeed divided;
  std::size_t open = 0;  // posts of the newest year that no archive holds
  for (auto end = posts.end(); end != posts.begin();) {
    const int year = year_of(**(end - 1), zone);
    const Instant next_year = zone.start_of(std::chrono::year{year + 1} / std::chrono::January / 1);
    const auto begin = std::partition_point(
        posts.begin(), end, [next_year](const PostPointer& post) { return post->published >= next_year; });
    const auto count = static_cast<std::size_t>(end - begin);
    const bool is_open = begin == posts.begin();
    const std::size_t number = archives_of_year(count, is_open, limit);
    archive_year(begin, end, year, number, divided.archives);
    if (is_open) open = count - std::min(count, number * max_archive_posts);
    end = begin;
  }
  const auto shown = static_cast<std::ptrdiff_t>(std::max(open, limit));
  divided.current.assign(posts.begin(), posts.begin() + shown);
  if (divided.archives.empty() || limit == 0) return divided;
  const auto again = revised(posts.begin() + shown, posts.end(), posts.at(limit - 1)->published, limit);
  divided.current.insert(divided.current.end(), again.begin(), again.end());
  return divided;
}

}  // namespace citefeed::catalogue
