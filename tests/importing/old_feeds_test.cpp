// What to write so that the subscribers of the site that is left come along.
#include "importing/old_feeds.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "importing/source.hpp"

namespace citefeed::importing {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

model::Definitions definitions() {
  model::Definitions made;
  made.site.base_url = {.text = "https://new.example/"};
  made.site.id_authority = "new.example,2013";
  made.topics = {{.slug = "empathy", .label = "Empathy"}, {.slug = "alliance", .label = "Therapeutic Alliance"}};
  made.research_types = {{.slug = "meta-analysis", .label = "Meta-analysis"}};
  return made;
}

std::vector<OldFeed> feeds_in(const std::string& bytes, const std::string& file = "feed.xml") {
  auto source = read_source(bytes, file, definitions().site);
  EXPECT_TRUE(source.value) << bytes;
  return source.value ? source.value->feeds : std::vector<OldFeed>{};
}

std::string rss(const std::string& channel) {
  return "<rss version='2.0' xmlns:a='http://www.w3.org/2005/Atom'><channel>" + channel +
         "<item><title>T</title><link>https://old.example/t/</link><pubDate>Fri, 01 Mar 2019 03:30:00 +0000</pubDate>"
         "<description>Text.</description></item></channel></rss>";
}

std::string self(const std::string& address) {
  return "<link>https://old.example/</link><a:link rel='self' href='" + address + "'/>";
}

TEST(AFeed, SaysItselfWhereItWasAndInWhichFormat) {
  EXPECT_THAT(feeds_in(rss(self("https://old.example/feed/"))),
              ElementsAre(OldFeed{.kind = DocumentKind::rss, .address = "feed"}));
  EXPECT_THAT(
      feeds_in("<feed xmlns='http://www.w3.org/2005/Atom'><link href='https://old.example/'/>"
               "<link rel='self' href='https://old.example/blog/atom.xml'/><entry><title>T</title>"
               "<id>urn:x:1</id><published>2019-03-01T03:30:00Z</published><content>T</content></entry></feed>"),
      ElementsAre(OldFeed{.kind = DocumentKind::atom, .address = "blog/atom.xml"}));
}

TEST(AFeed, IsNoneOfTheSiteOnAnotherHostOrWithAQuery) {
  EXPECT_THAT(feeds_in(rss(self("https://feeds.burner.example/old"))), IsEmpty());
  EXPECT_THAT(feeds_in(rss(self("https://old.example/?feed=rss2"))), IsEmpty());
  EXPECT_THAT(feeds_in(rss("<link>https://old.example/</link>")), IsEmpty());
}

TEST(AFeed, IsOfTheSiteWhetherOrNotItSaysWww) {
  EXPECT_THAT(feeds_in(rss(self("https://WWW.old.example/feed/"))),
              ElementsAre(OldFeed{.kind = DocumentKind::rss, .address = "feed"}));
}

TEST(AFeed, MaySayItsAddressFromItsPage) {
  for (const char* address : {"/blog/rss.xml", "blog/rss.xml", "//old.example/blog/rss.xml"}) {
    EXPECT_THAT(feeds_in(rss(self(address))),
                ElementsAre(OldFeed{.kind = DocumentKind::rss, .address = "blog/rss.xml"}))
        << address;
  }
}

TEST(AFeed, HasTheAddressThatRequestsAreNormalisedTo) {
  EXPECT_THAT(feeds_in(rss(self("https://old.example/%c3%a9t%c3%a9/feed/"))),
              ElementsAre(OldFeed{.kind = DocumentKind::rss, .address = "%C3%A9t%C3%A9/feed"}));
}

TEST(AFeed, BelowACategoryIsThatCategorys) {
  const auto feeds = feeds_in(rss(self("https://old.example/category/research/the-alliance/feed/")));
  ASSERT_EQ(feeds.size(), 1U);
  EXPECT_TRUE(feeds[0].is_of_category);
  EXPECT_THAT(feeds[0].category.others, ElementsAre("the-alliance", "research"));
}

TEST(Proposal, IsWhatToWriteIntoFeeds) {
  const std::string text = propose_feed_aliases(
      {{.kind = DocumentKind::rss, .address = "feed"},
       {.kind = DocumentKind::atom, .address = "feed/atom"},
       {.kind = DocumentKind::rss, .address = "index.xml"},
       {.kind = DocumentKind::rss, .address = "feed"},
       {.address = "category/x/feed", .is_of_category = true, .category = {.name = "Therapeutic alliance"}},
       {.address = "tag/m/feed", .is_of_category = true, .category = {.name = "M", .others = {"meta-analysis"}}},
       {.address = "category/none/feed", .is_of_category = true, .category = {.name = "Elsewhere"}}},
      definitions());
  EXPECT_EQ(text,
            "For those who are subscribed to the old feeds, paste what stands below the name of each file into it:\n"
            "\n"
            "feeds/site.yaml, at the end:\n"
            "\n"
            "feed_aliases: { atom: [\"feed/atom\"], rss: [\"feed\", \"index.xml\"] }\n"
            "\n"
            "feeds/topics.yaml, below \"slug: alliance\":\n"
            "\n"
            "    feed_aliases: { rss: [\"category/x/feed\"] }\n"
            "\n"
            "feeds/research-types.yaml, below \"slug: meta-analysis\":\n"
            "\n"
            "    feed_aliases: { rss: [\"tag/m/feed\"] }\n"
            "\n");
}

TEST(Proposal, TakesThePlaceOfWhatStandsThere) {
  auto known = definitions();
  known.topics[0].feed_aliases = {{.address = "empathy.json", .kind = DocumentKind::json_feed}};
  known.site.feed_aliases = {{.address = "feed", .kind = DocumentKind::rss}};
  EXPECT_EQ(propose_feed_aliases(
                {{.address = "rss"},
                 {.address = "category/empathy/feed", .is_of_category = true, .category = {.name = "Empathy"}}},
                known),
            "For those who are subscribed to the old feeds, paste what stands below the name of each file into it:\n"
            "\n"
            "feeds/site.yaml, in place of \"feed_aliases\" there:\n"
            "\n"
            "feed_aliases: { rss: [\"feed\", \"rss\"] }\n"
            "\n"
            "feeds/topics.yaml, in place of \"feed_aliases\" of \"slug: empathy\":\n"
            "\n"
            "    feed_aliases: { rss: [\"category/empathy/feed\"], json: [\"empathy.json\"] }\n"
            "\n");
}

TEST(Proposal, HasWhatOnlyLooksLikeAnAddressOfTheSite) {
  for (const std::string address : {"posts/index.xml", "posts/feed", "topics/index.xml", "topics/nope/feed.rss"}) {
    EXPECT_THAT(propose_feed_aliases({{.address = address}}, definitions()),
                testing::HasSubstr("feed_aliases: { rss: [\"" + address + "\"] }"));
  }
}

TEST(Proposal, LeavesOutWhatStandsThereAndWhatTheSiteHasItself) {
  auto known = definitions();
  known.topics[0].feed_aliases = {{.address = "category/empathy/feed", .kind = DocumentKind::rss}};
  known.site.feed_aliases = {{.address = "feed", .kind = DocumentKind::rss}};
  EXPECT_EQ(propose_feed_aliases(
                {{.address = "feed"},
                 {.address = "feed.rss"},
                 {.address = "topics/empathy/feed.rss"},
                 {.address = "category/empathy/feed", .is_of_category = true, .category = {.name = "Empathy"}}},
                known),
            "");
}

std::string wordpress(const std::string& link) {
  return "<rss version='2.0' xmlns:wp='http://wordpress.org/export/1.2/'><channel><link>https://old.example/blog</link>"
         "<wp:base_blog_url>https://old.example/blog</wp:base_blog_url>"
         "<wp:category><wp:category_nicename>research</wp:category_nicename><wp:cat_name>Research</wp:cat_name>"
         "</wp:category>"
         "<wp:category><wp:category_nicename>em</wp:category_nicename><wp:category_parent>research</wp:category_parent>"
         "<wp:cat_name>Empathy</wp:cat_name></wp:category>"
         "<wp:tag><wp:tag_slug>alliance</wp:tag_slug><wp:tag_name>The Alliance</wp:tag_name></wp:tag>"
         "<item><title>T</title><link>" +
         link +
         "</link><wp:post_type>post</wp:post_type><wp:status>publish</wp:status>"
         "<wp:post_date_gmt>2019-03-01 "
         "03:30:00</wp:post_date_gmt><description>Text.</description></item></channel></rss>";
}

TEST(WordPress, HasAFeedOfEverythingAndOfEachCategoryAndTag) {
  EXPECT_EQ(propose_feed_aliases(feeds_in(wordpress("https://old.example/blog/2019/t/")), definitions()),
            "For those who are subscribed to the old feeds, paste what stands below the name of each file into it:\n"
            "\n"
            "feeds/site.yaml, at the end:\n"
            "\n"
            "feed_aliases: { atom: [\"blog/feed/atom\"], rss: [\"blog/feed\"] }\n"
            "\n"
            "feeds/topics.yaml, below \"slug: alliance\":\n"
            "\n"
            "    feed_aliases: { atom: [\"blog/tag/alliance/feed/atom\"], rss: [\"blog/tag/alliance/feed\"] }\n"
            "\n"
            "feeds/topics.yaml, below \"slug: empathy\":\n"
            "\n"
            "    feed_aliases: { atom: [\"blog/category/research/em/feed/atom\"], rss: "
            "[\"blog/category/research/em/feed\"] }\n"
            "\n");
}

TEST(WordPress, HasItsFeedsBelowItsProgramWhereItsPostsAre) {
  const auto feeds = feeds_in(wordpress("https://old.example/blog/index.php/2019/t/"));
  ASSERT_EQ(feeds.size(), 8U);
  EXPECT_EQ(feeds[0].address, "blog/index.php/feed");
  EXPECT_EQ(feeds[2].address, "blog/index.php/category/research/feed");
}

TEST(WordPress, WithoutAddressesThatCanBeAliasesHasNone) {
  EXPECT_THAT(feeds_in(wordpress("https://old.example/blog/?p=17")), IsEmpty());
}

TEST(Generators, HaveTheirUsualFeed) {
  const std::string post = "---\ntitle: T\ndate: 2019-03-01\n---\nText.\n";
  EXPECT_THAT(feeds_in(post, "site/_posts/2019-03-01-t.md"),
              ElementsAre(OldFeed{.kind = DocumentKind::atom, .address = "feed.xml"}));
  EXPECT_THAT(feeds_in(post, "site/content/2019/t.md"),
              ElementsAre(OldFeed{.kind = DocumentKind::rss, .address = "index.xml"}));
}

TEST(Generators, AreToldByTheDateInTheNameOfTheFileToo) {
  const std::string post = "---\ntitle: T\ndate: 2019-03-01\n---\nText.\n";
  const OldFeed of_jekyll{.kind = DocumentKind::atom, .address = "feed.xml"};
  EXPECT_THAT(feeds_in(post, "2019-03-01-t.md"), ElementsAre(of_jekyll));
  EXPECT_THAT(feeds_in(post, "old/2019-03-01-t.markdown"), ElementsAre(of_jekyll));
  EXPECT_THAT(feeds_in(post, "t.md"), ElementsAre(OldFeed{.kind = DocumentKind::rss, .address = "index.xml"}));
}

TEST(Hugo, HasAFeedForAFolderOfPostsToo) {
  const OldFeed of_site{.kind = DocumentKind::rss, .address = "index.xml"};
  const std::string post = "---\ntitle: T\ndate: 2019-03-01\n---\nText.\n";
  for (const char* file : {"site/content/posts/t.md", "content/posts/2019/t.md", "content/posts/2019-03-01-t.md"}) {
    EXPECT_THAT(feeds_in(post, file),
                ElementsAre(of_site, OldFeed{.kind = DocumentKind::rss, .address = "posts/index.xml"}))
        << file;
  }
}

}  // namespace
}  // namespace citefeed::importing
