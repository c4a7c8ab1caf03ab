// The plain text of Web of Science.
#include <gtest/gtest.h>

#include "citation/read.hpp"
#include "citation/read_citations_fixture.hpp"

namespace citefeed::citation {
namespace {

Citation only_of_web_of_science(const std::string& lines) {
  const auto read = read_web_of_science("FN Example\nVR 1.0\n" + lines + "\nER\n\nEF\n", "f.ciw");
  EXPECT_EQ(messages(read), std::vector<std::string>{}) << lines;
  EXPECT_EQ(read.citations.size(), 1U) << lines;
  return read.citations.empty() ? Citation{} : read.citations.front();
}

TEST(WebOfScienceReader, ReadsNamesALineEach) {
  EXPECT_EQ(
      only_of_web_of_science("PT J\nAU Kraus, DR\n   Roe, J\nCA Pause Study Grp").authors,
      (std::vector<Name>{
          {.family = "Kraus", .given = "D. R."}, {.family = "Roe", .given = "J."}, {.literal = "Pause Study Grp"}}));
  EXPECT_EQ(only_of_web_of_science("PT J\nAU Kraus, DR\nAF Kraus, David").authors,
            (std::vector<Name>{{.family = "Kraus", .given = "David"}}));
}

TEST(WebOfScienceReader, WritesNamesOfJournalsInSmallLetters) {
  EXPECT_EQ(only_of_web_of_science("PT J\nSO CLINICAL PSYCHOLOGY & PSYCHOTHERAPY").container_title,
            "Clinical Psychology & Psychotherapy");
  EXPECT_EQ(only_of_web_of_science("PT J\nSO JAMA").container_title, "JAMA");
  EXPECT_EQ(only_of_web_of_science("PT J\nSO PLoS ONE").container_title, "PLoS ONE");
}

TEST(WebOfScienceReader, ReadsArticleNumbersAndEarlyAccess) {
  const auto article = only_of_web_of_science("PT J\nTI T\nAR 1234\nEA MAR 2021");
  EXPECT_EQ(article.article_number, "1234");
  EXPECT_EQ(article.year, 2021);
}

TEST(WebOfScienceReader, ReadsBooksChaptersAndProceedings) {
  const auto chapter =
      only_of_web_of_science("PT B\nAU Doe, J\nBE Roe, A\nTI One\nSO THE BOOK OF PAUSES\nDT Article; Book Chapter");
  EXPECT_EQ(chapter.type, WorkType::chapter);
  EXPECT_EQ(chapter.container_title, "The Book of Pauses");
  EXPECT_EQ(chapter.editors, (std::vector<Name>{{.family = "Roe", .given = "A."}}));
  EXPECT_EQ(only_of_web_of_science("PT B\nAU Doe, J\nTI The book\nSO The Book\nDT Book").type, WorkType::book);
  const auto paper = only_of_web_of_science(
      "PT C\nAU Doe, J\nTI One\nSO PAPERS ON PAUSES\nCT Days of Listening\nCL Graz, AUSTRIA\nDT Proceedings Paper");
  EXPECT_EQ(paper.type, WorkType::conference_paper);
  EXPECT_EQ(paper.container_title, "Papers on Pauses");
  EXPECT_EQ(paper.event, "Days of Listening, Graz, AUSTRIA");
}

TEST(WebOfScienceReader, SaysWhatWasRetracted) {
  const auto read = read_web_of_science("PT J\nTI T\nDT Article; Retracted Publication\nER\n", "f.ciw");
  ASSERT_EQ(read.citations.size(), 1U);
  EXPECT_TRUE(read.citations[0].retracted);
  EXPECT_EQ(
      messages(read),
      (std::vector<std::string>{"f.ciw:1:1: warning: expected a work that stands, found one that was retracted"}));
}

TEST(WebOfScienceReader, KeepsTheRecordsAroundAnEmptyOne) {
  const auto read = read_web_of_science("PT J\nTI One\nER\nPT J\nER\nPT J\nTI Two\n", "f.ciw");
  EXPECT_EQ(read.citations.size(), 2U);
  EXPECT_EQ(messages(read),
            (std::vector<std::string>{
                "f.ciw:8:1: warning: expected \"ER\" at the end of this record, found the end of the file",
                "f.ciw:4:1: error: expected a record with tags such as \"TI …\", found none"}));
}

TEST(WebOfScienceReader, SaysThatAFileHasNoRecords) {
  EXPECT_EQ(messages(read_web_of_science("FN A\nVR 1.0\nEF\n", "f.ciw")),
            (std::vector<std::string>{"f.ciw: error: expected records of Web of Science, found none"}));
}

}  // namespace
}  // namespace citefeed::citation
