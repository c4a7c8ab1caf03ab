#include "render/pages.hpp"
#include "render/container.hpp"
#include "render/feeds.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "fixtures.hpp"
#include "render/entry_content.hpp"

namespace citefeed::render {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

/// Every piece of `text` that stands between `before` and the next `after`.
std::vector<std::string> pieces(const std::string& text, const std::string& before, const std::string& after) {
  std::vector<std::string> found;
  for (std::size_t at = text.find(before); at != std::string::npos; at = text.find(before, at)) {
    at += before.size();
    found.push_back(text.substr(at, text.find(after, at) - at));
  }
  return found;
}

/// The attribute `name` of every element that begins with `start`.
std::vector<std::string> attributes(const std::string& html, const std::string& start, const std::string& name) {
  std::vector<std::string> found;
  for (const std::string& element : pieces(html, start, ">")) {
    for (const std::string& value : pieces(element, " " + name + "=\"", "\"")) found.push_back(value);
  }
  return found;
}

model::Post post_of(const std::string& day, const std::string& title) {
  model::Post post = fixtures::post();
  post.id = "posts/" + title;
  post.title = title;
  post.published = post.updated = *parse_rfc3339(day + "T05:00:00Z");
  return post;
}

FeedPage topic_page(const std::vector<model::Post>& posts) {
  FeedPage page{.feed = {.kind = model::FeedKind::topic,
                         .path = "topics/cbt/",
                         .name = "Therapy & Thought",
                         .title = "Evidence Notes: Therapy & Thought",
                         .subtitle = "Thinking, and <doing>"}};
  for (const auto& post : posts)
    page.entries.push_back(std::make_shared<const model::Entry>(make_entry(post, fixtures::definitions())));
  return page;
}

FeedPage home_page(const std::vector<model::Post>& posts) {
  FeedPage page = topic_page(posts);
  page.feed = {.name = "Evidence Notes", .title = "Evidence Notes"};
  return page;
}

TEST(Pages, OfferTheMainFeedFirstThenTheirOwnThenCorrections) {
  const std::string html = feed_page(topic_page({}), fixtures::definitions());
  EXPECT_THAT(attributes(html, "<link rel=\"alternate\"", "href"),
              ElementsAre("/feed.atom", "/feed.rss", "/feed.json", "/topics/cbt/feed.atom", "/topics/cbt/feed.rss",
                          "/topics/cbt/feed.json", "/corrections/feed.atom", "/corrections/feed.rss",
                          "/corrections/feed.json", "/articles.rdf", "/topics/cbt/articles.rdf"));
  EXPECT_THAT(html, HasSubstr("<p>Take the <a href=\"/corrections/\">corrections</a> as well"));
}

TEST(Pages, OfCorrectionsOfferThemOnce) {
  auto page = topic_page({});
  page.feed.kind = model::FeedKind::corrections;
  page.feed.path = "corrections/";
  const std::string html = feed_page(page, fixtures::definitions());
  EXPECT_THAT(attributes(html, "<link rel=\"alternate\"", "href"),
              ElementsAre("/feed.atom", "/feed.rss", "/feed.json", "/corrections/feed.atom", "/corrections/feed.rss",
                          "/corrections/feed.json", "/articles.rdf", "/corrections/articles.rdf"));
  EXPECT_THAT(html, Not(HasSubstr("Take the ")));
}

TEST(Pages, LinkTheirReviewedArticlesAsAFeedAndAsFiles) {
  const std::string html = feed_page(topic_page({}), fixtures::definitions());
  for (const char* link : {R"(<a href="/topics/cbt/articles.rdf" type="application/rdf+xml">)",
                           R"(<a href="/topics/cbt/citations.bib" type="application/x-bibtex">)",
                           R"(<a href="/topics/cbt/citations.ris" type="application/x-research-info-systems">)",
                           R"(<a href="/topics/cbt/citations.json" type="application/vnd.citationstyles.csl+json">)"})
    EXPECT_THAT(html, HasSubstr(link));
}

TEST(Pages, OfTheMainFeedOfferItOnce) {
  const std::string html = feed_page(home_page({}), fixtures::definitions());
  EXPECT_THAT(attributes(html, "<link rel=\"alternate\"", "href"),
              ElementsAre("/feed.atom", "/feed.rss", "/feed.json", "/corrections/feed.atom", "/corrections/feed.rss",
                          "/corrections/feed.json", "/digest.atom", "/digest.rss", "/digest.json", "/articles.rdf"));
}

/// The first page and a post's page of a site at `base`, whose post links and shows what is below it.
std::vector<std::string> pages_at(const std::string& base) {
  model::Definitions definitions = fixtures::definitions();
  definitions.site.base_url = {base};
  definitions.site.icon = base + "icon.png";
  model::Post post = fixtures::post();
  fixtures::change_text(post, [&base](auto& text) {
    text.summary_html = fmt::format("<p><a href=\"{0}x\">{0}x</a><img src=\"{0}y\"></p>", base);
  });
  const model::Entry entry = make_entry(post, definitions);
  FeedPage home = home_page({});
  home.entries = {std::make_shared<const model::Entry>(entry)};
  return {feed_page(home, definitions), post_page(entry, post, definitions)};
}

TEST(Pages, LeadToWhereverTheyCameFrom) {
  for (const std::string root : {"/", "/blog/"}) {
    const std::string base = "https://a.example" + root;
    for (const std::string& html : pages_at(base)) {
      const auto canonical = attributes(html, "<link rel=\"canonical\"", "href");
      ASSERT_EQ(canonical.size(), 1U);
      EXPECT_THAT(canonical.front(), StartsWith(base));
      std::vector<std::string> addresses = pieces(html, " href=\"", "\"");
      std::erase(addresses, canonical.front());
      for (std::string& address : pieces(html, " src=\"", "\"")) addresses.push_back(std::move(address));
      EXPECT_THAT(addresses, Not(Contains(StartsWith(base))));
      for (const char* name : {"style.css", "icon.png", "topics/empathy/"})
        EXPECT_THAT(addresses, Contains(root + name));
    }
  }
}

TEST(Pages, LeaveAbsoluteWhatMachinesReadAndPeopleCopy) {
  const std::string html = pages_at("https://a.example/blog/").back();
  EXPECT_THAT(html, HasSubstr("<a href=\"/blog/x\">https://a.example/blog/x</a><img src=\"/blog/y\">"));
  EXPECT_THAT(html,
              HasSubstr("<meta property=\"og:url\" content=\"https://a.example/blog/posts/2023-12/listening/\">"));
  EXPECT_THAT(html, HasSubstr("\"url\":\"https://a.example/blog/posts/2023-12/listening/\""));
}

TEST(Pages, TakeNoPathForAnotherHost) {
  model::Post post = fixtures::post();
  fixtures::change_text(
      post, [&](auto& text) { text.summary_html = "<p><a href=\"https://blog.example//other.example/\">x</a></p>"; });
  const auto definitions = fixtures::definitions();
  EXPECT_THAT(post_page(make_entry(post, definitions), post, definitions),
              HasSubstr("<a href=\"https://blog.example//other.example/\">x</a>"));
}

TEST(Pages, ShowTheWholeAddressOfAFeedForPeopleToCopy) {
  EXPECT_THAT(feed_page(home_page({}), fixtures::definitions()),
              HasSubstr("<a href=\"/feed.atom\" type=\"application/atom+xml\">https://blog.example/feed.atom</a>"));
}

TEST(Pages, EscapeWhatPeopleWrote) {
  const std::string html =
      feed_page(topic_page({post_of("2023-12-01", "<script>alert('x')</script>")}), fixtures::definitions());
  EXPECT_THAT(html, HasSubstr("<h1 dir=\"auto\">Therapy &amp; Thought</h1>"));
  EXPECT_THAT(html, HasSubstr("Thinking, and &lt;doing&gt;"));
  EXPECT_THAT(html, HasSubstr("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"));
  EXPECT_THAT(html, Not(HasSubstr("<script")));
}

TEST(Pages, GroupPostsByMonthInTheSitesZone) {
  model::Post late_in_november = post_of("2023-12-01", "Late");
  late_in_november.published = *parse_rfc3339("2023-12-01T04:59:59Z");
  const auto page = topic_page({post_of("2023-12-02", "Second"), post_of("2023-12-01", "First"), late_in_november});
  const std::string html = feed_page(page, fixtures::definitions());
  EXPECT_THAT(pieces(html, "<h3>", "</h3>"), ElementsAre("December 2023", "November 2023"));
  EXPECT_LT(html.find(">First<"), html.find("November 2023"));
  EXPECT_LT(html.find("November 2023"), html.find(">Late<"));
}

TEST(Pages, OfAFeedWithoutPostsSaySo) {
  EXPECT_THAT(feed_page(topic_page({}), fixtures::definitions()), HasSubstr("There are no posts here yet."));
}

TEST(Pages, ShowTheCitationWithItsLinkAndTheTopics) {
  const std::string html = feed_page(topic_page({fixtures::post()}), fixtures::definitions());
  EXPECT_THAT(html, HasSubstr("<a href=\"https://doi.org/10.1000/listen\">https://doi.org/10.1000/listen</a></p>"));
  EXPECT_THAT(html, HasSubstr("<li><a href=\"/topics/cbt/\">Therapy &amp; Thought</a></li>"));
}

TEST(Pages, HomeListsTheNewestTwentyAndSaysThatThereAreMore) {
  std::vector<model::Post> posts;
  posts.reserve(25);
  for (int i = 0; i < 25; ++i) posts.push_back(post_of("2023-12-01", "Post " + std::to_string(i)));
  const std::string html = feed_page(home_page(posts), fixtures::definitions());
  EXPECT_EQ(pieces(html, "<h4", ">").size(), 20U);
  EXPECT_THAT(html, HasSubstr("These are the newest of 25 posts. The archive and the topics list the others."));
}

TEST(Pages, HomeListsEveryTopicWithItsCountAndItsFeeds) {
  FeedPage page = home_page({});
  page.topics = {{.name = "Empathy", .url = "https://blog.example/topics/empathy/", .posts = 1},
                 {.name = "Placebo", .url = "https://blog.example/topics/placebo/", .posts = 0}};
  const std::string html = feed_page(page, fixtures::definitions());
  EXPECT_THAT(pieces(html, "class=\"count\">", "<"), ElementsAre("1 post", "0 posts"));
  EXPECT_THAT(html, HasSubstr("href=\"/topics/placebo/feed.rss\""));
}

TEST(Pages, HomeSaysWhichListOfFeedsIsForWhom) {
  const std::string html = feed_page(home_page({}), fixtures::definitions());
  const auto articles = html.find("<h2 id=\"articles\"");
  ASSERT_NE(articles, std::string::npos);
  const std::string subscribe = html.substr(0, html.find("<h2 id=\"posts\""));
  EXPECT_THAT(subscribe, HasSubstr("href=\"/feeds.opml\""));
  EXPECT_THAT(subscribe, HasSubstr("href=\"/topics.opml\""));
  EXPECT_THAT(subscribe, Not(HasSubstr("articles.opml")));
  EXPECT_THAT(html.substr(articles), HasSubstr("href=\"/articles.opml\""));
  EXPECT_THAT(topics_page({}, fixtures::definitions()), HasSubstr("href=\"/topics.opml\""));
}

TEST(Pages, OfTopicsDescribeEach) {
  const std::string html = topics_page({{.name = "Empathy",
                                         .url = "https://blog.example/topics/empathy/",
                                         .description = "Being understood",
                                         .posts = 3}},
                                       fixtures::definitions());
  EXPECT_THAT(html, HasSubstr("<p>Being understood</p>"));
  EXPECT_THAT(html, HasSubstr(">3 posts<"));
}

TEST(Pages, HaveNoScriptAndOnlyAddressesThatLeadSomewhere) {
  FeedPage home = home_page({fixtures::post()});
  home.topics = {{.name = "Empathy", .url = "https://blog.example/topics/empathy/", .posts = 1}};
  const auto all = fixtures::definitions();
  for (const std::string& html :
       {feed_page(home, all), feed_page(topic_page({}), all), topics_page(home.topics, all), extensions_page(all)}) {
    EXPECT_THAT(html, Not(HasSubstr("<script")));
    EXPECT_THAT(html, Not(HasSubstr(" src=")));
    for (const std::string& address : attributes(html, "<", "href")) {
      EXPECT_TRUE(address.starts_with("https://") || address.starts_with('/') || address == "#main" ||
                  address == "http://purl.org/spar/cito/")
          << address;
    }
  }
}

TEST(Pages, ExplainOurNamespace) {
  EXPECT_THAT(extensions_page(fixtures::definitions()), HasSubstr("urn:uuid:36e38580-b878-4bf5-b1bc-a3b710c0220b"));
}

TEST(FeedStyleSheet, KnowsOurNamespace) {
  EXPECT_THAT(feed_stylesheet(), HasSubstr(names::practice));
}

}  // namespace
}  // namespace citefeed::render
