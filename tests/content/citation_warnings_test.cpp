// What an editor is told about a reference that could be read but looks wrong.
#include <gtest/gtest.h>

#include "content/citation_fields.hpp"
#include "support.hpp"

namespace citefeed::content {
namespace {

/// What is said of a post of December 2023 with this front matter about its citation.
Lines warnings(const std::string& reference, const std::string& article = "") {
  return complaints("---\ntitle: A title\npublished: 2023-12\ntopics: [empathy]\ncitation: '" + reference + "'\n" +
                    article + "---\nText.\n\n## Practice Implications\n\nDo.\n");
}

Lines warning(const std::string& message) {
  return {"post:5:11: warning: " + message};
}

TEST(CitationWarning, IsNoneForASoundReference) {
  EXPECT_EQ(warnings("Adams, B. (2023). A title. Mind, 13(2), 137–172. https://doi.org/10.1000/x"), Lines{});
}

TEST(CitationWarning, NamesAYearAfterThePosts) {
  EXPECT_EQ(warnings("Adams, B. (2032). A title. Mind, 13(2), 137–172."),
            warning("expected a year not after the post's, 2023, found 2032"));
}

TEST(CitationWarning, LeavesTheYearAloneThatAJournalPrintsAhead) {
  EXPECT_EQ(warnings("Adams, B. (2024). A title. Mind, 13(2), 137–172."), Lines{});
  EXPECT_NE(warnings("Adams, B. (2025). A title. Mind, 13(2), 137–172."), Lines{});
}

TEST(CitationWarning, NamesAYearBefore1800) {
  EXPECT_EQ(warnings("Adams, B. (1203). A title. Mind, 13(2), 137–172."),
            warning("expected a year from 1800 on, found 1203"));
}

TEST(CitationWarning, NamesPagesInTheWrongOrder) {
  EXPECT_EQ(warnings("Adams, B. (2003). A title. Mind, 13(2), 172–137."),
            warning("expected a last page after the first one, found \"172–137\""));
  EXPECT_EQ(warnings("Adams, B. (2003). A title. Mind, 13(2), 541–53."), Lines{});
}

TEST(CitationWarning, NamesADoiThatWasCut) {
  EXPECT_EQ(warnings("Adams, B. (2003). A title. Mind, 13(2), 137–172. https://doi.org/10.1000/abc-"),
            warning("expected a DOI such as 10.1037/pst0000175, found \"10.1000/abc-\""));
}

TEST(CitationWarning, NamesATitleThatLooksWrong) {
  EXPECT_EQ(warnings("Adams, B. (2003). A title. Mind. Cole, D. (2004). Another. Brain, 13(2), 137–172."),
            warning("expected a title, found \"A title. Mind. Cole, D. (2004). Another\""));
}

TEST(CitationWarning, NamesTheGuessesOfAReadingOfLowConfidence) {
  EXPECT_EQ(warnings("Adams, B. (2003). Big capital: pink and blue, Fordham Lawyers, 83, 2509–2555."),
            warning("expected a reference that reads in one way only, found guesses at title, container-title; look at "
                    "them, or give them in \"article\""));
}

TEST(CitationWarning, IsAnsweredByGivingTheFieldsInArticle) {
  EXPECT_EQ(warnings("Adams, B. (2003). Big capital: pink and blue, Fordham Law Review, 83, 2509–2555.",
                     "article: { title: \"Big capital: pink and blue\", container-title: Fordham Law Review }\n"),
            Lines{});
  EXPECT_EQ(warnings("Adams, B. (2032). A title. Mind, 13(2), 137–172.", "article: { issued: 2023 }\n"), Lines{});
}

TEST(CitationWarning, LooksAtTheFieldsOfArticleToo) {
  EXPECT_EQ(warnings("Adams, B. (2003). A title. Mind, 13(2), 137–172.", "article: { page: 172-137 }\n"),
            warning("expected a last page after the first one, found \"172–137\""));
}

TEST(CitationWarning, IsNoneAboutWhatTheArticleGives) {
  const std::string reference = "Adams, B. (2003). A title without more.";
  EXPECT_EQ(warnings(reference), warning("expected a journal or a publisher after the title, found none"));
  EXPECT_EQ(warnings(reference, "article: { type: article-journal, container-title: Mind }\n"), Lines{});
  EXPECT_EQ(warnings(reference, "article: { publisher: Roe Press }\n"), Lines{});
}

TEST(CitationWarning, NamesWhatStandsInNoField) {
  const std::string reference = "Adams, B. (2003). A title. Mind, 13(2), 137–172. Reprinted with a preface by C. Roe.";
  EXPECT_EQ(warnings(reference), warning("expected every part of the reference in a field, found \"Reprinted with a "
                                         "preface by C. Roe\" in none"));
  EXPECT_EQ(warnings(reference, "article: { volume: 13 }\n"), Lines{});
}

Lines asked(const std::vector<model::Notice>& notices, const std::vector<citation::Citation>& reviewed) {
  Report report{"post"};
  const std::vector<Position> positions(reviewed.size(), Position{.line = 5, .column = 11});
  ask_for_printed_notices(reviewed, positions, notices, report);
  return lines_of(report.take());
}

TEST(APrintedRetraction, IsToBeSaidByTheFrontMatter) {
  const std::vector<citation::Citation> reviewed = {
      {.retracted = true, .note = "Retraction published 2012, Mind, 38(10), 1378"}};
  EXPECT_EQ(
      asked({}, reviewed),
      Lines{"post:5:11: warning: expected \"retraction\", since the reference speaks of one, found none; write on a "
            "line of its own: retraction: { date: 2012-MM, note: \"Retraction published 2012, Mind, 38(10), 1378\" "
            "}"});
}

TEST(APrintedRetraction, IsNotAskedForWhereANoticeSaysItOrTakesItBack) {
  const std::vector<citation::Citation> reviewed = {{.title = "One"}, {.retracted = true, .note = "Retracted"}};
  EXPECT_EQ(asked({{.kind = model::NoticeKind::retraction, .article = 1}}, reviewed), Lines{});
  EXPECT_EQ(asked({{.kind = model::NoticeKind::reinstatement, .article = 1}}, reviewed), Lines{});
  EXPECT_EQ(asked({{.kind = model::NoticeKind::correction, .article = 1}}, reviewed).size(), 1U);
  EXPECT_EQ(asked({{.kind = model::NoticeKind::retraction, .article = 0}}, reviewed).size(), 1U);
}

TEST(APrintedRetraction, NamesTheArticleWhereThereAreSeveral) {
  const std::vector<citation::Citation> reviewed = {{.title = "One"}, {.note = "Correction published 2013"}};
  EXPECT_EQ(
      asked({{.kind = model::NoticeKind::retraction, .article = 0}}, reviewed),
      Lines{"post:5:11: warning: expected \"correction\", since the reference speaks of one, found none; write on a "
            "line of its own: correction: { date: 2013-MM, note: \"Correction published 2013\", article: 2 }"});
}

}  // namespace
}  // namespace citefeed::content
