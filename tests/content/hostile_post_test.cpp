// Posts nobody wrote in good faith: each is a diagnostic, and none takes longer than a post of its size may.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>

#include "content/markdown.hpp"
#include "support.hpp"

namespace citefeed::content {
namespace {

constexpr std::string_view implications = "\n\n## Practice Implications\n\nDo.\n";

std::string repeated(std::string_view unit, std::size_t size_bytes) {
  std::string text;
  while (text.size() + unit.size() <= size_bytes) text += unit;
  return text;
}

Lines complaints_on_body(const std::string& body) {
  return complaints(post_text("", body));
}

TEST(HostilePost, AnAliasBombDoesNotExpand) {
  std::string header = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 10; ++i) {
    const auto last = "*a" + std::to_string(i - 1);
    header += fmt::format("a{0}: &a{0} [{1}{2}]\n", i, repeated(last + ", ", 50), last);
  }
  const auto found = complaints(post_text(header));
  EXPECT_EQ(found.front(), "post:2:1: warning: expected a known key, found \"a0\"");
  EXPECT_NE(std::find(found.begin(), found.end(), "post:3:10: error: expected a value, found the alias \"*a0\""),
            found.end());
}

TEST(HostilePost, DeepYamlIsRefused) {
  EXPECT_EQ(complaints(post_text("x: " + std::string(50'000, '[') + "\n")),
            Lines{"post:2:19: error: expected at most 16 levels of nesting, found more"});
}

TEST(HostilePost, LongFrontMatterIsRefused) {
  EXPECT_EQ(complaints(post_text("x: " + std::string(204800, 'x') + "\n")),
            Lines{"post:1:1: error: expected front matter of at most 128 KiB, found 200 KiB"});
}

TEST(HostilePost, MoreThanAMebibyteIsRefused) {
  EXPECT_EQ(complaints(std::string(max_post_bytes + 1, 'x')),
            Lines{"post: error: expected at most 1 MiB, found 1048577 bytes"});
}

TEST(HostilePost, DeepQuotationsAndListsAreRefused) {
  EXPECT_EQ(complaints_on_body("ok\n" + std::string(100'000, '>') + "a"),
            Lines{"post:8:1: error: expected at most 100 levels of lists and quotations, found more"});
  EXPECT_EQ(complaints_on_body(repeated("- ", 1000) + "a"),
            Lines{"post:7:1: error: expected at most 100 levels of lists and quotations, found more"});
  EXPECT_EQ(complaints_on_body(repeated("1. ", 1000) + "a"),
            Lines{"post:7:1: error: expected at most 100 levels of lists and quotations, found more"});
  EXPECT_EQ(complaints_on_body("- a\n" + std::string(500, ' ') + "- b\n"),
            Lines{"post:8:1: error: expected at most 400 spaces of indentation, found more"});
}

TEST(HostilePost, ALongRuleIsNotNested) {
  EXPECT_EQ(complaints_on_body(std::string(5000, '-') + std::string{implications}), Lines{});
}

TEST(HostilePost, DeepEmphasisIsRefused) {
  EXPECT_EQ(complaints_on_body(repeated("*a **a ", 3000) + repeated("a** a*", 3000) + std::string{implications}),
            Lines{"post:7: error: expected at most 100 levels of nesting, found more"});
}

TEST(HostilePost, AWideTableIsRefused) {
  EXPECT_EQ(complaints_on_body(repeated("|a", 10'000) + "\n" + repeated("|-", 10'000) + std::string{implications}),
            Lines{"post:7:1: error: expected at most 256 cells in a row of a table, found more"});
}

TEST(HostilePost, ALongLinkDefinitionWithManyUsesIsRefused) {
  EXPECT_EQ(
      complaints_on_body("[a]: /" + std::string(10'000, 'u') + "\n\n" + repeated("[a] ", 900'000) +
                         std::string{implications}),
      Lines{"post: error: expected link definitions that are short or used rarely, found a long one with many uses"});
}

TEST(HostilePost, ThousandsOfMistakesAreCountedNotListed) {
  EXPECT_EQ(complaints_on_body(repeated("<b>\n", 100'000) + std::string{implications}).size(), 1U);
  EXPECT_EQ(complaints_on_body(repeated("a <b>\n\n", 100'000) + std::string{implications}).size(), 101U);
}

/// Reading takes time in proportion to the size. The bound is a hundred times the processor time that it takes here, so
/// that only a quadratic algorithm can reach it, whatever else the machine does: at this size each of these took
/// minutes or gigabytes in some version of cmark.
TEST(HostilePost, NoPatternTakesMoreThanLinearTime) {
  const std::size_t size = max_post_bytes / 4;
  for (const std::string_view unit :
       {"[",        "![",      "[a](",  "](",     "*a **a ",      "_",     "`",     "<",  "<!--",  "<?",    "<!A ",
        "&",        "\\",      "a\n",   "[a]:\n", "|a|\n|-|\n\n", "> a\n", "- a\n", "\n", "# a\n", "a|b\n", "~",
        "[a]: u\n", "<a b=\"", "```\n", "\t"}) {
    const std::clock_t begin = std::clock();
    const auto outcome = read_post(post_text("", repeated(unit, size)));
    EXPECT_EQ(outcome.has_value(), !has_errors(outcome.diagnostics));
    EXPECT_LT((std::clock() - begin) / CLOCKS_PER_SEC, 20) << unit;
  }
}

}  // namespace
}  // namespace citefeed::content
