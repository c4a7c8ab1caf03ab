#include "citation/citation.hpp"

#include <gtest/gtest.h>

namespace citefeed::citation {
namespace {

Citation article() {
  return {.authors = {{.family = "Chui", .given = "H."}, {.family = "Liu", .given = "F."}},
          .year = 2021,
          .title = "Emotional experience: A profile",
          .container_title = "Psychotherapy",
          .volume = "58",
          .issue = "3-4",
          .first_page = "401",
          .last_page = "413"};
}

/// "field: left / right"; "" when there is none.
std::string found(const Citation& left, const Citation& right) {
  const auto difference = citation::difference(left, right);
  return difference ? difference->field + ": " + difference->left + " / " + difference->right : "";
}

TEST(DifferenceOfCitations, IsNoneBetweenACitationAndItself) {
  EXPECT_EQ(found(article(), article()), "");
}

TEST(DifferenceOfCitations, IsNoneWhereOnlyOneHasAField) {
  EXPECT_EQ(found(article(), {}), "");
  EXPECT_EQ(found({}, article()), "");
  auto short_one = article();
  short_one.last_page.clear();
  EXPECT_EQ(found(article(), short_one), "");
}

TEST(DifferenceOfCitations, IsNoneInPunctuationCaseAndAbbreviation) {
  auto other = article();
  other.title = "Emotional Experience — a profile.";
  other.issue = "3–4";
  other.last_page = "13";
  other.authors[0].given = "Harold";
  EXPECT_EQ(found(article(), other), "");
}

TEST(DifferenceOfCitations, NamesTheFirstField) {
  auto other = article();
  other.last_page = "414";
  EXPECT_EQ(found(article(), other), "page: 401–413 / 401–414");
  other.issue = "3";
  EXPECT_EQ(found(article(), other), "issue: 3-4 / 3");
  other.volume = "59";
  EXPECT_EQ(found(article(), other), "volume: 58 / 59");
  other.container_title = "Psychology";
  EXPECT_EQ(found(article(), other), "container-title: Psychotherapy / Psychology");
  other.title = "Another";
  EXPECT_EQ(found(article(), other), "title: Emotional experience: A profile / Another");
  other.year = 2022;
  EXPECT_EQ(found(article(), other), "issued: 2021 / 2022");
  other.authors[1].family = "Lin";
  EXPECT_EQ(found(article(), other), "author: Liu, F. / Lin, F.");
}

TEST(DifferenceOfCitations, IsInTheNumberOfAuthorsUnlessAListIsAbridged) {
  auto other = article();
  other.authors.pop_back();
  EXPECT_EQ(found(article(), other), "author: 2 authors / 1 author");
  other.gap = other.authors.size();
  EXPECT_EQ(found(article(), other), "");
}

TEST(DifferenceOfCitations, IsNoneWhereNamesAreLeftOutBetweenTheFirstAndTheLast) {
  auto whole = article();
  whole.authors = {{.family = "Abel"}, {.family = "Bell"}, {.family = "Cole"}, {.family = "Zorn"}};
  auto abridged = whole;
  abridged.authors = {{.family = "Abel"}, {.family = "Zorn"}};
  abridged.gap = 1;
  EXPECT_EQ(found(whole, abridged), "");
  EXPECT_EQ(found(abridged, whole), "");
  abridged.authors.back().family = "Yorn";
  EXPECT_EQ(found(whole, abridged), "author: Zorn / Yorn");
  abridged.authors = {
      {.family = "Abel"}, {.family = "Bell"}, {.family = "Cole"}, {.family = "Dorn"}, {.family = "Zorn"}};
  abridged.gap = 4;
  EXPECT_EQ(found(whole, abridged), "author: Zorn / Dorn");
}

}  // namespace
}  // namespace citefeed::citation
