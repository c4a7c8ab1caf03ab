#include "render/text.hpp"

#include <gtest/gtest.h>

namespace citefeed::render {
namespace {

using namespace std::string_literals;

TEST(WithoutControls, DropsControlCharactersEvenNul) {
  EXPECT_EQ(without_controls("a\0b\x01"
                             "c\x1F"
                             "d\x7F"
                             "e"s),
            "abcde");
}

TEST(WithoutControls, KeepsTabsAndLineEnds) {
  EXPECT_EQ(without_controls("a\tb\r\nc"), "a\tb\r\nc");
}

TEST(WithoutControls, DropsTheNoncharactersXmlForbids) {
  EXPECT_EQ(without_controls("a\uFFFE"
                             "b\uFFFF"
                             "c"),
            "abc");
}

TEST(WithoutControls, KeepsTheirNeighbours) {
  EXPECT_EQ(without_controls("\uFFFD\uFFFC\uFF21"), "\uFFFD\uFFFC\uFF21");
}

TEST(OneLine, MakesEveryRunOfWhiteSpaceOneSpace) {
  EXPECT_EQ(one_line("  a \n\n b\t\tc \r\n"), "a b c");
}

TEST(OneLine, OfWhiteSpaceIsEmpty) {
  EXPECT_EQ(one_line(" \n "), "");
}

TEST(EscapeHtml, EscapesWhatEndsTextOrAttributes) {
  EXPECT_EQ(escape_html(R"(<a href="x">Tom & 'Jerry'</a>)"),
            "&lt;a href=&quot;x&quot;&gt;Tom &amp; &#39;Jerry&#39;&lt;/a&gt;");
}

}  // namespace
}  // namespace citefeed::render
