#include "base/utf8.hpp"

#include <gtest/gtest.h>
#include <string>

namespace citefeed {
namespace {

using namespace std::string_literals;

// "é" as a letter and a combining accent; a family of four joined by zero width joiners; a thumb with a skin tone; the
// flags of Canada and France, which are two letters each.
const std::string accent = "e\u0301";
const std::string family = "\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466";
const std::string thumb = "\U0001F44D\U0001F3FD";
const std::string canada = "\U0001F1E8\U0001F1E6";
const std::string france = "\U0001F1EB\U0001F1F7";

TEST(PrintableAscii, EndsAtTheFirstOtherByteWhereverItStands) {
  for (const char other : {'\n', '\x1F', '\x7F', '\x80', '\xC3', '\xFF', '\0'}) {
    for (std::size_t at = 0; at < 20; ++at) {
      std::string text(20, '~');
      text[at] = other;
      EXPECT_EQ(end_of_printable_ascii(text, 0), at);
      EXPECT_EQ(end_of_printable_ascii(text, at), at);
      EXPECT_EQ(end_of_printable_ascii(text, at + 1), text.size());
    }
  }
  EXPECT_EQ(end_of_printable_ascii("a b~ !09AZ", 0), 10U);
  EXPECT_EQ(end_of_printable_ascii("", 0), 0U);
}

TEST(Utf8, ThatIsWellFormedHasNoInvalidByte) {
  EXPECT_EQ(first_invalid_utf8(""), std::nullopt);
  EXPECT_EQ(first_invalid_utf8("r = − .42, 95% CI [− .55, − .27] “é”" + family), std::nullopt);
  EXPECT_EQ(first_invalid_utf8("a\0b"s), std::nullopt);
  EXPECT_EQ(first_invalid_utf8("\xF4\x8F\xBF\xBF"), std::nullopt);  // U+10FFFF
}

// Unicode 15, table 3-7.
TEST(Utf8, ThatIsMalformedSaysWhere) {
  EXPECT_EQ(first_invalid_utf8("caf\xE9 au lait"), 3U);     // Latin-1
  EXPECT_EQ(first_invalid_utf8("ab\x80"), 2U);              // a continuation byte alone
  EXPECT_EQ(first_invalid_utf8("ab\xC0\xAF"), 2U);          // overlong '/'
  EXPECT_EQ(first_invalid_utf8("ab\xE0\x80\xAF"), 2U);      // overlong in three bytes
  EXPECT_EQ(first_invalid_utf8("ab\xED\xA0\x80"), 2U);      // a surrogate
  EXPECT_EQ(first_invalid_utf8("ab\xF4\x90\x80\x80"), 2U);  // beyond U+10FFFF
  EXPECT_EQ(first_invalid_utf8("ab\xFF"), 2U);              // never a lead byte
  EXPECT_EQ(first_invalid_utf8("\xC3\xA9\xC3"), 2U);        // cut off at the end
  EXPECT_EQ(first_invalid_utf8("\xE2\x88 x"), 0U);          // cut off in the middle
}

TEST(ControlCharacter, IsFoundWhereverItStands) {
  EXPECT_EQ(first_control_character("a\0b"s), 1U);
  EXPECT_EQ(first_control_character("ab\x1b[2J"), 2U);
  EXPECT_EQ(first_control_character("\x7f"), 0U);
}

TEST(ControlCharacter, IsNotTabOrLineEndOrText) {
  EXPECT_EQ(first_control_character("a\tb\r\nc é"), std::nullopt);
  EXPECT_EQ(first_control_character(""), std::nullopt);
}

TEST(Truncation, LeavesShortTextAlone) {
  EXPECT_EQ(truncate_graphemes("", 0), "");
  EXPECT_EQ(truncate_graphemes("abc", 3), "abc");
  EXPECT_EQ(truncate_graphemes(family, family.size()), family);
}

TEST(Truncation, CutsAtTheLimit) {
  EXPECT_EQ(truncate_graphemes("abcd", 3), "abc");
}

TEST(Truncation, NeverSplitsACharacter) {
  EXPECT_EQ(truncate_graphemes("aéb", 2), "a");
  EXPECT_EQ(truncate_graphemes("aéb", 3), "aé");
}

TEST(Truncation, NeverPartsALetterFromItsAccent) {
  const std::string text = "x" + accent + "y";
  EXPECT_EQ(truncate_graphemes(text, 2), "x");
  EXPECT_EQ(truncate_graphemes(text, 3), "x");
  EXPECT_EQ(truncate_graphemes(text, 4), "x" + accent);
}

TEST(Truncation, NeverSplitsAnEmojiSequence) {
  const std::string text = "a" + family + thumb + "z";
  for (std::size_t limit = 1; limit <= text.size(); ++limit) {
    const std::size_t expected = limit == text.size()                        ? text.size()
                                 : limit >= 1 + family.size() + thumb.size() ? 1 + family.size() + thumb.size()
                                 : limit >= 1 + family.size()                ? 1 + family.size()
                                                                             : 1;
    EXPECT_EQ(truncate_graphemes(text, limit).size(), expected) << limit;
  }
}

TEST(Truncation, NeverSplitsAFlag) {
  EXPECT_EQ(truncate_graphemes(canada + france, canada.size() + france.size() - 1), canada);
  EXPECT_EQ(truncate_graphemes(canada + france, canada.size() + 4), canada);
}

TEST(Truncation, NeverPartsTheTwoBytesOfALineEnd) {
  EXPECT_EQ(truncate_graphemes("a\r\nb", 2), "a");
}

TEST(Truncation, MayLeaveNothing) {
  EXPECT_EQ(truncate_graphemes(family + "a", 5), "");
}

TEST(Ascii, LowerCaseLeavesEverythingElse) {
  EXPECT_EQ(lower_ascii("DOI 10.1/AZ-az[@`{] É"), "doi 10.1/az-az[@`{] É");
}
TEST(Ascii, HexadecimalDigitsHaveAValueInEitherCaseAndNothingElseHas) {
  const std::string_view digits = "0123456789abcdef";
  for (std::size_t value = 0; value < digits.size(); ++value)
    EXPECT_EQ(hex_value(digits[value]), static_cast<int>(value));
  EXPECT_EQ(hex_value('A'), 10);
  EXPECT_EQ(hex_value('F'), 15);
  for (const char other : std::string_view{"/:@G`g \xc3"}) EXPECT_FALSE(is_hex_digit(other)) << other;
}

TEST(FoldCase, MakesLetterCaseEqual) {
  EXPECT_EQ(fold_case("Practice IMPLICATIONS"), "practice implications");
  EXPECT_EQ(fold_case("ÉTUDES"), fold_case("études"));
  EXPECT_EQ(fold_case("STRASSE"), fold_case("straße"));
  EXPECT_EQ(fold_case("ΌΣΟΣ"), fold_case("όσος"));
}

TEST(FoldCase, MakesComposedAndDecomposedLettersEqual) {
  EXPECT_EQ(fold_case("E\u0301"), fold_case("\u00e9"));
}

TEST(FoldCase, OfNothingIsNothing) {
  EXPECT_EQ(fold_case(""), "");
}

TEST(FoldCase, ReadsPastNulBytes) {
  EXPECT_EQ(fold_case("A\0B"s), "a\0b"s);
}

TEST(FoldName, SeesNoDifferenceInLetterCaseOrKindsOfSpace) {
  EXPECT_EQ(fold_name("Practice\u00a0IMPLICATIONS"), "practice implications");
  EXPECT_EQ(fold_name("\t Practice \u2009 Implications\n"), "practice implications");
}

TEST(FoldName, SeesNoDifferenceInApostrophesAndHyphens) {
  EXPECT_EQ(fold_name("Author’s e\u2011mail"), "author's e-mail");
}

TEST(FoldName, LeavesOutWhatHasNoWidth) {
  EXPECT_EQ(fold_name("\u200bPractice Impli\u00adcations\ufeff"), "practice implications");
}

TEST(FoldName, OfNothingIsNothing) {
  EXPECT_EQ(fold_name(" \u00a0"), "");
}

TEST(Trim, TakesWhiteSpaceOffBothEnds) {
  EXPECT_EQ(trim(" \t\r\n a b \f\v\n"), "a b");
  EXPECT_EQ(trim("a"), "a");
}

TEST(Trim, OfWhiteSpaceIsNothing) {
  EXPECT_EQ(trim(" \n"), "");
  EXPECT_EQ(trim(""), "");
}

}  // namespace
}  // namespace citefeed
