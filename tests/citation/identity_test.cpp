#include "citation/citation.hpp"

#include <gtest/gtest.h>

namespace citefeed::citation {
namespace {

Citation reviewed_article() {
  return {.authors = {{.family = "O’Neil", .given = "A."}, {.family = "Roe", .given = "R."}},
          .year = 2021,
          .title = "Who listens? A meta-analysis",
          .container_title = "Journal of Listening",
          .volume = "12",
          .first_page = "3"};
}

TEST(Identity, IsTheDoiInAnyLetterCase) {
  auto lower = reviewed_article();
  lower.doi = "10.1000/abc(d)1";
  auto upper = reviewed_article();
  upper.doi = "10.1000/ABC(D)1";
  upper.title = "Another title";
  EXPECT_EQ(identity(lower), identity(upper));
  EXPECT_EQ(identity(lower), "doi:10.1000/abc(d)1");
}

TEST(Identity, WithoutADoiIsFirstAuthorYearAndTitle) {
  auto other = reviewed_article();
  other.authors = {{.family = "O'NEIL", .given = "Ann"}};
  other.title = "Who Listens?  A Meta–Analysis.";
  other.volume = "";
  EXPECT_EQ(identity(reviewed_article()), identity(other));
}

TEST(Identity, DiffersWhereAuthorYearOrTitleDo) {
  auto author = reviewed_article();
  author.authors.front().family = "Neil";
  auto year = reviewed_article();
  year.year = 2022;
  auto title = reviewed_article();
  title.title = "Who listens";
  for (const Citation& other : {author, year, title}) EXPECT_NE(identity(reviewed_article()), identity(other));
}

TEST(Identity, ComparesLettersOfEveryScript) {
  Citation greek{.title = "Περί ψυχής"};
  Citation capitals{.title = "ΠΕΡΊ ΨΥΧΉΣ"};
  Citation another{.title = "Περί"};
  EXPECT_EQ(identity(greek), identity(capitals));
  EXPECT_NE(identity(greek), identity(another));
}

TEST(Identity, WithoutATitleIsWhereTheWorkStands) {
  auto untitled = reviewed_article();
  untitled.title = "";
  auto next_page = untitled;
  next_page.first_page = "4";
  EXPECT_NE(identity(untitled), identity(next_page));
  EXPECT_EQ(identity(untitled), identity(Citation{untitled}));
}

TEST(Identity, OfWhatCouldNotBeReadIsWhatWasPrinted) {
  EXPECT_EQ(identity({.printed = "see there"}), identity({.printed = "See  there."}));
  EXPECT_NE(identity({.printed = "see there"}), identity({.printed = "see here"}));
}

TEST(Identity, IsEmptyOnlyForAnEmptyCitation) {
  EXPECT_EQ(identity({}), "");
  EXPECT_NE(identity({.year = 2020}), "");
  EXPECT_NE(identity({.printed = "x"}), "");
  EXPECT_NE(identity({.url = "https://a.example/"}), "");
  EXPECT_NE(identity({.title = "?!", .printed = "?!"}), "");
}

}  // namespace
}  // namespace citefeed::citation
