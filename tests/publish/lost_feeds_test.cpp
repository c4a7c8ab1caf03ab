// Feeds that people are subscribed to and that nobody publishes any more or said to be gone.
#include "publish/lost_feeds.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "example_site.hpp"

namespace citefeed::publish {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class LostFeed : public testing::Test {
 protected:
  LostFeed() {
    definitions_.topics = {{.slug = "empathy", .label = "Empathy"}, {.slug = "cbt", .label = "CBT"}};
    definitions_.research_types = {{.slug = "trial", .label = "Trial"}};
    definitions_.bundles = {{.name = "both", .title = "Both"}};
    feeds_.follow(folders_of_feeds(definitions_));
  }
  [[nodiscard]] std::vector<std::string> problems() const {
    std::vector<std::string> lines;
    for (const auto& problem : feeds_.problems(definitions_, definitions_.gone, "feeds"))
      lines.push_back(to_string(problem));
    return lines;
  }

  model::Definitions definitions_ = *example_definitions();
  LostFeeds feeds_ = {};
};

TEST_F(LostFeed, IsNoneOfThoseThatAreThere) {
  EXPECT_THAT(folders_of_feeds(definitions_),
              ElementsAre("bundles/both/", "topics/cbt/", "topics/empathy/", "types/trial/"));
  EXPECT_THAT(problems(), IsEmpty());
}

TEST_F(LostFeed, IsMissedWhereItStood) {
  definitions_.topics.pop_back();
  definitions_.research_types.clear();
  definitions_.bundles.clear();
  EXPECT_THAT(
      problems(),
      ElementsAre("feeds/bundles/both.yaml: error: expected the bundle \"both\", to whose feed people are "
                  "subscribed, or its name among the aliases of another bundle or in feeds/gone.yaml; found none "
                  "of them",
                  "feeds/research-types.yaml: error: expected the research type \"trial\", to whose feed people "
                  "are subscribed, or its name among the aliases of another research type or in feeds/gone.yaml; "
                  "found none of them",
                  "feeds/topics.yaml: error: expected the topic \"cbt\", to whose feed people are subscribed, or "
                  "its name among the aliases of another topic or in feeds/gone.yaml; found none of them"));
}

TEST_F(LostFeed, IsNoneThatHasAnotherNameNow) {
  definitions_.topics.back() = {.slug = "cognitive", .label = "CBT", .aliases = {"cbt"}};
  definitions_.research_types.front() = {.slug = "rct", .label = "Trial", .aliases = {"trial"}};
  definitions_.bundles.front().name = "all";
  definitions_.bundles.front().aliases = {"both"};
  EXPECT_THAT(problems(), IsEmpty());
}

TEST_F(LostFeed, IsNoneThatIsSaidToBeGone) {
  definitions_.topics.pop_back();
  definitions_.gone.feeds = {{.kind = FeedKind::research_type, .slug = "cbt"}};
  EXPECT_EQ(problems().size(), 1U) << "another kind";
  definitions_.gone.feeds = {{.kind = FeedKind::topic, .slug = "cbt"}};
  EXPECT_THAT(problems(), IsEmpty());
}

TEST_F(LostFeed, IsMissedUntilTheDayOnWhichItIsGone) {
  definitions_.topics.pop_back();
  definitions_.gone.feeds = {{.kind = FeedKind::topic, .slug = "cbt"}};
  EXPECT_EQ(feeds_.problems(definitions_, {}, "feeds").size(), 1U) << "what is gone by now says nothing of it";
}

TEST_F(LostFeed, IsFoundAgain) {
  const auto topic = definitions_.topics.back();
  definitions_.topics.pop_back();
  EXPECT_EQ(problems().size(), 1U);
  definitions_.topics.push_back(topic);
  EXPECT_THAT(problems(), IsEmpty());
}

TEST_F(LostFeed, IsWhateverAnEarlierProcessPublished) {
  feeds_.follow({"topics/older/", "nonsense", "/", "topics//", "elsewhere/x/"});
  EXPECT_EQ(problems().size(), 1U);
}

}  // namespace
}  // namespace citefeed::publish
