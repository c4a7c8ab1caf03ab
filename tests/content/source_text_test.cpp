#include "content/source_text.hpp"

#include <gtest/gtest.h>

#include "support.hpp"

namespace citefeed::content {
namespace {

struct Source {
  std::optional<std::string> text = {};
  Lines complaints = {};
};

Source read_bytes(std::string_view bytes) {
  Report report{"a.md"};
  auto text = read_source(bytes, report);
  return {.text = std::move(text), .complaints = lines_of(report.take())};
}

TEST(SourceText, TakesOffAByteOrderMarkWithoutAWord) {
  const auto source = read_bytes("\xEF\xBB\xBF---\n");
  EXPECT_EQ(source.text, "---\n");
  EXPECT_EQ(source.complaints, Lines{});
}

TEST(SourceText, ReadsEveryKindOfLineEndAsALineFeed) {
  EXPECT_EQ(read_bytes("a\r\nb\rc\nd\r").text, "a\nb\nc\nd\n");
  EXPECT_EQ(read_bytes("a\r\n\r\nb\r\rc").text, "a\n\nb\n\nc");
}

TEST(SourceText, SaysWhichLetterALatin1ByteProbablyIs) {
  const auto source = read_bytes("caf\xE9\n");
  EXPECT_EQ(source.complaints,
            Lines{"a.md:1:4: error: expected UTF-8, found the byte 0xE9, which is \"é\" in Latin-1 (Windows-1252)"});
  EXPECT_EQ(source.text, "caf?\n");
}

TEST(SourceText, KnowsTheCurlyQuotesOfWindows) {
  EXPECT_EQ(read_bytes("client\x92s \x93mood\x94").complaints,
            Lines{"a.md:1:7: error: expected UTF-8, found the byte 0x92, which is \"’\" in Latin-1 (Windows-1252); "
                  "2 more such bytes follow"});
}

TEST(SourceText, DoesNotGuessAtDamagedUtf8) {
  EXPECT_EQ(read_bytes("a\xE2\x82").complaints,
            (Lines{"a.md:1:2: error: expected UTF-8, found the byte 0xE2; 1 more such byte follows"}));
}

TEST(SourceText, NamesUtf16AndReadsNothingOfIt) {
  const auto source = read_bytes(std::string_view{"\xFF\xFE-\0-\0", 6});
  EXPECT_FALSE(source.text.has_value());
  EXPECT_EQ(source.complaints, Lines{"a.md:1:1: error: expected UTF-8, found UTF-16; save the file as UTF-8"});
}

TEST(SourceText, NamesTheFirstControlCharacterAndCountsTheOthers) {
  EXPECT_EQ(read_bytes(std::string_view{"ab\nc\0d\x07", 7}).complaints,
            Lines{"a.md:2:2: error: expected text, found the control character U+0000; 1 more such character follows"});
}

TEST(SourceText, RefusesWhatXmlCannotCarry) {
  EXPECT_EQ(read_bytes("a\xC2\x92").complaints,
            Lines{"a.md:1:2: error: expected text, found the control character U+0092"});
  EXPECT_EQ(read_bytes("a\xEF\xBF\xBE").complaints,
            Lines{"a.md:1:2: error: expected text, found the control character U+FFFE"});
  EXPECT_EQ(read_bytes("a\xEF\xBF\xBD").complaints, Lines{});
}

TEST(SourceText, KeepsEveryByteInItsPlaceWhenItReplacesBadOnes) {
  EXPECT_EQ(read_bytes("a\xE9 b\xC2\x85 c\x01 d").text, "a? b   c  d");
}

TEST(Position, CountsColumnsInBytes) {
  const std::string_view text = "é–x\nab";
  EXPECT_EQ(position_of(text, text.find('x')).column, 6U);
  EXPECT_EQ(position_of(text, text.find('b')).line, 2U);
  EXPECT_EQ(position_of(text, text.find('b')).column, 2U);
  EXPECT_EQ(position_of(text, 0).column, 1U);
}

TEST(SingleLine, JoinsRunsOfWhiteSpace) {
  EXPECT_EQ(single_line("  a \n\t b\u00A0c \n"), "a b\u00A0c");
}

TEST(Report, KeepsAHundredOfAKindAndCountsTheOthers) {
  Report report{"a.md"};
  for (std::uint32_t line = 1; line <= 120; ++line) report.warning({.line = line, .column = 1}, "w");
  report.error({.line = 1, .column = 2}, "e");
  EXPECT_TRUE(report.has_errors());
  EXPECT_TRUE(report.is_full(Severity::warning));
  EXPECT_FALSE(report.is_full(Severity::error));
  const auto lines = lines_of(report.take());
  ASSERT_EQ(lines.size(), 102U);
  EXPECT_EQ(lines[1], "a.md:1:2: error: e");
  EXPECT_EQ(lines.back(), "a.md:101:1: warning: 20 more warnings are not listed");
}

TEST(InQuotes, IsOneShortLine) {
  EXPECT_EQ(in_quotes(" a\nb "), "\"a b\"");
  EXPECT_EQ(in_quotes(std::string(70, 'x')), "\"" + std::string(60, 'x') + "…\"");
  EXPECT_EQ(in_quotes(std::string(59, 'x') + "é"), "\"" + std::string(59, 'x') + "…\"");
}

}  // namespace
}  // namespace citefeed::content
