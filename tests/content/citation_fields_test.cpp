#include "content/citation_fields.hpp"

#include <gtest/gtest.h>

#include "support.hpp"

namespace citefeed::content {
namespace {

struct ReadFields {
  std::vector<citation::Citation> citations = {};
  Lines complaints = {};
};

ReadFields read_fields(const std::string& header) {
  Report report{"f"};
  const auto root = yaml::parse(header, 1, {}, report);
  auto references = read_citations(yaml::find(*root, "citation"), yaml::find(*root, "article"), 2023, report);
  ReadFields result{.citations = std::move(references.citations)};
  result.complaints = lines_of(report.take());
  return result;
}

std::string reference(std::string_view article = "") {
  return "citation: \"" + std::string{good_citation} + "\"\n" + std::string{article};
}

TEST(Citations, AreReadFromTheReferenceAsPrinted) {
  const auto [citations, complaints] = read_fields(reference());
  EXPECT_EQ(complaints, Lines{});
  ASSERT_EQ(citations.size(), 1U);
  EXPECT_EQ(citations[0].printed, good_citation);
  EXPECT_EQ(citations[0].container_title, "Psychotherapy");
  EXPECT_EQ(citations[0].volume, "55");
  EXPECT_EQ(citations[0].last_page, "410");
}

TEST(Citations, MayBeSeveralWithAnArticleForEach) {
  const auto one = std::string{good_citation};
  const auto [citations, complaints] =
      read_fields("citation:\n  - \"" + one + "\"\n  - \"" + one + "\"\narticle:\n  - ~\n  - { volume: 56 }\n");
  EXPECT_EQ(complaints, Lines{});
  ASSERT_EQ(citations.size(), 2U);
  EXPECT_EQ(citations[0].volume, "55");
  EXPECT_EQ(citations[1].volume, "56");
}

TEST(Article, OverridesFieldByField) {
  const auto [citations, complaints] = read_fields(reference(
      "article:\n  type: chapter\n  author: [\"Roe, J. M., Jr.\", { literal: Study Group }, World Health "
      "Organization]\n"
      "  issued: 2020-03\n  title: T\n  container-title: C\n  volume: 1\n  issue: 2\n  page: 10-20\n  publisher: P\n"
      "  DOI: https://doi.org/10.1000/x.y\n  URL: https://example.org/a\n"));
  EXPECT_EQ(complaints, Lines{});
  const auto& citation = citations.at(0);
  EXPECT_EQ(citation.type, citation::WorkType::chapter);
  EXPECT_EQ(citation.authors, (std::vector<citation::Name>{{.family = "Roe", .given = "J. M.", .suffix = "Jr."},
                                                           {.literal = "Study Group"},
                                                           {.literal = "World Health Organization"}}));
  EXPECT_EQ(citation.year, 2020);
  EXPECT_EQ(citation.title, "T");
  EXPECT_EQ(citation.container_title, "C");
  EXPECT_EQ(citation.volume, "1");
  EXPECT_EQ(citation.issue, "2");
  EXPECT_EQ(citation.first_page, "10");
  EXPECT_EQ(citation.last_page, "20");
  EXPECT_EQ(citation.publisher, "P");
  EXPECT_EQ(citation.doi, "10.1000/x.y");
  EXPECT_EQ(citation.url, "https://example.org/a");
  EXPECT_EQ(citation.printed, good_citation);
}

TEST(Article, TakesTheYearInEveryFormPeopleWriteIt) {
  EXPECT_EQ(read_fields(reference("article: { year: 2019a }")).citations[0].year_suffix, "a");
  EXPECT_EQ(read_fields(reference("article: { issued: { date-parts: [[2021, 5]] } }")).citations[0].year, 2021);
  EXPECT_EQ(read_fields(reference("article: { year: \"in press\" }")).complaints,
            Lines{"f:2:18: error: expected a year of four digits, found \"in press\""});
}

TEST(Article, TakesPagesWithAnEnDashAndASinglePage) {
  const auto range = read_fields(reference("article: { page: 1–9 }")).citations[0];
  EXPECT_EQ(range.first_page + "|" + range.last_page, "1|9");
  const auto single = read_fields(reference("article: { page: 7 }")).citations[0];
  EXPECT_EQ(single.first_page + "|" + single.last_page, "7|");
}

TEST(Article, WrongValuesAreErrorsAndUnknownKeysWarnings) {
  std::string types;
  for (const auto type : citation::all_work_types()) types += (types.empty() ? "" : ", ") + std::string{csl_type(type)};
  EXPECT_EQ(
      read_fields(
          reference("article:\n  doi: none\n  url: ftp://x\n  type: poem\n  volumne: 3\n  author: { given: A }\n"))
          .complaints,
      (Lines{"f:3:8: error: expected a DOI such as 10.1037/pst0000175, found \"none\"",
             "f:4:8: error: expected an http or https address, found \"ftp://x\"",
             "f:5:9: error: expected " + types + ", found \"poem\"",
             "f:6:3: warning: expected a known key, found \"volumne\"; did you mean \"volume\"?",
             "f:7:11: error: expected a name with \"family\" or \"literal\", found neither"}));
}

TEST(Article, EmptiesFieldsThatTheReferenceOnlySeemsToHave) {
  const auto [citations, complaints] = read_fields(reference(
      "article: { issued: '', title: \"\", container-title: \"\", volume: '', issue: '', page: '', DOI: '' }\n"));
  EXPECT_EQ(complaints, Lines{});
  ASSERT_EQ(citations.size(), 1U);
  const auto& article = citations[0];
  EXPECT_EQ(article, (citation::Citation{.authors = article.authors, .printed = article.printed}));
}

TEST(Article, AlwaysHasAKind) {
  EXPECT_EQ(read_fields(reference("article: { type: \"\" }\n")).complaints,
            Lines{"f:2:18: error: expected a type of work, found nothing"});
}

TEST(Article, MustBeAsManyAsTheCitations) {
  const auto one = std::string{good_citation};
  EXPECT_EQ(read_fields("citation: [\"" + one + "\", \"" + one + "\"]\narticle: { volume: 3 }\n").complaints,
            Lines{"f:2:10: error: expected a list of 2 mappings, one for each citation, found a mapping"});
  EXPECT_EQ(read_fields(reference("article: [{ volume: 3 }, { volume: 4 }]\n")).complaints,
            Lines{"f:2:10: error: expected a list of 1 mappings, one for each citation, found 2"});
}

TEST(Article, WithoutACitationHasNothingToComplete) {
  EXPECT_EQ(read_fields("article: { volume: 3 }\n").complaints,
            (Lines{"f: warning: expected a citation, found none",
                   "f:1:1: warning: expected a citation that \"article\" completes, found none"}));
}

TEST(Citations, ThatCannotBeReadKeepTheirTextAndWarnWhereTheyStand) {
  const auto [citations, complaints] = read_fields("x: y\ncitation: Just some words\n");
  ASSERT_EQ(citations.size(), 1U);
  EXPECT_EQ(citations[0].printed, "Just some words");
  ASSERT_FALSE(complaints.empty());
  for (const auto& line : complaints) EXPECT_TRUE(line.starts_with("f:2:11: warning: ")) << line;
}

TEST(Citations, ThatCannotBeReadAreNoProblemWhenTheArticleSaysItAll) {
  EXPECT_EQ(
      read_fields("citation: Just some words\narticle: { author: \"Roe, J.\", year: 2020, title: T }\n").complaints,
      Lines{});
}

}  // namespace
}  // namespace citefeed::content
