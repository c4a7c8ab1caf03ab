#include "importing/merge.hpp"

#include <gtest/gtest.h>

namespace citefeed::importing {
namespace {

std::string file(const std::string& topics) {
  return "---\ntitle: A\n" + topics + "published: 2020-01\n---\ntopics: [body]\n";
}

TEST(TopicList, InBracketsGainsTheTopicAtItsEnd) {
  EXPECT_EQ(with_topic(file("topics: [empathy]\n"), "training"), file("topics: [empathy, training]\n"));
  EXPECT_EQ(with_topic(file("topics: [ a, b, ]  # mine\n"), "c"), file("topics: [ a, b, c ]  # mine\n"));
  EXPECT_EQ(with_topic(file("topics: []\n"), "a"), file("topics: [a]\n"));
  EXPECT_EQ(with_topic(file("topics: [\"A ] b\", 'c']\n"), "d"), file("topics: [\"A ] b\", 'c', d]\n"));
}

TEST(TopicList, InBracketsMayGoOverSeveralLinesWithComments) {
  EXPECT_EQ(with_topic(file("topics:\n  [\n"), "x"), std::nullopt);
  EXPECT_EQ(with_topic(file("topics: [\n  a,  # one ]\n  b\n]\n"), "c"), file("topics: [\n  a,  # one ]\n  b, c\n]\n"));
}

TEST(TopicList, OfLinesGainsALine) {
  EXPECT_EQ(with_topic(file("topics:\n  - a\n  # why\n  - B, and\n    more\n"), "c"),
            file("topics:\n  - a\n  # why\n  - B, and\n    more\n  - c\n"));
  EXPECT_EQ(with_topic(file("topics:  # mine\n- a\n"), "b"), file("topics:  # mine\n- a\n- b\n"));
}

TEST(TopicList, OfOneNameBecomesAList) {
  EXPECT_EQ(with_topic(file("topics: empathy  # mine\n"), "a"), file("topics: [empathy, a]  # mine\n"));
  EXPECT_EQ(with_topic(file("topics: \"Attendance, Attrition\"\n"), "a"),
            file("topics: [\"Attendance, Attrition\", a]\n"));
}

TEST(TopicList, ThatIsNullOrMissingIsMade) {
  EXPECT_EQ(with_topic(file("topics:\n"), "a"), file("topics: [a]\n"));
  EXPECT_EQ(with_topic("---\ntitle: A\n---\nText\n", "a"), "---\ntitle: A\ntopics: [a]\n---\nText\n");
}

TEST(TopicList, KeepsTheLineEndsOfTheFile) {
  EXPECT_EQ(with_topic("---\r\ntopics:\r\n  - a\r\n---\r\nText\r\n", "b"),
            "---\r\ntopics:\r\n  - a\r\n  - b\r\n---\r\nText\r\n");
}

TEST(TopicList, InAFormOnlyPeopleShouldChangeIsLeftAlone) {
  for (const char* topics :
       {"topics: &x [a]\n", "topics: >-\n  a\n", "topics: [[a], b]\n", "topics: a, b\n", "topics: [a\n"}) {
    EXPECT_EQ(with_topic(file(topics), "c"), std::nullopt) << topics;
  }
  EXPECT_EQ(with_topic("no front matter\n", "a"), std::nullopt);
}

}  // namespace
}  // namespace citefeed::importing
