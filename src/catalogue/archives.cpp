#include "catalogue/archives.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace citefeed::catalogue {
namespace {

std::string name_of(int year, std::size_t number) {
  return std::to_string(year) + (number == 0 ? "" : "-" + std::to_string(number + 1));
}

/// How many archives the posts of `year` fill.
std::size_t archives_of(const Year& year, bool is_open, std::size_t limit) {
  const std::size_t count = year.posts.size();
  if (!is_open) return (count + posts_per_block - 1) / posts_per_block;
  return count > limit ? (count - limit) / posts_per_block : 0;
}

std::string newest_archive(const Timeline& timeline, std::size_t limit) {
  bool is_open = true;
  for (const YearPointer& year : timeline.years) {
    const std::size_t number = archives_of(*year, std::exchange(is_open, false), limit);
    if (number > 0) return name_of(year->number, number - 1);
  }
  return {};
}

/// Which posts beyond the first `shown` have changed since the last of the newest was published; the last updated, at
/// most `limit`, newest first.
std::vector<PostPointer> revised(const Timeline& timeline, const PostPointer& last_shown, Instant since,
                                 std::size_t limit) {
  std::vector<PostPointer> posts;
  for (const YearPointer& year : timeline.years) {
    std::copy_if(year->revised.begin(), year->revised.end(), std::back_inserter(posts),
                 [&](const PostPointer& post) { return post->updated >= since && stands_before(last_shown, post); });
  }
  std::stable_sort(posts.begin(), posts.end(),
                   [](const PostPointer& a, const PostPointer& b) { return a->updated > b->updated; });
  if (posts.size() > limit) posts.resize(limit);
  std::sort(posts.begin(), posts.end(), stands_before);
  return posts;
}

}  // namespace

Posts Archive::posts() const {
  const Posts all{year->posts};
  const std::size_t newer = all.size() - std::min(all.size(), (block + 1) * posts_per_block);
  return all.subspan(newer, all.size() - block * posts_per_block - newer);
}

CurrentDocument current_document(const Timeline& timeline, std::size_t limit) {
  if (timeline.size() <= limit) return {.posts = timeline.all()};
  const Year& open = *timeline.years.front();
  const std::size_t closed = archives_of(open, true, limit) * posts_per_block;
  CurrentDocument document{.posts = timeline.newest(std::max(open.posts.size() - closed, limit)),
                           .newest_archive = newest_archive(timeline, limit)};
  if (document.newest_archive.empty() || limit == 0) return document;
  const auto again = revised(timeline, document.posts.back(), document.posts.at(limit - 1)->published, limit);
  document.posts.insert(document.posts.end(), again.begin(), again.end());
  return document;
}

std::vector<Archive> archives(const Timeline& timeline, std::size_t limit) {
  std::vector<Archive> archives;
  if (timeline.size() <= limit) return archives;
  for (auto year = timeline.years.rbegin(); year != timeline.years.rend(); ++year) {
    const bool is_open = std::next(year) == timeline.years.rend();
    const std::size_t number = archives_of(**year, is_open, limit);
    for (std::size_t block = 0; block < number; ++block)
      archives.push_back({.name = name_of((*year)->number, block), .year = *year, .block = block});
  }
  return archives;
}

}  // namespace citefeed::catalogue
