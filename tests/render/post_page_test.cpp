#include <gmock/gmock.h>

#include <boost/json/parse.hpp>

#include "fixtures.hpp"
#include "render/entry_content.hpp"
#include "render/html.hpp"
#include "render/pages.hpp"

namespace citefeed::render {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string page_of(const model::Post& post) {
  const model::Definitions all = fixtures::definitions();
  return post_page(make_entry(post, all), post, all);
}

boost::json::value linked_data(const model::Post& post) {
  const model::Definitions all = fixtures::definitions();
  return boost::json::parse(json_ld(make_entry(post, all), all.site));
}

TEST(PostPage, SaysThatItIsABlogPostInDublinCoreAndOpenGraph) {
  const std::string html = page_of(fixtures::post());
  EXPECT_THAT(html, HasSubstr(R"(<meta name="DC.type" content="blogPost">)"));
  EXPECT_THAT(html, HasSubstr(R"(<meta name="DC.title" content="Who listens?">)"));
  EXPECT_THAT(html, HasSubstr(R"(<meta name="DC.creator" content="Ann Author">)"));
  EXPECT_THAT(html, HasSubstr(R"(<meta name="DC.date" content="2023-12-01">)"));
  EXPECT_THAT(html, HasSubstr(R"(<meta property="og:type" content="article">)"));
  EXPECT_THAT(html, HasSubstr(R"(<meta property="og:url" content="https://blog.example/posts/2023-12/listening/">)"));
  EXPECT_THAT(html, HasSubstr(R"(<meta property="og:site_name" content="Evidence Notes">)"));
  EXPECT_THAT(html, HasSubstr(R"(<meta property="article:published_time" content="2023-12-01T05:00:00Z">)"));
  EXPECT_THAT(html, HasSubstr(R"(<meta name="description" content="Listen &amp; ask. Then wait.">)"));
}

TEST(PostPage, DatesThePostByTheSitesDayNotTheUtcDay) {
  model::Post post = fixtures::post();
  post.published = *parse_rfc3339("2023-12-01T04:00:00Z");
  EXPECT_THAT(page_of(post), HasSubstr(R"(<meta name="DC.date" content="2023-11-30">)"));
}

TEST(PostPage, InventsNoDayWhereNoneWasSaid) {
  model::Post post = fixtures::post();
  post.is_of_month = true;
  EXPECT_THAT(page_of(post), HasSubstr(R"(<meta name="DC.date" content="2023-12">)"));
  EXPECT_THAT(page_of(post), HasSubstr("&amp;rft.date=2023-12&amp;"));
}

TEST(PostPage, HasNoCitationMetasThatWouldMakeAHybridRecord) {
  EXPECT_THAT(page_of(fixtures::post()), Not(HasSubstr("\"citation_")));
}

TEST(PostPage, OffersThePostAndTheArticleAsContextObjects) {
  const std::string html = page_of(fixtures::post());
  const std::size_t post = html.find(
      "<span class=\"Z3988\" "
      "title=\"ctx_ver=Z39.88-2004&amp;rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Adc&amp;rft.type=blogPost"
      "&amp;rft.title=Who%20listens%3F&amp;rft.creator=Ann%20Author&amp;rft.date=2023-12-01&amp;rft.source=Evidence%"
      "20Notes"
      "&amp;rft.identifier=https%3A%2F%2Fblog.example%2Fposts%2F2023-12%2Flistening%2F&amp;rft.language=en&amp;rft."
      "rights=CC%20BY%204.0\">");
  ASSERT_NE(post, std::string::npos) << html;
  const std::size_t article = html.find("class=\"Z3988\"", post + 12);
  ASSERT_NE(article, std::string::npos);
  EXPECT_NE(html.find("kev%3Amtx%3Ajournal", article), std::string::npos);
  EXPECT_EQ(html.find("class=\"Z3988\"", article + 12), std::string::npos);
}

TEST(PostPage, LinksTheCitationFilesTopicsAndTypes) {
  const std::string html = page_of(fixtures::post());
  EXPECT_THAT(
      html,
      HasSubstr(R"(<a href="/posts/2023-12/listening/citation.ris" type="application/x-research-info-systems">)"));
  EXPECT_THAT(html, HasSubstr(R"(<a href="/topics/empathy/">Empathy</a>)"));
  EXPECT_THAT(html, HasSubstr(R"(<a href="/types/survey/">Survey</a>)"));
  EXPECT_THAT(html, HasSubstr(R"(<link rel="canonical" href="https://blog.example/posts/2023-12/listening/">)"));
}

TEST(PostPage, ShowsTheContentOfTheFeed) {
  const auto post = fixtures::post();
  const auto entry = make_entry(post, fixtures::definitions());
  std::string content = page_html(entry, post, fixtures::definitions().site.time_zone);
  EXPECT_THAT(page_of(post), HasSubstr(content));
  content.erase(content.find(" id=\"article\""), std::string{" id=\"article\""}.size());
  EXPECT_EQ(content, entry.content_html);
}

TEST(PostPage, OfAPostThatReviewsNothingHasNothingToCite) {
  model::Post post = fixtures::post();
  post.reviewed.clear();
  EXPECT_THAT(page_of(post), Not(HasSubstr("citation.bib")));
  EXPECT_THAT(page_of(post), HasSubstr("\"@type\":\"BlogPosting\""));
}

TEST(LinkedData, IsAPostThatReviewsAnArticle) {
  const auto data = linked_data(fixtures::post());
  EXPECT_EQ(data.at("@type"), boost::json::parse(R"(["BlogPosting","Review"])"));
  EXPECT_EQ(data.at("author").at(0).at("name"), "Ann Author");
  EXPECT_EQ(data.at("itemReviewed"), boost::json::parse(R"({
    "@type": "ScholarlyArticle", "@id": "https://doi.org/10.1000/listen", "name": "Listening well",
    "author": [{"@type": "Person", "name": "Doe, J. K.", "familyName": "Doe", "givenName": "J. K."},
               {"@type": "Person", "name": "Roe, R., Jr.", "familyName": "Roe", "givenName": "R.", "honorificSuffix": "Jr."}],
    "datePublished": "2023",
    "isPartOf": {"@type": "PublicationIssue", "issueNumber": "6",
                 "isPartOf": {"@type": "PublicationVolume", "volumeNumber": "70",
                              "isPartOf": {"@type": "Periodical", "name": "Journal of Listening"}}},
    "pageStart": "682", "pageEnd": "690", "pagination": "682–690",
    "identifier": {"@type": "PropertyValue", "propertyID": "doi", "value": "10.1000/listen"},
    "sameAs": "https://doi.org/10.1000/listen", "url": "https://doi.org/10.1000/listen"})"));
}

TEST(LinkedData, CannotEndItsScriptElement) {
  model::Post post = fixtures::post();
  post.title = "</script><!-- <script>";
  EXPECT_EQ(linked_data(post).at("headline"), "</script><!-- <script>");
  const model::Definitions all = fixtures::definitions();
  EXPECT_THAT(json_ld(make_entry(post, all), all.site), Not(HasSubstr("<")));
}

TEST(LinkedData, OfSeveralArticlesIsAList) {
  model::Post post = fixtures::post();
  post.reviewed.push_back({.title = "Another", .printed = "Another."});
  EXPECT_EQ(linked_data(post).at("itemReviewed").at(1).at("name"), "Another");
}

}  // namespace
}  // namespace citefeed::render
