#include "publish/feed_codings.hpp"

#include <gtest/gtest.h>

#include "example_site.hpp"

namespace citefeed::publish {
namespace {

using resource::Coding;

const std::optional<resource::Representation>& at(const Publication& publication, const std::string& path,
                                                  Coding coding) {
  return publication.site->at(path)->prepared().usual.at(static_cast<std::size_t>(coding));
}

FeedCodings code_all(const Publication& publication, CodingStage stage) {
  FeedCodings codings;
  for (const auto& resource : without_codings(publication, stage)) {
    codings.emplace(identity_digest(resource->prepared()), code(resource->prepared(), stage));
  }
  return codings;
}

Publication with_all(const Publication& publication, CodingStage stage) {
  return with_codings(publication, code_all(publication, stage), stage);
}

TEST(FeedCodings, AFeedIsServedBeforeItIsCoded) {
  const Publication site = publish_example(example_posts());
  EXPECT_TRUE(at(site, "/feed.atom", Coding::identity));
  for (const Coding coding : {Coding::gzip, Coding::zstd, Coding::br}) EXPECT_FALSE(at(site, "/feed.atom", coding));
}

TEST(FeedCodings, TheQuickOnesComeFirst) {
  const Publication site = with_all(publish_example(example_posts()), CodingStage::quick);
  EXPECT_TRUE(at(site, "/feed.atom", Coding::gzip));
  EXPECT_TRUE(at(site, "/feed.atom", Coding::zstd));
  EXPECT_FALSE(at(site, "/feed.atom", Coding::br));
}

TEST(FeedCodings, JoiningLeavesEveryOtherRepresentationAsItWas) {
  const Publication before = with_all(publish_example(example_posts()), CodingStage::quick);
  const Publication after = with_all(before, CodingStage::best);
  ASSERT_TRUE(at(after, "/feed.atom", Coding::br));
  for (const Coding coding : {Coding::identity, Coding::gzip, Coding::zstd}) {
    EXPECT_EQ(at(after, "/feed.atom", coding)->tag, at(before, "/feed.atom", coding)->tag);
    EXPECT_EQ(at(after, "/feed.atom", coding)->body, at(before, "/feed.atom", coding)->body);
  }
  EXPECT_EQ(before.site->at("/style.css"), after.site->at("/style.css"));
}

TEST(FeedCodings, OnceJoinedNothingWaits) {
  const Publication site = publish_example(example_posts());
  for (const CodingStage stage : coding_stages) {
    EXPECT_EQ(without_codings(site, stage).size(), site.feed_documents.size());
    EXPECT_TRUE(without_codings(with_all(site, stage), stage).empty());
  }
}

TEST(FeedCodings, TheNextGenerationKeepsThemWhereNothingChanged) {
  const Publication before = publish_example(example_posts());
  const Publication joined = with_all(before, CodingStage::best);
  auto posts = example_posts();
  posts.front() = example_post({.slug = "one", .topics = {"empathy"}, .text = "Edited."});
  const Publication after = publish_example(posts, &joined);
  EXPECT_TRUE(at(after, "/topics/cbt/feed.atom", Coding::br));
  EXPECT_FALSE(at(after, "/topics/empathy/feed.atom", Coding::br));
}

}  // namespace
}  // namespace citefeed::publish
