#include "catalogue/timeline.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

namespace citefeed::catalogue {
namespace {

using namespace std::chrono_literals;
using Lines = std::vector<std::string>;

Instant noon_of(int year, int month, int day_of_month) {
  return std::chrono::sys_days{std::chrono::year{year} / month / day_of_month} + 12h;
}

PostPointer dated_post(Instant published, std::optional<Instant> updated = std::nullopt) {
  static int number = 0;
  model::Post made{.id = fmt::format("post-{:05}", number++), .published = published};
  made.updated = updated.value_or(published);
  return std::make_shared<const model::Post>(made);
}

/// `count` posts of `year`, newest first, an hour apart.
std::vector<PostPointer> posts_of(int year, int count) {
  std::vector<PostPointer> posts;
  posts.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) posts.push_back(dated_post(noon_of(year, 6, 1) - i * 1h));
  return posts;
}

std::vector<PostPointer> operator+(std::vector<PostPointer> newer, const std::vector<PostPointer>& older) {
  newer.insert(newer.end(), older.begin(), older.end());
  return newer;
}

struct Divided {
  std::vector<PostPointer> current = {};
  std::vector<Archive> archives = {};
};

Divided divide(const std::vector<PostPointer>& posts, std::size_t limit, const TimeZone& zone) {
  const Timeline timeline = revise({}, {.come = posts}, zone);
  auto document = current_document(timeline, limit);
  auto all = archives(timeline, limit);
  EXPECT_EQ(document.newest_archive, all.empty() ? "" : all.back().name);
  return {.current = std::move(document.posts), .archives = std::move(all)};
}

std::vector<PostPointer> posts_of(const Archive& archive) {
  return {archive.posts().begin(), archive.posts().end()};
}

/// "2024: 100", oldest first, and how many posts the current document has.
Lines shape(const Divided& divided) {
  Lines lines;
  for (const auto& archive : divided.archives)
    lines.push_back(fmt::format("{}: {}", archive.name, archive.posts().size()));
  lines.push_back(fmt::format("current: {}", divided.current.size()));
  return lines;
}

TEST(Archives, AreNotNeededWhileOneDocumentHoldsEverything) {
  EXPECT_EQ(shape(divide(posts_of(2024, 5) + posts_of(2023, 15), 20, {})), (Lines{"current: 20"}));
}

TEST(Archives, HoldAYearEachOnceALaterOneHasBegun) {
  const auto divided = divide(posts_of(2024, 1) + posts_of(2023, 30) + posts_of(2021, 2), 20, {});
  EXPECT_EQ(shape(divided), (Lines{"2021: 2", "2023: 30", "current: 20"}));
  EXPECT_EQ(divided.archives.at(0).posts().front()->published, noon_of(2021, 6, 1)) << "newest first";
}

TEST(Archives, LeaveTheOpenYearToTheCurrentDocument) {
  EXPECT_EQ(shape(divide(posts_of(2024, 45) + posts_of(2023, 3), 20, {})), (Lines{"2023: 3", "current: 45"}));
}

TEST(Archives, TakeWholeHundredsOfALongYear) {
  EXPECT_EQ(shape(divide(posts_of(2024, 119), 20, {})), (Lines{"current: 119"}));
  EXPECT_EQ(shape(divide(posts_of(2024, 120), 20, {})), (Lines{"2024: 100", "current: 20"}));
  EXPECT_EQ(shape(divide(posts_of(2024, 1) + posts_of(2023, 230), 20, {})),
            (Lines{"2023: 100", "2023-2: 100", "2023-3: 30", "current: 20"}));
}

TEST(Archives, DivideYearsInTheSitesZone) {
  const auto toronto = TimeZone::locate("America/Toronto").value.value();
  const auto late = dated_post(std::chrono::sys_days{std::chrono::year{2024} / 1 / 1} + 3h);  // still 2023 there
  const std::vector<PostPointer> posts = posts_of(2024, 1) + std::vector{late};
  EXPECT_EQ(divide(posts, 1, toronto).archives.at(0).name, "2023");
  EXPECT_TRUE(divide(posts, 1, {}).archives.empty());
}

TEST(Archives, BringARevisedPostBackToTheCurrentDocument) {
  const auto revised = dated_post(noon_of(2013, 3, 1), noon_of(2024, 6, 2));
  const auto revised_long_ago = dated_post(noon_of(2013, 2, 1), noon_of(2014, 1, 1));
  const auto posts = posts_of(2024, 30) + std::vector{revised, revised_long_ago};
  const auto divided = divide(posts, 20, {});
  EXPECT_EQ(shape(divided), (Lines{"2013: 2", "current: 31"}));
  EXPECT_EQ(divided.current.back(), revised);
}

TEST(Archives, BringBackNoMoreRevisedPostsThanTheLimit) {
  std::vector<PostPointer> old;
  old.reserve(50);
  for (int i = 0; i < 50; ++i) old.push_back(dated_post(noon_of(2013, 3, 1) - i * 1h, noon_of(2024, 6, 2) + i * 1h));
  const auto divided = divide(posts_of(2024, 20) + old, 20, {});
  ASSERT_EQ(divided.current.size(), 40U);
  EXPECT_EQ(divided.current.back(), old.back()) << "the last updated";
  EXPECT_TRUE(std::is_sorted(divided.current.begin(), divided.current.end(),
                             [](const auto& a, const auto& b) { return a->published > b->published; }));
}

TEST(Archives, KeepWhatIsClosedWhateverIsPublishedLater) {
  std::mt19937 chance{7};
  std::vector<PostPointer> posts;
  std::map<std::string, std::vector<PostPointer>> closed;
  Instant now = noon_of(2013, 1, 1);
  for (int i = 0; i < 600; ++i) {
    now += std::chrono::hours{chance() % 80};
    posts.insert(posts.begin(), dated_post(now));
    const auto divided = divide(posts, 20, {});
    std::set<std::string> seen;
    for (const auto& archive : divided.archives) {
      const auto [known, is_new] = closed.emplace(archive.name, posts_of(archive));
      ASSERT_TRUE(is_new || known->second == posts_of(archive)) << archive.name << " changed";
      for (const auto& each : archive.posts()) ASSERT_TRUE(seen.insert(each->id).second) << "archived twice";
    }
    for (const auto& each : divided.current) seen.insert(each->id);
    ASSERT_EQ(seen.size(), posts.size()) << "every post is reached";
    ASSERT_LT(divided.current.size(), 120U);
  }
  EXPECT_GT(closed.size(), 4U);
}

}  // namespace
}  // namespace citefeed::catalogue
