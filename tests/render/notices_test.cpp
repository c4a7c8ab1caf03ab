// Corrected and retracted articles, wherever a post or its article is shown.
#include "render/entry_content.hpp"

#include <gmock/gmock.h>

#include "fixtures.hpp"
#include "render/feeds.hpp"
#include "render/pages.hpp"

namespace citefeed::render {
namespace {

using fixtures::parse_xml;
using fixtures::values;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

constexpr const char* retraction_html =
    "<p class=\"notice\" role=\"note\"><strong>The reviewed article has been retracted</strong> (notice of 5 March "
    "2024). Made &lt;up&gt;. <a href=\"https://doi.org/10.1000/n\">https://doi.org/10.1000/n</a></p>\n";
constexpr const char* retraction_text =
    "The reviewed article has been retracted (notice of 5 March 2024). Made <up>. https://doi.org/10.1000/n";

model::Notice retraction() {
  return {.kind = model::NoticeKind::retraction,
          .date = *parse_rfc3339("2024-03-05T05:00:00Z"),
          .note = "Made <up>.",
          .doi = "10.1000/n"};
}

model::Notice correction() {
  return {.date = *parse_rfc3339("2024-05-06T04:00:00Z"), .note = "A number was wrong."};
}

model::Post with(std::vector<model::Notice> notices) {
  model::Post post = fixtures::post();
  post.notices = std::move(notices);
  return post;
}

model::Entry noticed_entry(const model::Post& post) {
  return make_entry(post, fixtures::definitions());
}

TEST(ARetraction, StandsFirstInContentDescriptionSummaryAndOnThePage) {
  const model::Post post = with({retraction()});
  const model::Entry entry = noticed_entry(post);
  const model::Entry sound = noticed_entry(fixtures::post());
  EXPECT_EQ(entry.content_html, retraction_html + sound.content_html);
  EXPECT_EQ(entry.description_html, retraction_html + sound.description_html);
  EXPECT_EQ(entry.summary_text, std::string{retraction_text} + "\n\n" + sound.implications_text);
  const std::string page = post_page(entry, post, fixtures::definitions());
  std::string named = retraction_html;
  named.insert(named.find("><strong>"), " id=\"retraction-2024-03-05\"");
  EXPECT_THAT(page, HasSubstr("<div class=\"body\">\n" + named + "<p class=\"citation\""));
  EXPECT_THAT(page, HasSubstr("<meta name=\"description\" content=\"The reviewed article has been retracted"));
}

TEST(ARetraction, SaysNoDayWhereNoneWasSaid) {
  auto notice = retraction();
  notice.is_of_month = true;
  EXPECT_THAT(noticed_entry(with({notice})).summary_text, HasSubstr("(notice of March 2024)"));
  EXPECT_THAT(noticed_entry(with({notice})).content_html, HasSubstr("(notice of March 2024)"));
  model::Withdrawal withdrawal{.date = notice.date, .reason = "Why."};
  EXPECT_EQ(withdrawal_text("This post", withdrawal, {}), "This post was withdrawn on 5 March 2024: Why.");
  withdrawal.is_of_month = true;
  EXPECT_EQ(withdrawal_text("This post", withdrawal, {}), "This post was withdrawn in March 2024: Why.");
}

TEST(ARetraction, StandsBeforeTheTitle) {
  EXPECT_EQ(noticed_entry(with({retraction()})).title, "Retracted: Who listens?");
  EXPECT_EQ(noticed_entry(with({correction()})).title, "Who listens?");
}

TEST(ARetraction, OfOneArticleAmongSeveralIsOneInPart) {
  model::Post post = with({retraction()});
  post.reviewed.push_back({.title = "Listening badly"});
  post.notices.front().article = 1;
  const model::Entry entry = noticed_entry(post);
  EXPECT_EQ(entry.title, "Partly retracted: Who listens?");
  EXPECT_THAT(entry.summary_text, StartsWith("The reviewed article “Listening badly” has been retracted"));
  EXPECT_THAT(entry.reviews.at(0).notices, IsEmpty());
  EXPECT_EQ(entry.reviews.at(1).notices.size(), 1U);
  post.notices.push_back(retraction());
  EXPECT_EQ(noticed_entry(post).title, "Retracted: Who listens?");
}

TEST(ARetraction, LeavesTheImplicationsToBeWhatTheyAre) {
  const auto document = parse_xml(atom(fixtures::feed({with({retraction()})})));
  EXPECT_THAT(values(document, "//practice:implications"), ElementsAre("Listen & ask.\n\nThen wait."));
  EXPECT_THAT(values(document, "//practice:implications/preceding-sibling::*[1][self::practice:notice]"),
              ElementsAre(retraction_text));
  model::Post post = with({retraction()});
  auto text = model::text_of(post);
  text.implications_text.clear();
  post.text = model::fixed_text(text);
  EXPECT_EQ(noticed_entry(post).summary_text, retraction_text);
}

TEST(Notices, StandInTheDescriptionOfTheArticle) {
  const auto document = parse_xml(rss(fixtures::feed({with({retraction(), correction()})})));
  EXPECT_THAT(values(document, "//cito:reviews/*/cito:isRetractedBy/rdf:Description/@rdf:about"),
              ElementsAre("https://doi.org/10.1000/n"));
  EXPECT_THAT(values(document, "//cito:reviews/*/cito:isRetractedBy/rdf:Description/dcterms:description"),
              ElementsAre(retraction_text));
  EXPECT_THAT(values(document, "//cito:reviews/*/cito:isCorrectedBy/rdf:Description/dcterms:description"),
              ElementsAre("The reviewed article has been corrected (notice of 6 May 2024). A number was wrong."));
  EXPECT_THAT(values(document, "//cito:isCorrectedBy/rdf:Description/@rdf:about"), IsEmpty());
}

TEST(Notices, AreDataInJson) {
  const auto article = fixtures::json_item(with({retraction(), correction()})).at("_reviewed_article").as_object();
  EXPECT_EQ(article.at("notices"),
            (boost::json::array{{{"type", "retraction"},
                                 {"date", "2024-03-05T05:00:00Z"},
                                 {"note", "Made <up>."},
                                 {"doi", "10.1000/n"},
                                 {"url", "https://doi.org/10.1000/n"},
                                 {"text", retraction_text}},
                                {{"type", "correction"},
                                 {"date", "2024-05-06T04:00:00Z"},
                                 {"note", "A number was wrong."},
                                 {"text",
                                  "The reviewed article has been corrected (notice of 6 May 2024). A number was "
                                  "wrong."}}}));
  EXPECT_EQ(article.at("csl").at("status"), "retracted");
  EXPECT_FALSE(fixtures::json_item(fixtures::post()).at("_reviewed_article").as_object().contains("notices"));
}

TEST(AReinstatement, IsToldInsteadOfWhatItEnds) {
  model::Notice back{.kind = model::NoticeKind::reinstatement, .date = retraction().date, .note = "Taken back."};
  const model::Entry entry = noticed_entry(with({retraction(), back, correction()}));
  EXPECT_EQ(entry.title, "Who listens?");
  EXPECT_THAT(entry.summary_text, StartsWith("The reviewed article has been reinstated (notice of 5 March 2024). Taken "
                                             "back.\n\nThe reviewed article has been corrected"));
  EXPECT_THAT(entry.content_html, Not(HasSubstr("retracted")));
  EXPECT_FALSE(entry.reviews.at(0).citation.retracted);
  back.date -= std::chrono::seconds{1};
  EXPECT_EQ(noticed_entry(with({retraction(), back})).title, "Retracted: Who listens?") << "a later retraction stands";
}

TEST(AReinstatement, EndsNothingOfAnotherArticle) {
  model::Post post =
      with({retraction(), {.kind = model::NoticeKind::reinstatement, .article = 1, .date = retraction().date}});
  post.reviewed.push_back({.title = "Listening badly"});
  EXPECT_EQ(noticed_entry(post).title, "Partly retracted: Who listens?");
}

TEST(AConcern, LeavesTheTitleAndIsToldFirst) {
  const model::Notice concern{.kind = model::NoticeKind::concern, .date = retraction().date, .note = "Asked."};
  const model::Entry entry = noticed_entry(with({concern, correction()}));
  EXPECT_EQ(entry.title, "Who listens?");
  EXPECT_THAT(entry.summary_text,
              StartsWith("The reviewed article is under an expression of concern (notice of 5 March"));
  EXPECT_THAT(values(parse_xml(atom(fixtures::feed({with({concern})}))), "//cito:isDisputedBy//dcterms:description"),
              ElementsAre(HasSubstr("expression of concern")));
}

TEST(Notices, StandBesideTheImplicationsInJson) {
  const auto item = fixtures::json_item(with({retraction(), correction()}));
  EXPECT_EQ(item.at("_practice_implications").at("notices"), item.at("_reviewed_article").at("notices"));
  EXPECT_FALSE(fixtures::json_item(fixtures::post()).at("_practice_implications").as_object().contains("notices"));
}

TEST(Notices, AreLinkedDataOnThePage) {
  const model::Post post = with({retraction(), correction()});
  const std::string page = post_page(noticed_entry(post), post, fixtures::definitions());
  EXPECT_THAT(page, AllOf(HasSubstr("\"creativeWorkStatus\":\"Retracted\""), HasSubstr("\"correction\":[\"The ")));
}

/// The article feed's item of `reviews`, newest first, which all review the same article.
pugi::xml_document article_feed(const std::vector<model::Post>& reviews) {
  const auto article = std::make_shared<model::Article>();
  for (const model::Post& post : reviews) article->reviews.push_back(std::make_shared<const model::Post>(post));
  article->first = article->reviews.back();
  return parse_xml(articles(fixtures::feed({}), {article}, fixtures::definitions()));
}

TEST(AnArticle, IsRetractedWhicheverOfItsReviewsSaysSo) {
  for (const auto& reviews :
       {std::vector{fixtures::post(), with({retraction()})}, std::vector{with({retraction()}), fixtures::post()}}) {
    const auto document = article_feed(reviews);
    EXPECT_THAT(values(document, "//item/title"), ElementsAre("Retracted: Listening well"));
    EXPECT_THAT(values(document, "//item/cito:isRetractedBy/rdf:Description/@rdf:about"),
                ElementsAre("https://doi.org/10.1000/n"));
    EXPECT_THAT(values(document, "//item/description"),
                ElementsAre(StartsWith("This article has been retracted (notice of 5 March 2024).")));
  }
}

TEST(AnArticle, IsToldOfOnceByEachNotice) {
  model::Notice same = retraction();
  same.note = "In other words.";
  const auto document = article_feed({with({same, correction()}), with({retraction()})});
  EXPECT_EQ(values(document, "//item/cito:isRetractedBy").size(), 1U);
  EXPECT_EQ(values(document, "//item/cito:isCorrectedBy").size(), 1U);
  EXPECT_THAT(values(document, "//item/description"),
              ElementsAre(AllOf(HasSubstr("In other words."), Not(HasSubstr("Made")))));
}

TEST(AnArticle, IsNotRetractedWithAnotherOfTheSamePost) {
  model::Post post = with({retraction()});
  post.reviewed.push_back({.title = "Listening badly", .doi = "10.1000/bad"});
  post.notices.front().article = 1;
  EXPECT_THAT(values(article_feed({post}), "//item/title"), ElementsAre("Listening well"));
}

}  // namespace
}  // namespace citefeed::render
