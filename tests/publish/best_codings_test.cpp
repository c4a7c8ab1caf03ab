#include "publish/best_codings.hpp"

#include <gtest/gtest.h>

#include "example_site.hpp"

namespace citefeed::publish {
namespace {

using resource::Coding;

const std::optional<resource::Representation>& at(const Publication& publication, const std::string& path,
                                                  Coding coding) {
  return publication.site->resources.at(path)->prepared().usual.at(static_cast<std::size_t>(coding));
}

BestCodings code_all(const Publication& publication) {
  BestCodings best;
  for (const auto& resource : without_best_coding(publication)) {
    best.emplace(identity_digest(resource->prepared()), best_coding(resource->prepared()));
  }
  return best;
}

TEST(BestCodings, AFeedIsServedBeforeItsBrotliIsReady) {
  const Publication site = publish_example(example_posts());
  EXPECT_TRUE(at(site, "/feed.atom", Coding::identity));
  EXPECT_TRUE(at(site, "/feed.atom", Coding::gzip));
  EXPECT_TRUE(at(site, "/feed.atom", Coding::zstd));
  EXPECT_FALSE(at(site, "/feed.atom", Coding::br));
}

TEST(BestCodings, JoiningLeavesEveryOtherRepresentationAsItWas) {
  const Publication before = publish_example(example_posts());
  const Publication after = with_best_codings(before, code_all(before));
  ASSERT_TRUE(at(after, "/feed.atom", Coding::br));
  for (const Coding coding : {Coding::identity, Coding::gzip, Coding::zstd}) {
    EXPECT_EQ(at(after, "/feed.atom", coding)->tag, at(before, "/feed.atom", coding)->tag);
    EXPECT_EQ(at(after, "/feed.atom", coding)->body, at(before, "/feed.atom", coding)->body);
  }
  EXPECT_EQ(before.site->resources.at("/style.css"), after.site->resources.at("/style.css"));
}

TEST(BestCodings, OnceJoinedNothingWaits) {
  const Publication site = publish_example(example_posts());
  EXPECT_EQ(without_best_coding(site).size(), site.feed_documents.size());
  EXPECT_TRUE(without_best_coding(with_best_codings(site, code_all(site))).empty());
}

TEST(BestCodings, TheNextGenerationKeepsThemWhereNothingChanged) {
  const Publication before = publish_example(example_posts());
  const Publication joined = with_best_codings(before, code_all(before));
  auto posts = example_posts();
  posts.front() = example_post({.slug = "one", .topics = {"empathy"}, .text = "Edited."});
  const Publication after = publish_example(posts, &joined);
  EXPECT_TRUE(at(after, "/topics/cbt/feed.atom", Coding::br));
  EXPECT_FALSE(at(after, "/topics/empathy/feed.atom", Coding::br));
}

}  // namespace
}  // namespace citefeed::publish
