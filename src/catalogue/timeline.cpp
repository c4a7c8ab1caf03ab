#include "catalogue/timeline.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

namespace citefeed::catalogue {
namespace {

/// Of all that is in these posts, in their order; hashed in one go.
Digest digest_of(Posts posts) {
  std::string digests;
  digests.reserve(posts.size() * sizeof(Digest::bytes));
  for (const auto& post : posts) {
    const auto& bytes = post->digest.bytes;
    digests.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  }
  return sha256(digests);
}

std::vector<Digest> blocks_of(Posts posts) {
  std::vector<Digest> blocks;
  while (!posts.empty()) {
    const Posts block = posts.last(std::min(posts_per_block, posts.size()));
    blocks.push_back(digest_of(block));
    posts = posts.first(posts.size() - block.size());
  }
  return blocks;
}

std::vector<Month> months_of(Posts posts, const TimeZone& zone) {
  std::vector<Month> months;
  for (std::size_t i = 0; i < posts.size(); ++i) {
    const auto number = static_cast<unsigned>(zone.day_of(posts[i]->published).month());
    if (months.empty() || months.back().number != number)
      months.push_back({.number = number, .first = i, .newest_update = posts[i]->updated});
    ++months.back().count;
    months.back().newest_update = std::max(months.back().newest_update, posts[i]->updated);
  }
  for (Month& month : months) month.digest = digest_of(posts.subspan(month.first, month.count));
  return months;
}

YearPointer make_year(int number, std::vector<PostPointer> posts, const TimeZone& zone) {
  auto year = std::make_shared<Year>();
  year->number = number;
  year->months = months_of(posts, zone);
  year->blocks = blocks_of(posts);
  DigestBuilder digest;
  for (const Digest& block : year->blocks) digest.add(block);
  year->digest = digest.finish();
  for (const PostPointer& post : posts) {
    if (post->updated > post->published) year->revised.push_back(post);
  }
  year->posts = std::move(posts);
  return year;
}

/// The posts of a year after `change`; empty when none is left.
std::vector<PostPointer> posts_after(Posts posts, ListChange& change) {
  std::sort(change.gone.begin(), change.gone.end(), stands_before);
  std::sort(change.come.begin(), change.come.end(), stands_before);
  std::vector<PostPointer> kept;
  kept.reserve(posts.size());
  std::set_difference(posts.begin(), posts.end(), change.gone.begin(), change.gone.end(), std::back_inserter(kept),
                      stands_before);
  std::vector<PostPointer> result;
  result.reserve(kept.size() + change.come.size());
  std::merge(kept.begin(), kept.end(), change.come.begin(), change.come.end(), std::back_inserter(result),
             stands_before);
  return result;
}

}  // namespace

bool stands_before(const PostPointer& a, const PostPointer& b) {
  if (a->published != b->published) return a->published > b->published;
  return std::tie(a->id, a->notice_name) < std::tie(b->id, b->notice_name);
}

std::size_t Timeline::size() const {
  std::size_t posts = 0;
  for (const YearPointer& year : years) posts += year->posts.size();
  return posts;
}

std::vector<PostPointer> Timeline::newest(std::size_t count) const {
  std::vector<PostPointer> posts;
  for (const YearPointer& year : years) {
    if (posts.size() == count) break;
    const Posts taken = Posts{year->posts}.first(std::min(count - posts.size(), year->posts.size()));
    posts.insert(posts.end(), taken.begin(), taken.end());
  }
  return posts;
}

Digest Timeline::digest() const {
  DigestBuilder digest;
  for (const YearPointer& year : years) digest.add(year->digest);
  return digest.finish();
}

Timeline revise(const Timeline& timeline, const ListChange& change, const TimeZone& zone) {
  std::map<int, ListChange, std::greater<>> by_year;  // the newest year first, as in the timeline
  const auto year_of = [&zone](const PostPointer& post) {
    return static_cast<int>(zone.day_of(post->published).year());
  };
  for (const PostPointer& post : change.gone) by_year[year_of(post)].gone.push_back(post);
  for (const PostPointer& post : change.come) by_year[year_of(post)].come.push_back(post);
  Timeline revised;
  auto old = timeline.years.begin();
  for (auto& [number, of_year] : by_year) {
    while (old != timeline.years.end() && (*old)->number > number) revised.years.push_back(*old++);
    const bool is_known = old != timeline.years.end() && (*old)->number == number;
    auto posts = posts_after(is_known ? Posts{(*old)->posts} : Posts{}, of_year);
    if (is_known) ++old;
    if (!posts.empty()) revised.years.push_back(make_year(number, std::move(posts), zone));
  }
  revised.years.insert(revised.years.end(), old, timeline.years.end());
  return revised;
}

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
