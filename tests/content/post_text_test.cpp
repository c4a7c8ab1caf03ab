// A post in two steps: its header first, its text when somebody wants it.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "content/markdown.hpp"
#include "support.hpp"

namespace citefeed::content {
namespace {

const std::string path = "2023/12/a.md";
const std::string shown = "content/2023/12/a.md";

Outcome<PlacedPost> read_header_of(std::string_view text) {
  return parse_placed_post({.path = path, .shown_path = shown, .bytes = text}, small_definitions(), Depth::header);
}

/// What is said after both steps; what is said at once must be the same.
Lines complaints_in_two_steps(const std::string& text) {
  auto first = read_header_of(text);
  if (first.value && first.value->unread)
    first.diagnostics = with_text_warnings(*first.value->unread, shown, std::move(first.diagnostics)).diagnostics;
  EXPECT_EQ(first.diagnostics, read_post(text, path).diagnostics);
  return lines_of(first.diagnostics);
}

std::string times(std::string_view unit, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += unit;
  return text;
}

TEST(PostText, IsTheSameWheneverItIsRead) {
  const auto text = post_text("", "One *two*.\n\n## Practice Implications\n\n[Do](it.html).\n");
  const auto first = read_header_of(text);
  ASSERT_TRUE(first.value && first.value->unread);
  EXPECT_EQ(text_of(first.value->post), text_of(*read_post(text).value));
  EXPECT_EQ(text_of(first.value->post), text_of(first.value->post));
  EXPECT_EQ(text_of(first.value->post).summary_html, "<p>One <em>two</em>.</p>\n");
}

TEST(PostText, SaysNothingUntilItIsReadAndThenWhatIsSaidOfTheWhole) {
  const auto text = post_text("mood: good\n", "<b>One</b>\n");
  EXPECT_EQ(lines_of(read_header_of(text).diagnostics),
            Lines{shown + ":2:1: warning: expected a known key, found \"mood\""});
  EXPECT_EQ(complaints_in_two_steps(text),
            (Lines{shown + ": warning: expected a heading \"## Practice Implications\", found none",
                   shown + ":2:1: warning: expected a known key, found \"mood\"",
                   shown + ":8: warning: expected Markdown, found the HTML \"<b>\"; HTML is left out"}));
}

TEST(PostText, OfAPostThatIsKeptOutIsReadAtOnceSoThatAllThatIsWrongIsSaid) {
  const auto outcome = read_header_of(post_text("language: english\n", "<b>One</b>\n"));
  EXPECT_FALSE(outcome.has_value());
  EXPECT_EQ(outcome.diagnostics.size(), 3U);
}

TEST(PostText, IsReadAtOnceWhereMoreWarningsWouldOnlyBeCounted) {
  std::string header;
  for (int i = 0; i < 120; ++i) header += fmt::format("key-{}: x\n", i);
  const auto text = post_text(header, "<b>One</b>\n");
  EXPECT_EQ(read_header_of(text).value->unread, nullptr);
  EXPECT_EQ(complaints_in_two_steps(text).back(), shown + ":102:1: warning: 22 more warnings are not listed");
}

TEST(PostText, ThatMayBeNestedTooDeeplyIsReadAtOnce) {
  for (const auto& body :
       {times("*a **a ", 60) + times("a** a*", 60), times("![", 120) + times("](b)", 120),
        times("_a ", 101) + times("a_ ", 101), "> " + times("*a ", 99) + times("a* ", 99), times("- ", 60) + "a"}) {
    const auto outcome = read_header_of(post_text("", body + "\n"));
    EXPECT_FALSE(outcome.has_value()) << body;
    EXPECT_EQ(complaints_in_two_steps(post_text("", body + "\n")).back(),
              shown + ":7: error: expected at most 100 levels of nesting, found more");
  }
}

TEST(PostText, ThatMayBeNestedButIsNotStands) {
  const auto text = post_text("", "Intervals: " + times("[.1, .2] ", 100) + "\n\n## Practice Implications\n\nDo.\n");
  const auto outcome = read_header_of(text);
  ASSERT_TRUE(outcome.has_value());
  EXPECT_EQ(outcome.value->unread, nullptr);
  EXPECT_EQ(complaints_in_two_steps(text), Lines{});
}

Outlook outlook_of(const std::string& text) {
  Report report{"post"};
  return look_at(text, 1, report);
}

TEST(MarkdownOutlook, IsShallowForTextAsPeopleWriteIt) {
  for (const auto& text : {std::string{}, std::string{"a\n\n- b\n  - c\n\n        code\n> *d* [e](f) 1. g\n"},
                           times("It was *r* = .31 (95% CI [.1, .2]).\n\n", 1000),
                           times("It was *r* = .31 (95% CI [.1, .2]).\n \t\n", 1000)})
    EXPECT_EQ(outlook_of(text), Outlook::shallow) << text;
}

TEST(MarkdownOutlook, SeesWhatNestsFromLineToLine) {
  std::string lists, tabs;
  for (std::size_t depth = 0; depth < 60; ++depth) {
    lists += std::string(2 * depth, ' ') + "- a\n";
    if (depth < 30) tabs += std::string(depth, '\t') + "-\ta\n";
  }
  EXPECT_EQ(outlook_of(lists), Outlook::may_be_deep);
  EXPECT_EQ(outlook_of(tabs), Outlook::may_be_deep);
  EXPECT_EQ(outlook_of(times("*a\n", 200)), Outlook::may_be_deep);
}

}  // namespace
}  // namespace citefeed::content
