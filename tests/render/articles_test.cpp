#include "render/feeds.hpp"

#include <gmock/gmock.h>

#include "fixtures.hpp"
#include "render/entry_content.hpp"
#include "render/html.hpp"
#include "render/pages.hpp"

namespace citefeed::render {
namespace {

using fixtures::parse_xml;
using fixtures::values;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::shared_ptr<const model::Post> shared(const model::Post& post) {
  return std::make_shared<const model::Post>(post);
}

std::shared_ptr<const model::Article> reviewed_by(const std::vector<std::shared_ptr<const model::Post>>& reviews,
                                                  std::size_t position = 0) {
  return std::make_shared<const model::Article>(
      model::Article{.first = reviews.back(), .position = position, .reviews = reviews});
}

/// The article feed of a single article that `post` alone reviews.
pugi::xml_document rdf_of(const model::Post& post) {
  return parse_xml(articles(fixtures::feed({}), {reviewed_by({shared(post)})}, fixtures::definitions()));
}

model::Post post_on(const citation::Citation& reviewed) {
  model::Post post = fixtures::post();
  post.reviewed = {reviewed};
  return post;
}

citation::Citation without_doi() {
  citation::Citation article = fixtures::article();
  article.doi = "";
  return article;
}

TEST(ArticleFeed, IsDescribedByItsOwnAddress) {
  const auto document = rdf_of(fixtures::post());
  EXPECT_THAT(values(document, "//channel/@rdf:about"), ElementsAre("https://blog.example/articles.rdf"));
  EXPECT_THAT(values(document, "//channel/title"), ElementsAre("Evidence Notes – reviewed articles"));
  EXPECT_THAT(values(document, "//channel/link"), ElementsAre("https://blog.example/"));
}

TEST(ArticleFeed, SaysNothingOfItselfThatZoteroWouldTakeForAnArticles) {
  EXPECT_THAT(values(rdf_of(fixtures::post()), "//channel/*[starts-with(name(), 'dc:')]"), IsEmpty());
  EXPECT_THAT(values(rdf_of(fixtures::post()), "//channel/dcterms:rights"), ElementsAre("CC BY 4.0"));
}

TEST(ArticleFeed, ListsItsItemsInOrder) {
  model::Post post = fixtures::post();
  post.reviewed.push_back(without_doi());
  const auto both = shared(post);
  const auto document =
      parse_xml(articles(fixtures::feed({}), {reviewed_by({both}), reviewed_by({both}, 1)}, fixtures::definitions()));
  const auto about =
      ElementsAre("https://doi.org/10.1000/listen", "https://blog.example/posts/2023-12/listening/#article-2");
  EXPECT_THAT(values(document, "//items/rdf:Seq/rdf:li/@rdf:resource"), about);
  EXPECT_THAT(values(document, "//item/@rdf:about"), about);
}

TEST(ArticleFeed, WithoutArticlesHasAnEmptyList) {
  const auto document = parse_xml(articles(fixtures::feed({}), {}, fixtures::definitions()));
  EXPECT_EQ(document.select_nodes("//items/rdf:Seq[not(*)]").size(), 1);
  EXPECT_THAT(values(document, "//item"), IsEmpty());
}

TEST(ArticleFeed, HasAnImageOnlyWhereThereIsAnIcon) {
  auto feed = fixtures::feed({});
  EXPECT_THAT(values(parse_xml(articles(feed, {}, fixtures::definitions())), "//@rdf:about | //channel/image/@*"),
              ElementsAre("https://blog.example/articles.rdf", "https://blog.example/icon.png",
                          "https://blog.example/icon.png"));
  feed.icon = "";
  EXPECT_THAT(values(parse_xml(articles(feed, {}, fixtures::definitions())), "//image"), IsEmpty());
}

TEST(ArticleItem, IsTheArticleWithItsDoi) {
  const auto document = rdf_of(fixtures::post());
  EXPECT_THAT(values(document, "//item/title"), ElementsAre("Listening well"));
  EXPECT_THAT(values(document, "//item/link"), ElementsAre("https://doi.org/10.1000/listen"));
  EXPECT_THAT(values(document, "//item/dc:identifier"), ElementsAre("doi:10.1000/listen"));
  EXPECT_THAT(values(document, "//item/dc:creator"), ElementsAre("Doe, J. K.", "Roe, R., Jr."));
  EXPECT_THAT(values(document, "//item/dc:date"), ElementsAre("2023"));
  EXPECT_THAT(values(document, "//item/rdf:type/@*"), ElementsAre("http://purl.org/spar/fabio/JournalArticle"));
}

TEST(ArticleItem, HasFlatPrism) {
  EXPECT_THAT(values(rdf_of(fixtures::post()), "//item/*[starts-with(name(), 'prism:')]"),
              ElementsAre("Journal of Listening", "2023", "70", "6", "682", "690", "10.1000/listen",
                          "https://doi.org/10.1000/listen"));
}

TEST(ArticleItem, WithoutADoiIsAPartOfThePostsPage) {
  const model::Post post = post_on(without_doi());
  const auto document = rdf_of(post);
  EXPECT_THAT(values(document, "//item/@rdf:about"),
              ElementsAre("https://blog.example/posts/2023-12/listening/#article"));
  EXPECT_THAT(values(document, "//item/link"), ElementsAre("https://blog.example/posts/2023-12/listening/"));
  EXPECT_THAT(values(document, "//item/dc:identifier"), IsEmpty());
}

TEST(ArticleItem, LeavesOutWhatIsUnknown) {
  const auto document = rdf_of(post_on({.printed = "Somebody, in press."}));
  EXPECT_THAT(values(document, "//item/title"), ElementsAre("Somebody, in press."));
  EXPECT_THAT(values(document, "//item/dc:date | //item/dc:creator | //item/prism:publicationDate"), IsEmpty());
}

TEST(ArticleItem, DescribesItByTheReferenceAndTheImplicationsAsText) {
  EXPECT_THAT(values(rdf_of(fixtures::post()), "//item/description"),
              ElementsAre(fixtures::article().printed + "\n\nListen & ask.\n\nThen wait."));
}

TEST(ArticleItem, UnitesWhatAllItsReviewsSay) {
  model::Post later = fixtures::post();
  later.id = "2024-02/again";
  later.topics = {"cbt"};
  fixtures::change_text(later, [](auto& text) { text.implications_text = "Ask again."; });
  model::Post first = fixtures::post();
  first.topics = {"empathy", "cbt"};
  const auto document =
      parse_xml(articles(fixtures::feed({}), {reviewed_by({shared(later), shared(first)})}, fixtures::definitions()));
  EXPECT_THAT(values(document, "//item/dc:subject"), ElementsAre("Therapy & Thought", "Empathy"));
  EXPECT_THAT(
      values(document, "//item/cito:isReviewedBy/@rdf:resource"),
      ElementsAre("https://blog.example/posts/2024-02/again/", "https://blog.example/posts/2023-12/listening/"));
  EXPECT_THAT(values(document, "//item/description").front(), HasSubstr("Ask again.\n\nListen & ask."));
}

TEST(ArticleItem, HasNoRightsOrLanguageOfThePost) {
  EXPECT_THAT(values(rdf_of(fixtures::post()), "//item/dc:rights | //item/dc:language"), IsEmpty());
}

TEST(PostPage, HasAPlaceForEachArticleThatTheArticleFeedNames) {
  model::Post post = post_on(without_doi());
  post.reviewed.push_back(fixtures::article());
  const auto all = fixtures::definitions();
  const std::string page = post_page(make_entry(post, all), post, all);
  EXPECT_THAT(page, HasSubstr("<p class=\"citation\" id=\"article\">Doe"));
  EXPECT_THAT(page, HasSubstr("<p class=\"citation\" id=\"article-2\">Doe"));
}

}  // namespace
}  // namespace citefeed::render
