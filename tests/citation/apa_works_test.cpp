// References to works that are no journal articles.
#include <gtest/gtest.h>

#include "citation/apa_reader.hpp"

namespace citefeed::citation {
namespace {

Citation read(const std::string& reference) {
  auto reading = read_apa(reference);
  EXPECT_EQ(reading.problems, std::vector<std::string>{}) << reference;
  EXPECT_EQ(reading.citation.printed, reference);
  reading.citation.printed.clear();
  return reading.citation;
}

TEST(Book, EndsInItsPublisher) {
  const Citation expected{.type = WorkType::book,
                          .authors = {{.family = "Rogers", .given = "C. R."}},
                          .year = 1961,
                          .title = "On becoming a person: A therapist's view of psychotherapy",
                          .publisher = "Houghton Mifflin"};
  EXPECT_EQ(read("Rogers, C. R. (1961). On becoming a person: A therapist's view of psychotherapy. Houghton Mifflin."),
            expected);
}

TEST(Book, HasAnEditionAndLosesItsPlace) {
  const Citation expected{.type = WorkType::book,
                          .authors = {{.family = "Wampold", .given = "B. E."}, {.family = "Imel", .given = "Z. E."}},
                          .year = 2015,
                          .title = "The great psychotherapy debate: The evidence for what makes psychotherapy work",
                          .edition = "2",
                          .publisher = "Routledge"};
  EXPECT_EQ(read("Wampold, B. E., & Imel, Z. E. (2015). The great psychotherapy debate: The evidence for what makes "
                 "psychotherapy work (2nd ed.). New York, NY: Routledge."),
            expected);
}

TEST(Book, MayHaveADoi) {
  const auto citation = read(
      "American Psychiatric Association. (2013). Diagnostic and statistical manual of mental disorders (5th ed.). "
      "https://doi.org/10.1176/appi.books.9780890425596");
  EXPECT_EQ(citation.type, WorkType::book);
  EXPECT_EQ(citation.title, "Diagnostic and statistical manual of mental disorders");
  EXPECT_EQ(citation.doi, "10.1176/appi.books.9780890425596");
}

TEST(Book, WithNeitherPublisherNorAddressMayBeSomethingElse) {
  const auto reading = read_apa("Adams, B. (2009). A title that stands alone.");
  EXPECT_EQ(reading.citation.title, "A title that stands alone");
  EXPECT_EQ(reading.problems,
            std::vector<std::string>{"expected a journal or a publisher after the title, found none"});
}

TEST(Chapter, HasABookAndPages) {
  const Citation expected{.type = WorkType::chapter,
                          .authors = {{.family = "Lambert", .given = "M. J."}},
                          .editors = {{.family = "Lambert", .given = "M. J."}},
                          .year = 2013,
                          .title = "The efficacy and effectiveness of psychotherapy",
                          .edition = "6",
                          .container_title = "Bergin and Garfield's handbook of psychotherapy and behavior change",
                          .first_page = "169",
                          .last_page = "218",
                          .publisher = "Wiley"};
  EXPECT_EQ(
      read("Lambert, M. J. (2013). The efficacy and effectiveness of psychotherapy. In M. J. Lambert (Ed.), Bergin "
           "and Garfield's handbook of psychotherapy and behavior change (6th ed., pp. 169–218). Wiley."),
      expected);
}

TEST(Chapter, MayFollowAQuestionAndStandInAVolume) {
  const auto citation = read(
      "Adams, B. (2009). What works? In C. Dole & E. Fox (Eds.), Handbook of answers (Vol. 2, pp. 12-34). New York, "
      "NY: "
      "Guilford Press.");
  EXPECT_EQ(citation.type, WorkType::chapter);
  EXPECT_EQ(citation.title, "What works?");
  EXPECT_EQ(citation.container_title, "Handbook of answers");
  EXPECT_EQ(citation.volume, "2");
  EXPECT_EQ(page_range(citation, "-"), "12-34");
  EXPECT_EQ(citation.publisher, "Guilford Press");
}

TEST(Thesis, NamesItsUniversityInTheBracketsOrAfterThem) {
  Citation expected{.type = WorkType::thesis,
                    .authors = {{.family = "Doe", .given = "J."}},
                    .year = 2010,
                    .title = "A long tale",
                    .genre = "Doctoral dissertation",
                    .publisher = "University of Ottawa"};
  EXPECT_EQ(read("Doe, J. (2010). A long tale [Doctoral dissertation, University of Ottawa]. ProQuest."), expected);
  expected.genre = "Unpublished doctoral dissertation";
  EXPECT_EQ(read("Doe, J. (2010). A long tale (Unpublished doctoral dissertation). University of Ottawa."), expected);
  expected.genre = "Master's thesis";
  EXPECT_EQ(
      read("Doe, J. (2010). A long tale (Publication No. 123) [Master's thesis, University of Ottawa]. ProQuest."),
      expected);
}

TEST(Report, HasANumber) {
  const auto citation = read(
      "Substance Abuse and Mental Health Services Administration. (2019). Key indicators (HHS Publication No. "
      "PEP19-5068). "
      "Center for Behavioral Health Statistics. https://www.samhsa.gov/data/");
  EXPECT_EQ(citation.type, WorkType::report);
  EXPECT_EQ(citation.authors,
            std::vector<Name>{{.literal = "Substance Abuse and Mental Health Services Administration"}});
  EXPECT_EQ(citation.title, "Key indicators");
  EXPECT_EQ(citation.publisher, "Center for Behavioral Health Statistics");
  EXPECT_EQ(citation.url, "https://www.samhsa.gov/data/");
}

TEST(Webpage, HasAnAddressAndPerhapsASite) {
  const auto page = read("World Health Organization. (2020, May 3). Mental health. https://www.who.int/health");
  EXPECT_EQ(page.type, WorkType::webpage);
  EXPECT_EQ(page.title, "Mental health");
  const auto on_site = read("Adams, B. (2019, June 1). Why therapy works. Psychology Today. https://example.org/x");
  EXPECT_EQ(on_site.type, WorkType::webpage);
  EXPECT_EQ(on_site.container_title, "Psychology Today");
}

TEST(ArticleInPress, HasAJournalAndNoPlace) {
  const auto citation = read("Adams, B. (in press). Coming soon: A title. Journal of Press.");
  EXPECT_EQ(citation.type, WorkType::article_journal);
  EXPECT_EQ(citation.year, std::nullopt);
  EXPECT_EQ(citation.container_title, "Journal of Press");
}

}  // namespace
}  // namespace citefeed::citation
