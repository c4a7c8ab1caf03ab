#include "publish/publish_feed.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "example_site.hpp"

namespace citefeed::publish {
namespace {

using std::chrono::days;
using testing::HasSubstr;
using testing::Not;

constexpr const char* shared_doi = "shared";

std::size_t count_of(const std::string& text, const std::string& wanted) {
  std::size_t count = 0;
  for (auto at = text.find(wanted); at != std::string::npos; at = text.find(wanted, at + 1)) ++count;
  return count;
}

/// Two posts in different topics on one article, and a third on another.
std::vector<catalogue::PostPointer> posts_on_two_articles() {
  return {example_post({.slug = "early", .topics = {"empathy"}, .doi_suffix = shared_doi, .age = days{90}}),
          example_post({.slug = "late", .topics = {"cbt"}, .doi_suffix = shared_doi, .age = days{5}}),
          example_post({.slug = "other", .topics = {"cbt"}, .age = days{30}})};
}

/// More posts on other articles than a feed's document holds, all newer than posts_on_two_articles().
std::vector<catalogue::PostPointer> with_newer_posts(std::vector<catalogue::PostPointer> posts) {
  const std::size_t limit = example_definitions()->site.limits.feed_entries;
  for (std::size_t i = 0; i < limit; ++i)
    posts.push_back(example_post({.slug = "newer" + std::to_string(i), .topics = {"cbt"}, .age = days{1}}));
  return posts;
}

const resource::Prepared& prepared_at(const Publication& site, const std::string& path) {
  return site.site->find(path)->prepared();
}

TEST(ArticleFeeds, HoldAnArticleOnceWithEveryPostThatReviewsIt) {
  const std::string all = bytes_at(publish_example(posts_on_two_articles()), "/articles.rdf");
  EXPECT_EQ(count_of(all, "<item "), 2);
  for (const char* post : {"early", "late"})
    EXPECT_THAT(all, HasSubstr("<cito:isReviewedBy rdf:resource=\"https://example.org/digest/posts/2023-11/" +
                               std::string{post} + "/\" />"));
}

TEST(ArticleFeeds, SayTheSameOfAnArticleInEveryFeed) {
  const Publication site = publish_example(posts_on_two_articles());
  const std::string of_topic = bytes_at(site, "/topics/empathy/articles.rdf");
  const std::string item = of_topic.substr(of_topic.find("<item "));
  EXPECT_THAT(bytes_at(site, "/articles.rdf"), HasSubstr(item.substr(0, item.find("</item>"))));
  EXPECT_EQ(count_of(of_topic, "<item "), 1);
}

TEST(ArticleFeeds, HoldTheArticlesOfThePostsInTheFeedsDocuments) {
  auto posts = posts_on_two_articles();
  for (auto& post : posts) post = a_year_earlier(*post);  // archived once there are newer ones
  const Publication site = publish_example(with_newer_posts(posts));
  EXPECT_EQ(count_of(bytes_at(site, "/articles.rdf"), "<item "), 20);
  EXPECT_THAT(bytes_at(site, "/articles.rdf"), Not(HasSubstr(shared_doi)));
  EXPECT_THAT(bytes_at(site, "/topics/empathy/articles.rdf"), HasSubstr(shared_doi));
}

TEST(ArticleFeeds, OfTopicsWithoutPostsAreEmpty) {
  EXPECT_THAT(bytes_at(publish_example(posts_on_two_articles()), "/topics/placebo/articles.rdf"),
              HasSubstr("<rdf:Seq />"));
}

TEST(ArticleFeeds, ChangeWithAPostThatIsNotInTheFeedButReviewsAnArticleOfIt) {
  auto posts = posts_on_two_articles();
  const Publication before = publish_example(posts);
  posts[1] = example_post({.slug = "late",
                           .topics = {"placebo"},
                           .doi_suffix = shared_doi,
                           .age = days{5},
                           .implications = "Ask once more."});
  const Publication after = publish_example(posts, &before);
  EXPECT_THAT(bytes_at(after, "/topics/empathy/articles.rdf"), HasSubstr("Ask once more."));
  EXPECT_THAT(bytes_at(after, "/topics/empathy/articles.rdf"), HasSubstr("<dc:subject>Placebo Effect</dc:subject>"));
  EXPECT_EQ(bytes_at(after, "/topics/empathy/articles.rdf"),
            bytes_at(publish_example(posts), "/topics/empathy/articles.rdf"));
}

TEST(ArticleFeeds, AreTakenOverWhereNothingInThemChanged) {
  auto posts = posts_on_two_articles();
  const Publication before = publish_example(posts);
  posts[2] = example_post({.slug = "other", .topics = {"cbt"}, .text = "Edited.", .age = days{30}});
  const Publication after = publish_example(posts, &before);
  const char* path = "/topics/empathy/articles.rdf";
  EXPECT_EQ(after.site->find(path), before.site->find(path));
  EXPECT_NE(after.site->find("/articles.rdf"), before.site->find("/articles.rdf"));
}

TEST(ArticleFeeds, AreMadeWhenAskedForAndWorthTheBestCoding) {
  const Publication site = publish_example(posts_on_two_articles());
  EXPECT_FALSE(site.site->find("/articles.rdf")->is_prepared());
  EXPECT_THAT(site.feed_documents, testing::Contains("/topics/cbt/articles.rdf"));
}

TEST(ArticleFeeds, AreRdfToReadersAndXmlToBrowsers) {
  const Publication site = publish_example(posts_on_two_articles());
  const auto& prepared = prepared_at(site, "/topics/cbt/articles.rdf");
  EXPECT_EQ(prepared.metadata.content_type, "application/rdf+xml; charset=utf-8");
  EXPECT_EQ(prepared.metadata.browser_content_type, "application/xml; charset=utf-8");
  EXPECT_THAT(prepared.metadata.links,
              testing::ElementsAre("<https://example.org/digest/topics/cbt/articles.rdf>; rel=\"self\"",
                                   "<https://example.org/digest/topics/cbt/>; rel=\"alternate\"; type=\"text/html\""));
}

TEST(FeedCitations, HoldEverythingThatWasEverReviewedOldestFirst) {
  const Publication site = publish_example(with_newer_posts(posts_on_two_articles()));
  const std::string ris = bytes_at(site, "/citations.ris");
  EXPECT_EQ(count_of(ris, "TY  - "), 22);
  EXPECT_EQ(count_of(ris, "DO  - 10.1000/shared\r\n"), 1);
  EXPECT_LT(ris.find("10.1000/shared"), ris.find("10.1000/other"));
  EXPECT_LT(ris.find("10.1000/other"), ris.find("10.1000/newer0"));
}

TEST(FeedCitations, KeepTheirKeysWhenAPostIsAdded) {
  auto posts = posts_on_two_articles();
  const std::string before = bytes_at(publish_example(posts), "/citations.bib");
  posts.push_back(example_post({.slug = "newest", .topics = {"empathy"}, .age = days{1}}));
  const std::string after = bytes_at(publish_example(posts), "/citations.bib");
  EXPECT_TRUE(after.starts_with(before));
  EXPECT_GT(after.size(), before.size());
}

TEST(FeedCitations, OfATopicAreThoseOfItsPosts) {
  const Publication site = publish_example(posts_on_two_articles());
  EXPECT_THAT(bytes_at(site, "/topics/empathy/citations.json"), HasSubstr("\"DOI\":\"10.1000/shared\""));
  EXPECT_THAT(bytes_at(site, "/topics/empathy/citations.json"), Not(HasSubstr("other")));
  EXPECT_THAT(bytes_at(site, "/bundles/both/citations.bib"), HasSubstr("10.1000/other"));
  EXPECT_EQ(bytes_at(site, "/topics/placebo/citations.json"), "[]\n");
}

TEST(FeedCitations, HaveTheMediaTypesOfAPostsCitations) {
  const Publication site = publish_example(posts_on_two_articles());
  for (const char* extension : {".bib", ".ris", ".json"}) {
    EXPECT_EQ(prepared_at(site, std::string{"/citations"} + extension).metadata.content_type,
              prepared_at(site, std::string{"/posts/2023-11/late/citation"} + extension).metadata.content_type);
  }
}

TEST(FeedCitations, AreMadeWhenAskedForAndTakenOverWhereNoPostOfTheFeedChanged) {
  auto posts = posts_on_two_articles();
  const Publication before = publish_example(posts);
  EXPECT_FALSE(before.site->find("/citations.bib")->is_prepared());
  posts[2] = example_post({.slug = "other", .topics = {"cbt"}, .text = "Edited.", .age = days{30}});
  const Publication after = publish_example(posts, &before);
  EXPECT_EQ(after.site->find("/topics/empathy/citations.bib"), before.site->find("/topics/empathy/citations.bib"));
  EXPECT_NE(after.site->find("/topics/cbt/citations.bib"), before.site->find("/topics/cbt/citations.bib"));
}

TEST(ListOfArticles, IsTheOnlyOneWithArticleFeeds) {
  const Publication site = publish_example(posts_on_two_articles());
  const std::string list = bytes_at(site, "/articles.opml");
  for (const char* feed :
       {"digest/articles.rdf", "corrections/articles.rdf", "topics/placebo/articles.rdf", "bundles/both/articles.rdf"})
    EXPECT_THAT(list, HasSubstr(feed));
  EXPECT_THAT(list, Not(HasSubstr("feed.atom")));
  EXPECT_THAT(list, HasSubstr("text=\"Example Digest – reviewed articles\""));
  EXPECT_THAT(list, HasSubstr("text=\"Placebo Effect – reviewed articles – Example Digest\""));
  for (const char* other : {"/feeds.opml", "/topics.opml"})
    EXPECT_THAT(bytes_at(site, other), Not(HasSubstr("articles.rdf"))) << other;
}

TEST(OldTopics, LeadToTheArticlesToo) {
  const Publication site = publish_example(posts_on_two_articles());
  EXPECT_EQ(site.site->find_moved("/topics/ct/articles.rdf"), "/digest/topics/cbt/articles.rdf");
  EXPECT_EQ(site.site->find_moved("/topics/ct/citations.ris"), "/digest/topics/cbt/citations.ris");
}

}  // namespace
}  // namespace citefeed::publish
