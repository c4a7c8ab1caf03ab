#include "content/report.hpp"

#include <gtest/gtest.h>

namespace citefeed::content {
namespace {

TEST(EditDistance, CountsInsertionsDeletionsReplacementsAndSwaps) {
  EXPECT_EQ(edit_distance("", ""), 0U);
  EXPECT_EQ(edit_distance("empathy", "empathy"), 0U);
  EXPECT_EQ(edit_distance("empaty", "empathy"), 1U);
  EXPECT_EQ(edit_distance("empathyy", "empathy"), 1U);
  EXPECT_EQ(edit_distance("empathi", "empathy"), 1U);
  EXPECT_EQ(edit_distance("empahty", "empathy"), 1U);
  EXPECT_EQ(edit_distance("", "abc"), 3U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
}

TEST(Nearest, IsTheCandidateWithTheFewestDifferences) {
  EXPECT_EQ(nearest("empaty", {"alliance", "empathy", "efficacy"}), "empathy");
}
TEST(Nearest, IgnoresLetterCase) {
  EXPECT_EQ(nearest("EMPATY", {"alliance", "Empathy"}), "Empathy");
}
TEST(Nearest, IsTheFirstOfSeveralThatAreEquallyNear) {
  EXPECT_EQ(nearest("bat", {"cat", "rat"}), "cat");
}
TEST(Nearest, IsNothingWhenNoCandidateIsLikeIt) {
  EXPECT_EQ(nearest("neurofeedback", {"empathy", "alliance"}), "");
}
TEST(Nearest, FindsANameThatContainsTheOther) {
  EXPECT_EQ(nearest("trauma", {"Empathy", "Trauma and/or PTSD"}), "Trauma and/or PTSD");
  EXPECT_EQ(nearest("therapist empathy", {"alliance", "empathy"}), "empathy");
}
TEST(Nearest, GivesUpOnNamesNobodyMisspells) {
  EXPECT_EQ(nearest(std::string(5000, 'a'), {"aaaa"}), "");
}

TEST(Suggestion, IsPartOfASentenceOrNothing) {
  EXPECT_EQ(suggestion("tilte", {"title"}), "; did you mean \"title\"?");
  EXPECT_EQ(suggestion("xyzzy", {"title"}), "");
}

}  // namespace
}  // namespace citefeed::content
