#include "publish/feed_codings.hpp"

#include <gtest/gtest.h>

#include "example_site.hpp"
#include "publish/prepare.hpp"

namespace citefeed::publish {
namespace {

using resource::Coding;

const std::optional<resource::Representation>& at(const Publication& publication, const std::string& path,
                                                  Coding coding) {
  return publication.site->at(path)->prepared().usual.at(static_cast<std::size_t>(coding));
}

CodedFeeds code_all(const Publication& publication, Coding coding) {
  CodedFeeds coded;
  for (const auto& resource : without_coding(publication, coding)) {
    coded.emplace(identity_tag(resource->prepared()), code(resource->prepared(), coding));
  }
  return coded;
}

TEST(FeedCodings, ComeAfterGzipWhichIsMadeWithTheDocument) {
  const Publication site = publish_example(example_posts());
  EXPECT_TRUE(at(site, "/feed.atom", Coding::identity));
  EXPECT_TRUE(at(site, "/feed.atom", Coding::gzip));
  for (const Coding coding : feed_codings) EXPECT_FALSE(at(site, "/feed.atom", coding));
}

TEST(FeedCodings, AreTheSameWhetherTheyAreMadeAtOnceOrOneByOne) {
  const Publication site = publish_example(example_posts());
  for (const Coding coding : feed_codings) {
    const Publication one_by_one = with_coding(site, code_all(site, coding), coding);
    const Publication at_once = with_coding(site, coding, 2);
    for (const std::string& path : site.feed_documents) {
      ASSERT_TRUE(at(at_once, path, coding)) << path;
      EXPECT_EQ(at(at_once, path, coding)->tag, at(one_by_one, path, coding)->tag) << path;
    }
  }
}

TEST(FeedCodings, JoiningLeavesEveryOtherRepresentationAsItWas) {
  const Publication site = publish_example(example_posts());
  const Publication before = with_coding(site, Coding::zstd, 2);
  const Publication after = with_coding(before, code_all(before, Coding::br), Coding::br);
  ASSERT_TRUE(at(after, "/feed.atom", Coding::br));
  for (const Coding coding : {Coding::identity, Coding::gzip, Coding::zstd}) {
    EXPECT_EQ(at(after, "/feed.atom", coding)->tag, at(before, "/feed.atom", coding)->tag);
    EXPECT_EQ(at(after, "/feed.atom", coding)->body, at(before, "/feed.atom", coding)->body);
  }
  EXPECT_EQ(before.site->at("/style.css"), after.site->at("/style.css"));
}

TEST(FeedCodings, OnceJoinedNothingWaits) {
  const Publication site = publish_example(example_posts());
  for (const Coding coding : feed_codings) {
    EXPECT_EQ(without_coding(site, coding).size(), site.feed_documents.size());
    EXPECT_TRUE(without_coding(with_coding(site, code_all(site, coding), coding), coding).empty());
  }
}

/// A text that no coding makes much smaller.
std::string noise(std::size_t size) {
  std::string text;
  for (std::uint32_t state = 1; text.size() < size; state = state * 1664525U + 1013904223U)
    text += static_cast<char>(state >> 24U);
  return text;
}

TEST(FeedCodings, AreMadeOnlyWhereTheyAreSmaller) {
  int same_size = 0;
  for (const Coding coding : feed_codings) {
    const Effort effort = coding == Coding::br ? Effort::best : Effort::quick;
    for (std::size_t repeated = 0; repeated < 40; ++repeated) {
      const std::string body = noise(40) + std::string(repeated, 'a');
      const auto coded = code(prepare({.kind = DocumentKind::atom, .body = body}), coding);
      const std::size_t size = compress(body, coding, effort).size();
      EXPECT_EQ(coded.bytes != nullptr, size < body.size()) << resource::to_token(coding) << " " << repeated;
      if (size == body.size()) ++same_size;
    }
  }
  EXPECT_GT(same_size, 0) << "or the border itself is not tried";
}

TEST(FeedCodings, ThatCameOutNoSmallerDoNotJoin) {
  const Publication site = publish_example(example_posts());
  CodedFeeds coded = code_all(site, Coding::br);
  coded[identity_tag(site.site->at("/feed.atom")->prepared())] = {};
  const Publication joined = with_coding(site, coded, Coding::br);
  EXPECT_FALSE(at(joined, "/feed.atom", Coding::br));
  EXPECT_TRUE(at(joined, "/feed.rss", Coding::br));
}

TEST(FeedCodings, TheNextGenerationKeepsThemWhereNothingChanged) {
  const Publication before = publish_example(example_posts());
  const Publication joined = with_coding(before, Coding::br, 2);
  const Publication after = publish_example(posts_after_an_edit(), &joined);
  EXPECT_TRUE(at(after, "/topics/cbt/feed.atom", Coding::br));
  EXPECT_FALSE(at(after, "/topics/empathy/feed.atom", Coding::br));
}

TEST(FeedDocuments, AreNotMadeBeforeSomebodyAsks) {
  const Publication site = publish_example(example_posts());
  for (const std::string& path : site.feed_documents) EXPECT_FALSE(site.site->at(path)->is_prepared()) << path;
  prepare_documents(site, 2);
  for (const std::string& path : site.feed_documents) EXPECT_TRUE(site.site->at(path)->is_prepared()) << path;
}

TEST(FeedDocuments, AreLentToTheNextGenerationThoughNobodyHasAsked) {
  const Publication before = publish_example(example_posts());
  const Publication after = publish_example(posts_after_an_edit(), &before);
  EXPECT_EQ(after.site->at("/topics/cbt/feed.atom"), before.site->at("/topics/cbt/feed.atom"));
  EXPECT_NE(bytes_at(after, "/topics/empathy/feed.atom"), bytes_at(before, "/topics/empathy/feed.atom"));
}

}  // namespace
}  // namespace citefeed::publish
