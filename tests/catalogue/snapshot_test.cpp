#include "catalogue/snapshot.hpp"

#include <gtest/gtest.h>

namespace citefeed::catalogue {
namespace {

using namespace std::chrono_literals;

const Instant noon{std::chrono::sys_days{std::chrono::year{2023} / 12 / 1} + 12h};

struct Sketch {
  std::string id = {};
  Instant published = noon;
  std::vector<std::string> topics = {};
  std::vector<std::string> types = {};
  bool draft = false;
};

PostPointer post(const Sketch& sketch) {
  model::Post made{.id = sketch.id, .published = sketch.published, .updated = sketch.published};
  made.topics = sketch.topics;
  made.research_types = sketch.types;
  made.draft = sketch.draft;
  made.digest = sha256(sketch.id);
  return std::make_shared<const model::Post>(made);
}

std::vector<std::string> ids(const std::vector<PostPointer>& posts) {
  std::vector<std::string> result;
  result.reserve(posts.size());
  for (const auto& each : posts) result.push_back(each->id);
  return result;
}

using Ids = std::vector<std::string>;

TEST(Snapshot, StandsNewestFirstAndThenById) {
  const auto snapshot =
      take_snapshot({post({.id = "b"}), post({.id = "old", .published = noon - 24h}), post({.id = "a"})}, {}, noon);
  EXPECT_EQ(ids(snapshot->everything.all()), (Ids{"a", "b", "old"}));
}

TEST(Snapshot, LeavesOutDraftsAndPostsBeforeTheirTime) {
  const auto snapshot = take_snapshot(
      {post({.id = "draft", .draft = true}), post({.id = "tomorrow", .published = noon + 1s}), post({.id = "now"})}, {},
      noon);
  EXPECT_EQ(ids(snapshot->everything.all()), (Ids{"now"}));
}

TEST(Snapshot, AnUpdateBeforeItsTimeHasNotHappened) {
  auto edited = std::make_shared<model::Post>(*post({.id = "a", .published = noon - 24h}));
  edited->updated = noon + 1h;
  const auto before = take_snapshot({edited}, {}, noon);
  const auto after = take_snapshot({edited}, {}, noon + 1h);
  EXPECT_EQ(before->everything.all().at(0)->updated, noon - 24h);
  EXPECT_EQ(after->everything.all().at(0)->updated, noon + 1h);
  EXPECT_EQ(changes(*before, *after).size(), 1U);
}

class Select : public testing::Test {
 protected:
  std::shared_ptr<const Snapshot> snapshot_ =
      take_snapshot({post({.id = "1", .topics = {"empathy", "alliance"}, .types = {"quantitative"}}),
                     post({.id = "2", .topics = {"empathy"}, .types = {"qualitative"}}),
                     post({.id = "3", .topics = {"cbt"}, .types = {"quantitative"}})},
                    {}, noon);
};

TEST_F(Select, NothingAskedMeansEverything) {
  EXPECT_EQ(ids(select(*snapshot_, {})), (Ids{"1", "2", "3"}));
}
TEST_F(Select, SeveralTopicsAreAUnionWithEachPostOnce) {
  EXPECT_EQ(ids(select(*snapshot_, {.topics = {"alliance", "empathy"}})), (Ids{"1", "2"}));
}
TEST_F(Select, TopicsAndTypesMustBothFit) {
  EXPECT_EQ(ids(select(*snapshot_, {.topics = {"empathy", "cbt"}, .types = {"quantitative"}})), (Ids{"1", "3"}));
}
TEST_F(Select, TypesAloneChoose) {
  EXPECT_EQ(ids(select(*snapshot_, {.types = {"qualitative"}})), (Ids{"2"}));
}
TEST_F(Select, ATopicWithoutPostsChoosesNone) {
  EXPECT_EQ(ids(select(*snapshot_, {.topics = {"placebo"}})), Ids{});
}

TEST(Changes, NameWhatCameWentAndDiffers) {
  auto other = std::make_shared<model::Post>(*post({.id = "same id"}));
  other->digest = sha256("edited");
  const auto before =
      take_snapshot({post({.id = "gone"}), post({.id = "same id"}), post({.id = "untouched"})}, {}, noon);
  const auto after = take_snapshot({post({.id = "new"}), other, post({.id = "untouched"})}, {}, noon);
  Ids difference;
  for (const auto& change : changes(*before, *after)) {
    difference.push_back((change.before ? "-" + change.before->id : "") + (change.after ? "+" + change.after->id : ""));
  }
  EXPECT_EQ(difference, (Ids{"-gone", "+new", "-same id+same id"}));
  EXPECT_TRUE(changes(*after, *after).empty());
}

/// The post `id` in `file`.
PostPointer post_in(const std::string& file, const std::string& id, Instant published) {
  auto made = std::make_shared<model::Post>(*post({.id = id, .published = published}));
  made->file = file;
  made->digest = sha256(file);
  return made;
}

TEST(Changes, JoinAPostThatMovedToAnotherFileOrYearById) {
  const auto was = post_in("2023/12/a.md", "a", noon);
  const auto before = take_snapshot({was, post({.id = "b"})}, {}, noon);
  for (const auto& is : {post_in("2023/12/z.md", "a", noon), post_in("2020/01/a.md", "a", noon - 24h * 1400)}) {
    const auto found = changes(*before, *take_snapshot({is, before->everything.all().at(1)}, {}, noon));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].before, was);
    EXPECT_EQ(found[0].after, is);
  }
}

}  // namespace
}  // namespace citefeed::catalogue
