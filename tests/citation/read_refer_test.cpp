// EndNote's tagged text.
#include <gtest/gtest.h>

#include "citation/read.hpp"
#include "citation/read_citations_fixture.hpp"

namespace citefeed::citation {
namespace {

Citation only_of_refer(const std::string& lines) {
  const auto read = read_refer(lines + "\n", "f.enw");
  EXPECT_EQ(messages(read), std::vector<std::string>{}) << lines;
  EXPECT_EQ(read.citations.size(), 1U) << lines;
  return read.citations.empty() ? Citation{} : read.citations.front();
}

TEST(ReferReader, ReadsAChapterWithEverybodyWhoMadeIt) {
  EXPECT_EQ(only_of_refer("%0 Book Section\n%A Doe, Jane\n%E Roe, A.\n%? Poe, L.\n%T One\n%B The Book\n%7 2nd\n%P 3-9\n"
                          "%I Press\n%D 2019\n%( 1900"),
            (Citation{.type = WorkType::chapter,
                      .authors = {{.family = "Doe", .given = "Jane"}},
                      .editors = {{.family = "Roe", .given = "A."}},
                      .translators = {{.family = "Poe", .given = "L."}},
                      .year = 2019,
                      .original_year = 1900,
                      .title = "One",
                      .edition = "2",
                      .container_title = "The Book",
                      .first_page = "3",
                      .last_page = "9",
                      .publisher = "Press"}));
}

TEST(ReferReader, ReadsNamesInEitherOrder) {
  EXPECT_EQ(
      only_of_refer("%0 Journal Article\n%A J. M. van der Berg\n%A Doe, Jane\n%A World Bank,\n%A Kraus DR").authors,
      (std::vector<Name>{{.family = "van der Berg", .given = "J. M."},
                         {.family = "Doe", .given = "Jane"},
                         {.literal = "World Bank"},
                         {.family = "Kraus", .given = "D. R."}}));
}

TEST(ReferReader, TellsTheTypeByTheTagsWhereNothingSaysIt) {
  EXPECT_EQ(only_of_refer("%A Doe, J.\n%T T\n%J Mind").type, WorkType::article_journal);
  EXPECT_EQ(only_of_refer("%A Doe, J.\n%T T\n%B Book").type, WorkType::chapter);
  EXPECT_EQ(only_of_refer("%A Doe, J.\n%T T\n%I Press").type, WorkType::book);
}

TEST(ReferReader, KnowsTheTypesOfEndNote) {
  const auto type = [](const std::string& name) { return only_of_refer("%0 " + name + "\n%T T").type; };
  EXPECT_EQ(type("Thesis"), WorkType::thesis);
  EXPECT_EQ(type("Dataset"), WorkType::dataset);
  EXPECT_EQ(type("Computer Program"), WorkType::software);
  EXPECT_EQ(type("Conference Paper"), WorkType::conference_paper);
  EXPECT_EQ(type("Web Page"), WorkType::webpage);
  EXPECT_EQ(type("Blog"), WorkType::blog_post);
  EXPECT_EQ(type("Podcast"), WorkType::broadcast);
}

TEST(ReferReader, TakesTheEditorsOfABookForItsAuthors) {
  EXPECT_TRUE(only_of_refer("%0 Edited Book\n%A Roe, A.\n%T T").edited);
  EXPECT_TRUE(only_of_refer("%0 Book\n%E Roe, A.\n%T T").edited);
}

TEST(ReferReader, DividesRecordsAndSaysWhatItDoesNotKnow) {
  const auto read = read_refer("%0 Poem\n%T One\n%J Mind\n%S A Series\n\n%0 Book\n\n%0 Book\n%T Two\n", "f.enw");
  ASSERT_EQ(read.citations.size(), 2U);
  EXPECT_EQ(read.citations[1].title, "Two");
  EXPECT_EQ(messages(read),
            (std::vector<std::string>{
                "f.enw:1:1: warning: expected a type of work such as \"Journal Article\", found \"Poem\"; read as what "
                "its tags say",
                "f.enw:1:1: warning: expected what a citation can hold, found %S too; left out",
                "f.enw:6:1: error: expected a record with tags such as \"%T …\", found none"}));
}

TEST(ReferReader, SaysThatAFileHasNoRecords) {
  EXPECT_EQ(messages(read_refer("", "f.enw")),
            (std::vector<std::string>{"f.enw: error: expected records of EndNote, found none"}));
}

TEST(CitationFormat, IsTheOneOfTheFilesName) {
  EXPECT_EQ(citation_format("a.RIS", ""), CitationFormat::ris);
  EXPECT_EQ(citation_format("a.nbib", ""), CitationFormat::medline);
  EXPECT_EQ(citation_format("a.ciw", ""), CitationFormat::web_of_science);
  EXPECT_EQ(citation_format("a.enw", ""), CitationFormat::refer);
  EXPECT_EQ(citation_format("a.bib", "TY  - JOUR"), CitationFormat::bibtex);
  EXPECT_EQ(citation_format("a.json", ""), CitationFormat::csl);
}

TEST(CitationFormat, IsTheOneOfTheContentWhereTheNameSaysNothing) {
  EXPECT_EQ(citation_format("a.txt", "\xef\xbb\xbf\r\nProvider: X\r\nTY  - JOUR\r\n"), CitationFormat::ris);
  EXPECT_EQ(citation_format("a.txt", "\nPMID- 1\n"), CitationFormat::medline);
  EXPECT_EQ(citation_format("savedrecs.txt", "FN Clarivate\nVR 1.0\n"), CitationFormat::web_of_science);
  EXPECT_EQ(citation_format("a", "%0 Book\n"), CitationFormat::refer);
  EXPECT_EQ(citation_format("a.txt", "@article{a,\n"), CitationFormat::bibtex);
  EXPECT_EQ(citation_format("a.txt", "[{\"type\":"), CitationFormat::csl);
  EXPECT_EQ(citation_format("a.txt", "Doe, J. (2001). T. Mind, 3, 4."), std::nullopt);
}

}  // namespace
}  // namespace citefeed::citation
