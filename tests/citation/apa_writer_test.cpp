#include <gtest/gtest.h>

#include "citation/apa_reader.hpp"
#include "citation/write.hpp"

namespace citefeed::citation {
namespace {

/// An article by `count` people called A, B, C …
Citation article_by(std::size_t count) {
  Citation citation{.year = 2023, .title = "Title", .container_title = "Journal"};
  for (std::size_t i = 0; i < count; ++i)
    citation.authors.push_back({.family = std::string(1, static_cast<char>('A' + i)), .given = "J."});
  return citation;
}

std::string article_with(Citation citation) {
  citation.authors = {{.family = "Doe", .given = "J."}};
  citation.year = 2023;
  return to_apa(citation);
}

TEST(SpacedInitials, LeaveAloneWhatIsNoName) {
  EXPECT_EQ(spaced_initials("Q. <q@example.org>"), "Q. <q@example.org>");
  EXPECT_EQ(spaced_initials("DR"), "D. R.");
  EXPECT_EQ(spaced_initials("J.-F."), "J.-F.");
}

TEST(Apa, HasEveryFieldOfAnArticle) {
  EXPECT_EQ(to_apa({.authors = {{.family = "Roe", .given = "J. K."}, {.family = "van der Berg", .given = "P."}},
                    .year = 2023,
                    .year_suffix = "a",
                    .title = "Listening well",
                    .container_title = "Journal of Listening",
                    .volume = "70",
                    .issue = "6",
                    .first_page = "682",
                    .last_page = "690",
                    .doi = "10.1000/a<1"}),
            "Roe, J. K., & van der Berg, P. (2023a). Listening well. Journal of Listening, 70(6), 682–690. "
            "https://doi.org/10.1000/a%3C1");
}

TEST(ApaAuthors, OneStandsAlone) {
  EXPECT_EQ(to_apa(article_by(1)), "A, J. (2023). Title. Journal.");
}

TEST(ApaAuthors, TwoHaveACommaBeforeTheAmpersand) {
  EXPECT_EQ(to_apa(article_by(2)), "A, J., & B, J. (2023). Title. Journal.");
}

TEST(ApaAuthors, UpToTwentyAreAllListed) {
  EXPECT_EQ(to_apa(article_by(3)), "A, J., B, J., & C, J. (2023). Title. Journal.");
  EXPECT_EQ(to_apa(article_by(20)),
            "A, J., B, J., C, J., D, J., E, J., F, J., G, J., H, J., I, J., J, J., K, J., L, J., M, J., N, J., O, J., "
            "P, J., Q, J., R, J., S, J., & T, J. (2023). Title. Journal.");
}

TEST(ApaAuthors, OfTwentyOneTheFirstNineteenAndTheLastAreListed) {
  EXPECT_EQ(to_apa(article_by(21)),
            "A, J., B, J., C, J., D, J., E, J., F, J., G, J., H, J., I, J., J, J., K, J., L, J., M, J., N, J., O, J., "
            "P, J., Q, J., R, J., S, J., . . . U, J. (2023). Title. Journal.");
}

TEST(ApaAuthors, AreFollowedByEtAlWhereThePrintedListWas) {
  auto citation = article_by(2);
  citation.gap = 2;
  EXPECT_EQ(to_apa(citation), "A, J., B, J., et al. (2023). Title. Journal.");
  citation = article_by(25);
  citation.gap = 25;
  EXPECT_NE(to_apa(citation).find("X, J., Y, J., et al. (2023)"), std::string::npos);
}

TEST(ApaAuthors, LeaveOutWhomThePrintedListLeftOut) {
  auto citation = article_by(7);
  citation.gap = 6;
  EXPECT_EQ(to_apa(citation), "A, J., B, J., C, J., D, J., E, J., F, J., . . . G, J. (2023). Title. Journal.");
  EXPECT_EQ(read_apa(to_apa(citation)).citation.gap, 6U);
  citation = article_by(24);
  citation.gap = 23;
  EXPECT_EQ(to_apa(citation), to_apa(article_by(24))) << "the first nineteen and the last";
}

TEST(ApaAuthors, HaveTheirSuffixBehindTheInitials) {
  EXPECT_EQ(to_apa({.authors = {{.family = "Berg", .given = "P.", .suffix = "Jr."}, {.family = "Roe", .suffix = "III"}},
                    .title = "T"}),
            "Berg, P., Jr., & Roe, III. (n.d.). T.");
}

TEST(ApaAuthors, MayBeGroupsWithoutACommaBetweenThem) {
  EXPECT_EQ(to_apa({.authors = {{.literal = "World Health Organization"}}, .year = 2001, .title = "T"}),
            "World Health Organization. (2001). T.");
  EXPECT_EQ(to_apa({.authors = {{.literal = "World Bank"}, {.literal = "Example Group"}}, .year = 2001, .title = "T"}),
            "World Bank & Example Group. (2001). T.");
  EXPECT_EQ(
      to_apa({.authors = {{.family = "Doe", .given = "J."}, {.literal = "Example Group"}}, .year = 1, .title = "T"}),
      "Doe, J., & Example Group. (1). T.");
}

TEST(ApaAuthors, AreReplacedByTheTitleWhereThereAreNone) {
  EXPECT_EQ(to_apa({.year = 2001, .title = "What works?", .container_title = "Journal", .volume = "3"}),
            "What works? (2001). Journal, 3.");
}

TEST(ApaYear, IsMarkedWhereItIsUnknown) {
  EXPECT_EQ(to_apa({.authors = {{.literal = "G"}}, .title = "T"}), "G. (n.d.). T.");
  EXPECT_EQ(to_apa({.authors = {{.literal = "G"}}, .year_suffix = "b", .title = "T"}), "G. (n.d.-b). T.");
}

TEST(ApaTitle, ThatEndsItsSentenceHasNoFullStopAfterIt) {
  EXPECT_EQ(article_with({.title = "Why?"}), "Doe, J. (2023). Why?");
  EXPECT_EQ(article_with({.title = "Stop!"}), "Doe, J. (2023). Stop!");
  EXPECT_EQ(article_with({.title = "“What works?”"}), "Doe, J. (2023). “What works?”");
  EXPECT_EQ(article_with({.title = "Wait…"}), "Doe, J. (2023). Wait…");
}

TEST(ApaTitle, HasTheFullStopInsideOfItsQuotationMarks) {
  EXPECT_EQ(article_with({.title = "The meaning of “care”"}), "Doe, J. (2023). The meaning of “care.”");
  EXPECT_EQ(article_with({.title = "The meaning of \"care\""}), "Doe, J. (2023). The meaning of \"care.\"");
  EXPECT_EQ(article_with({.title = "The therapists’"}), "Doe, J. (2023). The therapists’.");
}

TEST(ApaArticle, MayLackVolumeIssueOrPages) {
  EXPECT_EQ(article_with({.container_title = "J", .volume = "3"}), "Doe, J. (2023). J, 3.");
  EXPECT_EQ(article_with({.container_title = "J", .issue = "3"}), "Doe, J. (2023). J, (3).");
  EXPECT_EQ(article_with({.container_title = "J", .first_page = "7"}), "Doe, J. (2023). J, 7.");
  EXPECT_EQ(article_with({.container_title = "J", .doi = "10.1000/a"}), "Doe, J. (2023). J. https://doi.org/10.1000/a");
}

TEST(ApaArticle, CallsAnArticleNumberSo) {
  EXPECT_EQ(article_with({.container_title = "J", .volume = "11", .issue = "9", .article_number = "e0161544"}),
            "Doe, J. (2023). J, 11(9), Article e0161544.");
  EXPECT_EQ(article_with({.container_title = "J", .volume = "11", .article_number = "12"}),
            "Doe, J. (2023). J, 11, Article 12.");
}

TEST(ApaBook, HasItsVolumeAndPublisher) {
  EXPECT_EQ(article_with({.type = WorkType::book, .title = "T", .volume = "2", .publisher = "Guilford Press"}),
            "Doe, J. (2023). T (Vol. 2). Guilford Press.");
}

TEST(ApaChapter, IsInItsBook) {
  EXPECT_EQ(article_with({.type = WorkType::chapter,
                          .title = "Efficacy",
                          .container_title = "Handbook",
                          .volume = "2",
                          .first_page = "169",
                          .last_page = "218",
                          .publisher = "Wiley"}),
            "Doe, J. (2023). Efficacy. In Handbook (Vol. 2, pp. 169–218). Wiley.");
  EXPECT_EQ(article_with({.type = WorkType::chapter, .title = "T", .container_title = "H", .first_page = "9"}),
            "Doe, J. (2023). T. In H (p. 9).");
}

TEST(ApaThesis, NamesItsUniversity) {
  EXPECT_EQ(article_with({.type = WorkType::thesis, .title = "T", .publisher = "University of X"}),
            "Doe, J. (2023). T [Thesis, University of X].");
}

TEST(ApaReport, HasItsNumber) {
  EXPECT_EQ(article_with({.type = WorkType::report, .title = "T", .article_number = "12", .publisher = "Institute"}),
            "Doe, J. (2023). T (No. 12). Institute.");
}

TEST(ApaWebPage, EndsInItsAddress) {
  EXPECT_EQ(article_with({.type = WorkType::webpage, .title = "T", .container_title = "Site", .url = "https://e.org/"}),
            "Doe, J. (2023). T. Site. https://e.org/");
}

TEST(Apa, OfNothingIsNothing) {
  EXPECT_EQ(to_apa({}), "");
  EXPECT_EQ(to_apa({.type = WorkType::book, .printed = "???"}), "");
}

TEST(Initials, AreMadeOfNames) {
  EXPECT_EQ(to_initials("Giorgio A."), "G. A.");
  EXPECT_EQ(to_initials("Jean-Paul"), "J.-P.");
  EXPECT_EQ(to_initials("Élodie"), "É.");
  EXPECT_EQ(to_initials("Maria de Lourdes"), "M. de L.");
}

TEST(Initials, AreTakenApart) {
  EXPECT_EQ(to_initials("R.D."), "R. D.");
  EXPECT_EQ(to_initials("JRP"), "J. R. P.");
  EXPECT_EQ(to_initials("J.-P."), "J.-P.");
}

TEST(Initials, OfTwoLettersStay) {
  EXPECT_EQ(to_initials("Th. Yu."), "Th. Yu.");
}

}  // namespace
}  // namespace citefeed::citation
