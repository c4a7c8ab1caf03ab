// The Retraction Watch database, and what posts do not say of it.
#include "content/retractions.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support.hpp"

namespace citefeed::content {
namespace {

using model::NoticeKind;
using testing::ElementsAre;
using testing::IsEmpty;

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

model::Post post_with(const std::vector<model::Notice>& notices) {
  return {.reviewed = {{.doi = "10.1000/other"}, {.doi = "10.1000/a"}}, .notices = notices};
}

/// What a post with these notices on its second article does not say.
Lines left_unsaid(const std::string& rows, std::vector<model::Notice> notices = {}) {
  for (auto& notice : notices) notice.article = 1;
  Lines lines;
  const auto post = post_with(notices);
  const auto retractions = read(rows);
  for (const auto& record : unsaid(*retractions.find("10.1000/a"), post, 1))
    lines.push_back(to_front_matter(record, post, 1, "2026-11-30"));
  return lines;
}

const std::string retraction = "1,T,2/12/2024,10.1000/n,10.1000/a,0,Retraction,\n";
const std::string concern = "1,T,1/12/2024,10.1000/c,10.1000/a,0,Expression of concern,\n";
const std::string reinstatement = "1,T,5/1/2024,,10.1000/a,0,Reinstatement,\n";

TEST(WhatAPostDoesNotSay, IsWhatItIsToWrite) {
  EXPECT_THAT(left_unsaid(retraction), ElementsAre("retraction: { date: 2026-11-30, article: 2, doi: \"10.1000/n\" }"));
  EXPECT_THAT(left_unsaid(retraction, {{.kind = NoticeKind::correction, .doi = "10.1000/n"}}).size(), 1U);
  EXPECT_THAT(left_unsaid(retraction, {{.kind = NoticeKind::retraction, .doi = "10.1000/else"}}), IsEmpty());
  const model::Post single{.reviewed = {{.doi = "10.1000/a"}}};
  EXPECT_EQ(to_front_matter({.kind = NoticeKind::concern}, single, 0, "2026-11-30"), "concern: { date: 2026-11-30 }");
}

TEST(WhatAPostDoesNotSay, IsEachCorrectionByItsDoi) {
  const std::string rows =
      "1,T,2/12/2024,10.1000/x,10.1000/a,0,Correction,\n1,T,3/12/2024,10.1000/y,10.1000/a,0,Correction,\n";
  EXPECT_THAT(left_unsaid(rows, {{.kind = NoticeKind::correction, .doi = "10.1000/X"}}),
              ElementsAre("correction: { date: 2026-11-30, article: 2, doi: \"10.1000/y\" }"));
  EXPECT_THAT(left_unsaid(rows, {{.kind = NoticeKind::correction}}), IsEmpty()) << "nobody knows which it is";
}

TEST(WhatAPostDoesNotSay, IsNotWhatWasTakenBackBeforeAnybodyWasTold) {
  EXPECT_THAT(left_unsaid(concern + retraction + reinstatement), IsEmpty());
  EXPECT_THAT(left_unsaid(retraction + reinstatement, {{.kind = NoticeKind::retraction}}),
              ElementsAre("reinstatement: { date: 2026-11-30, article: 2 }"));
}

}  // namespace
}  // namespace citefeed::content
