// PubMed's own format.
#include <gtest/gtest.h>

#include "citation/read.hpp"
#include "citation/read_citations_fixture.hpp"

namespace citefeed::citation {
namespace {

/// The only citation of a record with `lines`, which is read without a complaint.
Citation only_of_medline(const std::string& lines) {
  const auto read = read_medline("PMID- 1\n" + lines + "\n", "f.nbib");
  EXPECT_EQ(messages(read), std::vector<std::string>{}) << lines;
  EXPECT_EQ(read.citations.size(), 1U) << lines;
  return read.citations.empty() ? Citation{} : read.citations.front();
}

TEST(MedlineReader, PrefersFullNamesAndKeepsGroupsInTheirPlace) {
  EXPECT_EQ(
      only_of_medline("FAU - Doe, Jane\nAU  - Doe J\nCN  - Pause Study, Inc.\nFAU - Roe, R\nAU  - Roe R").authors,
      (std::vector<Name>{
          {.family = "Doe", .given = "Jane"}, {.literal = "Pause Study, Inc"}, {.family = "Roe", .given = "R."}}));
  EXPECT_EQ(only_of_medline("AU  - van der Berg AM\nAU  - Doe JA Jr\nAU  - Roe B 3rd").authors,
            (std::vector<Name>{{.family = "van der Berg", .given = "A. M."},
                               {.family = "Doe", .given = "J. A.", .suffix = "Jr."},
                               {.family = "Roe", .given = "B.", .suffix = "III"}}));
}

TEST(MedlineReader, WritesTheLastPageInFull) {
  const auto pages = [](const std::string& text) { return page_range(only_of_medline("TI  - T\nPG  - " + text)); };
  EXPECT_EQ(pages("682-90"), "682–690");
  EXPECT_EQ(pages("682-1012"), "682–1012");
  EXPECT_EQ(pages("S12-9"), "S12–S19");
  EXPECT_EQ(pages("401-3; discussion 404-6"), "401–403");
  EXPECT_EQ(only_of_medline("TI  - T\nPG  - e0161544").article_number, "e0161544");
}

TEST(MedlineReader, NamesJournalsAsTheyPrintThemselves) {
  const auto journal = [](const std::string& text) {
    return only_of_medline("TI  - T\nTA  - Abbr\nJT  - " + text).container_title;
  };
  EXPECT_EQ(journal("The American journal of psychiatry"), "The American Journal of Psychiatry");
  EXPECT_EQ(journal("Psychotherapy (Chicago, Ill.)"), "Psychotherapy");
  EXPECT_EQ(journal("Sleep medicine : official journal of an association"), "Sleep Medicine");
  EXPECT_EQ(journal("BMC psychology"), "BMC Psychology");
  EXPECT_EQ(only_of_medline("TI  - T\nTA  - J Ex").container_title, "J Ex");
}

TEST(MedlineReader, ReadsBooksAndTheirChapters) {
  const auto chapter =
      only_of_medline("TI  - One.\nBTI - The book\nFED - Roe, Ann\nED  - Roe A\nPB  - Press\nEN  - 2nd");
  EXPECT_EQ(chapter.type, WorkType::chapter);
  EXPECT_EQ(chapter.container_title, "The book");
  EXPECT_EQ(chapter.editors, (std::vector<Name>{{.family = "Roe", .given = "Ann"}}));
  EXPECT_EQ(chapter.edition, "2");
  const auto book = only_of_medline("BTI - The book\nFED - Roe, Ann");
  EXPECT_EQ(book.type, WorkType::book);
  EXPECT_EQ(book.title, "The book");
  EXPECT_TRUE(book.edited);
}

TEST(MedlineReader, KnowsWhatIsInPressFromWhatIsPublishedAheadOfPrint) {
  EXPECT_TRUE(only_of_medline("STAT- Publisher\nTI  - T\nDP  - 2021 Sep").in_press);
  const auto ahead = only_of_medline("STAT- Publisher\nTI  - T\nDP  - 2021 Sep\nDEP - 20210901");
  EXPECT_FALSE(ahead.in_press);
  EXPECT_EQ(ahead.year, 2021);
  EXPECT_FALSE(only_of_medline("STAT- Publisher\nTI  - T\nDP  - 2021\nVI  - 3").in_press);
}

TEST(MedlineReader, SaysWhatWasRetracted) {
  const auto read =
      read_medline("\nPMID- 1\nTI  - T\nPT  - Retracted Publication\nRIN - J Ex. 2020;3(1):2. PMID: 3\n", "f.nbib");
  ASSERT_EQ(read.citations.size(), 1U);
  EXPECT_TRUE(read.citations[0].retracted);
  EXPECT_EQ(read.citations[0].note, "Retracted: J Ex. 2020;3(1):2. PMID: 3");
  EXPECT_EQ(messages(read),
            (std::vector<std::string>{"f.nbib:2:1: warning: expected a work that stands, found one that was retracted "
                                      "(J Ex. 2020;3(1):2. PMID: 3)"}));
  EXPECT_EQ(only_of_medline("TI  - T\nCRI - J Ex. 2020;3(1):2").note, "Corrected and republished: J Ex. 2020;3(1):2");
}

TEST(MedlineReader, ReadsTranslatedTitlesAndKindsOfWork) {
  EXPECT_EQ(only_of_medline("TI  - [Silence in groups].\nTT  - Stille in Gruppen.").title,
            "Stille in Gruppen [Silence in groups]");
  EXPECT_EQ(only_of_medline("TI  - [Silence in groups.]").title, "[Silence in groups]");
  EXPECT_EQ(only_of_medline("TI  - T\nPT  - Letter").genre, "Letter to the editor");
  EXPECT_EQ(only_of_medline("TI  - T\nPT  - Preprint\nJT  - bioRxiv").type, WorkType::preprint);
}

TEST(MedlineReader, DividesRecordsAtEmptyLinesAndAtTheNextNumber) {
  const auto read =
      read_medline("PMID- 1\r\nTI  - One\r\n\r\nPMID- 2\r\nTI  - Two\r\nPMID- 3\r\nOWN - NLM\r\n", "f.nbib");
  ASSERT_EQ(read.citations.size(), 2U);
  EXPECT_EQ(read.citations[1].title, "Two");
  EXPECT_EQ(
      messages(read),
      (std::vector<std::string>{"f.nbib:6:1: error: expected a record with tags such as \"TI  - …\", found none"}));
}

TEST(MedlineReader, SaysThatAFileHasNoRecords) {
  EXPECT_EQ(messages(read_medline("", "f.nbib")),
            (std::vector<std::string>{"f.nbib: error: expected records of PubMed, found none"}));
  EXPECT_EQ(messages(read_medline("hello\n", "f.nbib")),
            (std::vector<std::string>{
                "f.nbib:1:1: warning: expected a tag such as \"TI  - \", found \"hello\"; passed over"}));
}

TEST(MedlineReader, NamesTheSeriesThatItDoesNotKeep) {
  EXPECT_EQ(
      messages(read_medline("PMID- 1\nBTI - The book\nCTI - A series\n", "f.nbib")),
      (std::vector<std::string>{"f.nbib:1:1: warning: expected what a citation can hold, found CTI too; left out"}));
}

}  // namespace
}  // namespace citefeed::citation
