#include <gmock/gmock.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "fixtures.hpp"
#include "render/feeds.hpp"

namespace citefeed::render {
namespace {

using boost::json::object;
using boost::json::value;
using fixtures::json_item;
using namespace std::string_literals;
using testing::HasSubstr;
using testing::Not;

std::vector<std::string> keys_of(const object& members) {
  std::vector<std::string> keys;
  for (const auto& member : members) keys.emplace_back(member.key());
  return keys;
}

TEST(JsonFeed, OfAnEmptyFeedIsWhole) {
  EXPECT_EQ(
      json_feed(fixtures::feed({})),
      R"({"version":"https://jsonfeed.org/version/1.1","title":"Evidence Notes","home_page_url":"https://blog.example/",)"
      R"("feed_url":"https://blog.example/feed.json","description":"Psychotherapy research, summarised",)"
      R"("icon":"https://blog.example/icon.png","authors":[{"name":"Ann Author"}],"language":"en","items":[)"
      "\n]}\n");
}

TEST(JsonFeed, LeadsToOlderItemsAndKeepsItsIdentity) {
  model::Feed feed = fixtures::feed({});
  feed.archive = "2014";
  feed.prev_archive = "2013";
  feed.next_archive = "2015";
  const auto document = boost::json::parse(json_feed(feed));
  EXPECT_EQ(document.at("next_url").as_string(), feed.home_url + "archive/2013.json");
  EXPECT_EQ(document.at("feed_url").as_string(), feed.home_url + "feed.json");
}

TEST(JsonFeed, NamesItsHub) {
  model::Feed feed = fixtures::feed({});
  feed.hub = "https://blog.example/hub";
  EXPECT_EQ(boost::json::parse(json_feed(feed)).at("hubs"),
            boost::json::parse(R"([{"type":"WebSub","url":"https://blog.example/hub"}])"));
}

TEST(JsonFeed, ItemKeysAlwaysStandInTheSameOrder) {
  EXPECT_THAT(keys_of(json_item(fixtures::post())),
              testing::ElementsAre("id", "url", "external_url", "title", "content_html", "summary", "date_published",
                                   "date_modified", "authors", "tags", "language", "_practice_implications",
                                   "_reviewed_article", "_references"));
}

TEST(JsonFeed, ItemStatesTheFactsOfThePost) {
  const object item = json_item(fixtures::post());
  EXPECT_EQ(item.at("id"), "tag:blog.example,2013:posts/2023-12/listening");
  EXPECT_EQ(item.at("url"), "https://blog.example/posts/2023-12/listening/");
  EXPECT_EQ(item.at("external_url"), "https://doi.org/10.1000/listen");
  EXPECT_EQ(item.at("date_published"), "2023-12-01T05:00:00Z");
  EXPECT_EQ(item.at("date_modified"), "2024-01-15T05:00:00Z");
  EXPECT_EQ(item.at("authors"), boost::json::parse(R"([{"name":"Ann Author"}])"));
  EXPECT_EQ(item.at("tags"), boost::json::parse(R"(["Empathy","Therapy & Thought"])"));
}

TEST(JsonFeed, ImplicationsAreTextAndHtml) {
  EXPECT_EQ(json_item(fixtures::post()).at("_practice_implications"),
            (value{{"about", "https://blog.example/about/extensions/"},
                   {"text", "Listen & ask.\n\nThen wait."},
                   {"html", "<p>Listen &amp; ask.</p>\n<p>Then wait.</p>\n"}}));
}

TEST(JsonFeed, ReviewedArticleHasCitationDoiAndData) {
  model::Post post = fixtures::post();
  fixtures::change_text(post, [](auto& text) { text.correspondence_email = "jd@example.org"; });
  const object item = json_item(post);
  const object& article = item.at("_reviewed_article").as_object();
  EXPECT_THAT(keys_of(article),
              testing::ElementsAre("about", "citation", "doi", "url", "csl", "citation_files", "correspondence_email"));
  EXPECT_EQ(article.at("about"), "https://blog.example/about/extensions/");
  EXPECT_EQ(article.at("citation"), fixtures::article().printed.c_str());
  EXPECT_EQ(article.at("doi"), "10.1000/listen");
  EXPECT_EQ(article.at("csl").at("title"), "Listening well");
  EXPECT_EQ(article.at("citation_files").at(0),
            (value{{"url", "https://blog.example/posts/2023-12/listening/citation.bib"},
                   {"mime_type", "application/x-bibtex"}}));
  EXPECT_EQ(article.at("correspondence_email"), "jd@example.org");
}

TEST(JsonFeed, SeveralArticlesAreListedBesideTheFirst) {
  model::Post post = fixtures::post();
  post.reviewed.push_back({.title = "Another", .printed = "Another."});
  const object item = json_item(post);
  EXPECT_EQ(item.at("_reviewed_article").at("doi"), "10.1000/listen");
  const object& all = item.at("_reviewed_articles").as_object();
  EXPECT_EQ(all.at("about"), "https://blog.example/about/extensions/");
  ASSERT_EQ(all.at("articles").as_array().size(), 2U);
  EXPECT_EQ(all.at("articles").at(0).at("csl"), item.at("_reviewed_article").at("csl"));
  EXPECT_EQ(all.at("articles").at(1).at("citation"), "Another.");
}

TEST(JsonFeed, ReferencesReadAsRogueScholarReadsThem) {
  EXPECT_EQ(json_item(fixtures::post()).at("_references"), boost::json::parse(R"([{
    "url": "https://doi.org/10.1000/listen", "doi": "10.1000/listen",
    "reference": "Doe, J. K., & Roe, R., Jr. (2023). Listening well. Journal of Listening, 70(6), 682–690. https://doi.org/10.1000/listen",
    "cito": ["reviews"]}])"));
}

TEST(JsonFeed, APostWithoutArticleOrImplicationsSaysNothingOfThem) {
  model::Post post = fixtures::post();
  post.reviewed.clear();
  post.topics.clear();
  post.text = model::fixed_text({.summary_html = "<p>Only this.</p>"});
  EXPECT_THAT(keys_of(json_item(post)), testing::ElementsAre("id", "url", "title", "content_html", "date_published",
                                                             "date_modified", "authors", "language"));
}

TEST(JsonFeed, CarriesHostileTextUnharmedButForControlCharacters) {
  model::Post post = fixtures::post();
  post.title =
      "\"\\ ]]> </script> \U0001F600 רעיון \x01\x0B"
      "end\0tail"s;
  const std::string bytes = json_feed(fixtures::feed({post}));
  EXPECT_THAT(bytes, HasSubstr("\U0001F600 רעיון"));
  EXPECT_THAT(bytes, Not(HasSubstr("\\u00")));
  EXPECT_EQ(json_item(post).at("title"), "\"\\ ]]> </script> \U0001F600 רעיון endtail");
}

}  // namespace
}  // namespace citefeed::render
