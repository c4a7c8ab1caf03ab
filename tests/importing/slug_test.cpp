#include "importing/filing.hpp"

#include <gtest/gtest.h>

namespace citefeed::importing {
namespace {

TEST(Slug, IsLowerCaseWordsJoinedByHyphens) {
  EXPECT_EQ(slug_of("Is Listening Enough? – A Trial (2nd)"), "is-listening-enough-a-trial-2nd");
}

TEST(Slug, FoldsDiacriticsAndLigatures) {
  EXPECT_EQ(slug_of("Crème brûlée: Ångström, Łódź, Straße, œuvre, ﬁn"),
            "creme-brulee-angstrom-lodz-strasse-oeuvre-fin");
}

TEST(Slug, LeavesApostrophesOut) {
  EXPECT_EQ(slug_of("Therapists’ and clients' views"), "therapists-and-clients-views");
}

TEST(Slug, IsCutBetweenWords) {
  const auto slug = slug_of("The role of therapists in the association between accuracy and the outcome of sessions");
  EXPECT_EQ(slug, "the-role-of-therapists-in-the-association-between-accuracy");
  EXPECT_EQ(slug_of(std::string(70, 'a')), std::string(60, 'a'));
}

TEST(Slug, OfATitleWithoutLatinLettersIsAWord) {
  EXPECT_EQ(slug_of("共感"), "post");
  EXPECT_EQ(slug_of("…"), "post");
}

}  // namespace
}  // namespace citefeed::importing
