// Mirrors of the posts: what they fetch, and that it is all they need.
#include "publish/publish_months.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <map>
#include <random>

#include "example_site.hpp"

namespace citefeed::publish {
namespace {

namespace json = boost::json;
using std::chrono::days;
using Items = std::map<std::string, std::string>;  ///< by id

/// A partner's copy of all posts, held by polling alone.
class Mirror final {
 public:
  /// Polls once; how many documents it fetched.
  std::size_t poll(const Publication& site) {
    const auto answer = changes_since(site, cursor_);
    EXPECT_TRUE(answer);
    const auto changes = json::parse(answer.value_or("{}"));
    std::size_t fetched = 0;
    for (const auto& stale : changes.at("months").as_array()) {
      const std::string month{stale.at("month").as_string()};
      months_.erase(month);
      if (stale.at("posts").to_number<int>() == 0) continue;
      const std::string url{stale.at("url").as_string()};
      const std::string root = "https://example.org/digest";
      const auto document = json::parse(bytes_at(site, url.substr(root.size(), url.find('?') - root.size())));
      EXPECT_EQ(document.at("_month").at("version"), stale.at("version"));
      EXPECT_EQ(document.at("items").as_array().size(), stale.at("posts").to_number<std::size_t>());
      for (const auto& item : document.at("items").as_array())
        months_[month][std::string{item.at("id").as_string()}] = json::serialize(item);
      ++fetched;
    }
    cursor_ = std::string{changes.at("cursor").as_string()};
    return fetched;
  }

  [[nodiscard]] Items items() const {
    Items all;
    for (const auto& [month, items] : months_) all.insert(items.begin(), items.end());
    return all;
  }

 private:
  std::string cursor_;
  std::map<std::string, Items> months_;
};

/// What a mirror that begins now holds.
Items everything(const Publication& site) {
  Mirror mirror;
  mirror.poll(site);
  return mirror.items();
}

TEST(Mirror, HoldsEveryPostAfterItsFirstPoll) {
  const Publication site = publish_example(example_posts());
  const auto items = everything(site);
  ASSERT_EQ(items.size(), 2U);
  EXPECT_THAT(items.begin()->second, testing::HasSubstr("_practice_implications"));
}

TEST(Mirror, FetchesNothingWhileNothingChanges) {
  const Publication site = publish_example(example_posts());
  Mirror mirror;
  EXPECT_EQ(mirror.poll(site), 1U);
  EXPECT_EQ(mirror.poll(site), 0U);
}

TEST(Mirror, AsksAnyReplicaAtAnyTime) {
  Mirror mirror;
  mirror.poll(publish_example(example_posts()));
  EXPECT_EQ(mirror.poll(publish_example(example_posts(), nullptr, 1)), 0U) << "a replica, or after a restart";
}

TEST(Mirror, IsRefusedWithAForeignCursor) {
  const Publication site = publish_example(example_posts());
  EXPECT_EQ(changes_since(site, "2023-11-28T12:00:00Z"), std::nullopt);
  EXPECT_EQ(changes_since(site, "AAAA"), std::nullopt);
}

TEST(Mirror, StaysExactWhateverTheEditorDoes) {
  std::mt19937 chance{2};
  std::map<int, catalogue::PostPointer> posts;
  const auto published = [&posts] {
    std::vector<catalogue::PostPointer> all;
    all.reserve(posts.size());
    for (const auto& [number, post] : posts) all.push_back(post);
    return all;
  };
  Publication site = publish_example({});
  Mirror mirror;
  for (int step = 0; step < 200; ++step) {
    const int number = static_cast<int>(chance() % 25);
    if (chance() % 4 == 0) {
      posts.erase(number);
    } else {
      posts[number] = example_post({.slug = fmt::format("post-{}", number),
                                    .topics = {"cbt"},
                                    .text = fmt::format("Step {}.", step),
                                    .age = days{static_cast<int>(chance() % 400)}});
    }
    site = publish_example(published(), &site);
    if (chance() % 3 != 0) continue;  // it does not see every generation
    EXPECT_LE(mirror.poll(site), 14U);
    ASSERT_EQ(mirror.items(), everything(site)) << "step " << step;
    ASSERT_EQ(mirror.items().size(), posts.size());
  }
}

TEST(Months, AreTheSameObjectsWhileTheirPostsAre) {
  auto posts = example_posts();
  posts.push_back(example_post({.slug = "old", .topics = {"cbt"}, .age = days{300}}));
  const Publication before = publish_example(posts);
  posts.push_back(example_post({.slug = "new", .topics = {"cbt"}, .age = days{1}}));
  const Publication after = publish_example(posts, &before);
  EXPECT_NE(after.site->find("/changes/2023-02.json"), nullptr);
  EXPECT_EQ(after.site->find("/changes/2023-02.json"), before.site->find("/changes/2023-02.json"));
  EXPECT_NE(after.site->find("/changes/2023-11.json"), before.site->find("/changes/2023-11.json"));
}

}  // namespace
}  // namespace citefeed::publish
