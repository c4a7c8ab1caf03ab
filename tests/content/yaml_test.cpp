#include "content/yaml.hpp"

#include <gtest/gtest.h>

#include "support.hpp"

namespace citefeed::content::yaml {
namespace {

struct Result {
  std::optional<Node> root = {};
  Lines complaints = {};
};

Result read(std::string_view text, const Limits& limits = {}, std::uint32_t first_line = 1) {
  Report report{"f"};
  auto root = parse(text, first_line, limits, report);
  return {.root = std::move(root), .complaints = lines_of(report.take())};
}

TEST(Yaml, ReadsScalarsListsAndMappingsInTheOrderWritten) {
  const auto [root, complaints] = read("b: 1\na: [x, 'y z']\nm: { k: v }\n");
  EXPECT_EQ(complaints, Lines{});
  ASSERT_EQ(root->children.size(), 3U);
  EXPECT_EQ(root->children[0].key, "b");
  EXPECT_EQ(root->children[0].text, "1");
  EXPECT_EQ(root->children[1].kind, Kind::list);
  EXPECT_EQ(root->children[1].children[1].text, "y z");
  EXPECT_EQ(find(*find(*root, "m"), "k")->text, "v");
}

TEST(Yaml, FoldsBlockScalars) {
  const auto [root, complaints] = read("c: >-\n  Family, A.\n  Title.\n");
  EXPECT_EQ(find(*root, "c")->text, "Family, A. Title.");
}

TEST(Yaml, KnowsColumnsInBytesAfterLettersOutsideAscii) {
  const auto [root, complaints] = read("\n- { \"é\": –, b: c }\n", {}, 10);
  const auto& item = root->children[0];
  EXPECT_EQ(item.children[0].key_position.line, 11U);
  EXPECT_EQ(item.children[0].key_position.column, 5U);
  EXPECT_EQ(item.children[0].position.column, 11U);
  EXPECT_EQ(item.children[1].key_position.column, 16U);
}

TEST(Yaml, KnowsLinesAfterTheSeparatorsThatOnlyYamlCountsAsLineEnds) {
  const auto [root, complaints] = read("a: \"x\u2028y\"\nb: c\n");
  EXPECT_EQ(find(*root, "b")->position.line, 2U);
  EXPECT_EQ(find(*root, "b")->position.column, 4U);
}

TEST(Yaml, ReadsAnEmptyDocumentAsNull) {
  EXPECT_TRUE(read("").root->is_null());
  EXPECT_TRUE(read("# only a comment\n").root->is_null());
}

TEST(Yaml, TellsNullFromTheWordInQuotes) {
  const auto root = read("a: null\nb: \"null\"\nc:\nd: ~\ne: \"\"\n").root;
  EXPECT_EQ(find(*root, "a"), nullptr);
  EXPECT_EQ(find(*root, "b")->text, "null");
  EXPECT_EQ(find(*root, "c"), nullptr);
  EXPECT_EQ(find(*root, "d"), nullptr);
  EXPECT_NE(find(*root, "e"), nullptr);
}

TEST(Yaml, ReportsASyntaxErrorWhereItIsWithAHint) {
  const auto [root, complaints] = read("title: Empathy: what it is\n");
  EXPECT_FALSE(root.has_value());
  EXPECT_EQ(complaints,
            Lines{"f:1:15: error: expected YAML, but mapping values are not allowed in this context; a value with "
                  "a colon in it needs quotes"});
}

TEST(Yaml, ReportsATabUsedForIndentation) {
  EXPECT_EQ(read("a:\n\t- b\n").complaints, Lines{"f:2:1: error: expected YAML, but found character that cannot start "
                                                  "any token; indent with spaces, and quote a "
                                                  "value that begins with it"});
}

TEST(Yaml, ReportsADoubledKeyWithTheLineOfTheFirst) {
  const auto [root, complaints] = read("title: a\nb: c\ntitle: d\n");
  EXPECT_EQ(complaints, Lines{"f:3:1: error: expected each key once, found \"title\" again; it is on line 1 already"});
  EXPECT_EQ(find(*root, "title")->text, "a");
}

TEST(Yaml, RefusesAliasesAnchorsAndTags) {
  const auto [root, complaints] = read("a: &x [1]\nb: *x\nc: !!int 3\n");
  EXPECT_EQ(complaints, (Lines{"f:1:4: error: expected a value, found the anchor \"&x\"",
                               "f:2:4: error: expected a value, found the alias \"*x\"",
                               "f:3:4: error: expected a value, found the tag \"tag:yaml.org,2002:int\""}));
}

TEST(Yaml, RefusesKeysThatAreNotScalars) {
  EXPECT_EQ(read("[a]: b\n").complaints, Lines{"f:1:1: error: expected a key, found a list"});
}

TEST(Yaml, RefusesControlCharactersWrittenAsEscapes) {
  const auto [root, complaints] = read("a: \"x\\x07y\\0\"\n");
  EXPECT_EQ(complaints, Lines{"f:1:4: error: expected text, found the control character U+0007"});
  EXPECT_EQ(find(*root, "a")->text, "x y ");
}

TEST(Yaml, RefusesASecondDocument) {
  EXPECT_EQ(read("a: b\n---\nc: d\n").complaints,
            Lines{"f:2:1: error: expected one YAML document, found a second one"});
}

TEST(Yaml, StopsAtTooManyLevels) {
  EXPECT_EQ(read(std::string(100'000, '[')).complaints,
            Lines{"f:1:17: error: expected at most 16 levels of nesting, found more"});
}

TEST(Yaml, StopsAtTooManyValues) {
  std::string text;
  for (int i = 0; i < 10; ++i) text += "- x\n";
  EXPECT_EQ(read(text, {.nodes = 5}).complaints, Lines{"f:5:3: error: expected at most 5 values, found more"});
}

TEST(YamlKeys, UnknownOnesAreNamedWithTheNearestKnownOne) {
  Report report{"f"};
  const auto root = parse("titel: a\nxyzzy: b\n", 1, {}, report);
  check_keys(*root, {"title", "topics"}, Severity::warning, report);
  EXPECT_EQ(lines_of(report.take()),
            (Lines{"f:1:1: warning: expected a known key, found \"titel\"; did you mean \"title\"?",
                   "f:2:1: warning: expected a known key, found \"xyzzy\""}));
}

TEST(YamlNumber, IsWholeAndWithinItsLimits) {
  Report report{"f"};
  const auto root = parse("[20, 0, 1.5, x, 1001, [3]]", 1, {}, report);
  std::vector<std::size_t> read;
  for (const auto& item : root->children) {
    if (const auto number = read_number(item, 1, 1000, report)) read.push_back(*number);
  }
  EXPECT_EQ(read, std::vector<std::size_t>{20});
  EXPECT_EQ(lines_of(report.take()), (Lines{"f:1:6: error: expected a whole number from 1 to 1000, found \"0\"",
                                            "f:1:9: error: expected a whole number from 1 to 1000, found \"1.5\"",
                                            "f:1:14: error: expected a whole number from 1 to 1000, found \"x\"",
                                            "f:1:17: error: expected a whole number from 1 to 1000, found \"1001\"",
                                            "f:1:23: error: expected a whole number from 1 to 1000, found a list"}));
}

}  // namespace
}  // namespace citefeed::content::yaml
