// The Retraction Watch database.
#include "content/retractions.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/utf8.hpp"
#include "support.hpp"

namespace citefeed::content {
namespace {

using testing::ElementsAre;

constexpr const char* header =
    "Record ID,Title,RetractionDate,RetractionDOI,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason\r\n";

Retractions read(const std::string& rows) {
  auto outcome = read_retractions(header + rows, "r.csv");
  EXPECT_EQ(lines_of(outcome.diagnostics), Lines{});
  return outcome.value.value_or(Retractions{});
}

/// "retraction 2024-02-12 10.1000/n" for each record of the article.
Lines said_of(const Retractions& retractions, const std::string& doi) {
  Lines lines;
  const auto* records = retractions.find(doi);
  if (records == nullptr) return lines;
  for (const auto& record : *records)
    lines.push_back(std::string{to_noun(record.kind)} + " " + record.date + " " + record.notice_doi);
  return lines;
}

TEST(Retractions, AreRecordsOfArticlesByDoi) {
  const auto retractions = read(
      "1,One,2/12/2024 0:00,10.1000/n,10.1000/A,123,Retraction,+Why;\r\n"
      "2,\"Two, with \"\"marks\"\"\nand lines\",2024-03-01,10.1000/m,https://doi.org/10.1000/b,0,Expression of "
      "concern,\r\n"
      "3,Three,,unavailable,unavailable,0,Retraction,\r\n");
  EXPECT_THAT(said_of(retractions, "10.1000/a"), ElementsAre("retraction 2024-02-12 10.1000/n"));
  EXPECT_THAT(said_of(retractions, "10.1000/b"), ElementsAre("concern 2024-03-01 10.1000/m"));
  EXPECT_EQ(retractions.articles(), 2U);
}

TEST(Retractions, OfOneArticleAreInSeveralRowsEachOnceAndByDate) {
  const auto retractions = read(
      "1,T,7/1/2024 0:00,10.1000/r,10.1000/a,0,Reinstatement,\n"
      "2,T,2/12/2024 0:00,10.1000/n,10.1000/a,0,Retraction,\n"
      "3,T,2/12/2024 0:00,10.1000/n,10.1000/A,0,retraction ,\n");
  EXPECT_THAT(said_of(retractions, "10.1000/a"),
              ElementsAre("retraction 2024-02-12 10.1000/n", "reinstatement 2024-07-01 10.1000/r"));
}

TEST(Retractions, HaveListsWithSemicolons) {
  const auto retractions = read("1,T,2/12/2024 0:00,10.1000/n; 10.1000/o,10.1000/a;10.1000/b ;,0,Correction,\n");
  EXPECT_THAT(said_of(retractions, "10.1000/a"), ElementsAre("correction 2024-02-12 10.1000/n"));
  EXPECT_THAT(said_of(retractions, "10.1000/b"), ElementsAre("correction 2024-02-12 10.1000/n"));
}

TEST(Retractions, HaveDoisWithSemicolonsInThem) {
  const std::string old = "10.1002/(SICI)1097-4679(199901)55:1<1::AID-JCLP1>3.0.CO;2-X";
  const auto retractions = read("1,T,2/12/2024,10.1002/n.CO;2-9; DOI:10.1000/o," + old +
                                ";https://doi.org/10.1000/b; Unavailable;;10.1000/c ; ,0,Retraction,\n");
  EXPECT_THAT(said_of(retractions, fold_case(old)), ElementsAre("retraction 2024-02-12 10.1002/n.CO;2-9"));
  EXPECT_THAT(said_of(retractions, "10.1000/b").size(), 1U);
  EXPECT_THAT(said_of(retractions, "10.1000/c").size(), 1U);
  EXPECT_EQ(retractions.articles(), 3U);
}

TEST(Retractions, AreFoundByPubMedsNumberOfTheArticle) {
  const auto retractions = read(
      "1,T,2/12/2024,10.1000/n,unavailable,12345678,Retraction,\n"
      "2,T,2/12/2024,10.1000/m,,0,Retraction,\n"
      "3,T,2/12/2024,10.1000/o,10.1000/a,,Retraction,\n");
  EXPECT_THAT(said_of(retractions, "pmid:12345678"), ElementsAre("retraction 2024-02-12 10.1000/n"));
  EXPECT_EQ(retractions.articles(), 2U) << "0 and nothing are none";
}

TEST(Retractions, OfAnArticleAreAllFoundByEitherOfItsNames) {
  const Lines all{"concern 2024-01-12 ", "retraction 2024-02-12 ", "reinstatement 2024-05-01 "};
  const std::string by_number = "1,T,1/12/2024,,,123,Expression of concern,\n";
  const std::string by_both = "2,T,2/12/2024,,10.1000/a,123,Retraction,\n";
  const std::string by_doi = "3,T,5/1/2024,,10.1000/a,0,Reinstatement,\n";
  for (const auto& rows :
       {fmt::format("{}{}{}", by_number, by_both, by_doi), fmt::format("{}{}{}", by_doi, by_both, by_number)}) {
    EXPECT_EQ(said_of(read(rows), "10.1000/a"), all);
    EXPECT_EQ(said_of(read(rows), "pmid:123"), all);
  }
}

TEST(Retractions, AreKnownByWhatTheReferenceSays) {
  EXPECT_EQ(article_key({.doi = "10.1000/A", .printed = "PMID: 123"}), "10.1000/a");
  EXPECT_EQ(article_key({.printed = "PMID: 123"}), "pmid:123");
  EXPECT_EQ(article_key({.printed = "A title."}), "");
}

TEST(Retractions, HaveNoDoiOfTheirOwnWhereItIsTheArticles) {
  EXPECT_THAT(said_of(read("1,T,2/12/2024,10.1000/A,10.1000/a,0,Retraction,\n"), "10.1000/a"),
              ElementsAre("retraction 2024-02-12 "));
}

TEST(Retractions, AreFoundWhateverTheColumnsAndBytesBeside) {
  const auto outcome = read_retractions(
      "\xEF\xBB\xBFretractionnature, OriginalPaperDOI ,Extra,RetractionDate,RetractionDOI\n"
      "Retraction,10.1000/a,\xE9t\xE9,not a "
      "date,10.1000/n,too,many\nRetraction,10.1000/b\n\nRetraction,10.1000/\xFF,,,\n",
      "r.csv");
  ASSERT_TRUE(outcome.value);
  EXPECT_THAT(said_of(*outcome.value, "10.1000/a"), ElementsAre("retraction  10.1000/n"));
  EXPECT_THAT(said_of(*outcome.value, "10.1000/b"), ElementsAre("retraction  "));
  EXPECT_EQ(outcome.value->articles(), 2U);
}

TEST(Retractions, AreNotReadFromAnotherFileOrAPartOfOne) {
  const auto other = read_retractions("DOI,RetractionDate\n10.1000/a,2024-01-01\n", "r.csv");
  EXPECT_FALSE(other.value);
  EXPECT_EQ(lines_of(other.diagnostics),
            (Lines{"r.csv:1: error: expected the columns of the Retraction Watch database, found no OriginalPaperDOI, "
                   "RetractionDOI, RetractionNature"}));
  EXPECT_FALSE(read_retractions("", "r.csv").value);
  const auto part = read_retractions(std::string{header} + "1,\"One", "r.csv");
  EXPECT_FALSE(part.value);
  EXPECT_EQ(lines_of(part.diagnostics),
            (Lines{"r.csv: error: expected a whole CSV file, found its end within quotation marks"}));
}

TEST(Retractions, OfAnotherNatureAreNamed) {
  const auto outcome = read_retractions(
      std::string{header} + "1,T,,,10.1000/a,0,Removal,\n2,T,,,10.1000/b,0,Removal,\n3,T,,,10.1000/c,0,Retraction,\n",
      "r.csv");
  ASSERT_TRUE(outcome.value);
  EXPECT_EQ(outcome.value->articles(), 1U);
  EXPECT_EQ(lines_of(outcome.diagnostics),
            (Lines{"r.csv: warning: expected Retraction, Correction, Expression of concern or Reinstatement, found "
                   "\"Removal\" in 2 rows"}));
}

}  // namespace
}  // namespace citefeed::content
