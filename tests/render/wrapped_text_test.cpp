#include "render/text.hpp"

#include <gtest/gtest.h>

namespace citefeed::render {
namespace {

const std::string ten = "123456789 ";

std::string repeated(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

TEST(WrappedText, HasLinesOfAtMost72Characters) {
  EXPECT_EQ(wrap(repeated(ten, 8)), repeated(ten, 6) + "123456789\n123456789\n");
  EXPECT_EQ(wrap(repeated("é", 72)), repeated("é", 72) + "\n");
  EXPECT_EQ(wrap("a " + repeated("é", 70)), "a " + repeated("é", 70) + "\n");
  EXPECT_EQ(wrap("a " + repeated("é", 71)), "a\n" + repeated("é", 71) + "\n");
}

TEST(WrappedText, LeavesAddressesWhole) {
  const std::string address = "https://example.org/" + repeated("x", 80);
  EXPECT_EQ(wrap("See " + address + " now"), "See\n" + address + "\nnow\n");
}

TEST(WrappedText, KeepsParagraphsAndIndentsWhatIsBrokenOffAnItem) {
  EXPECT_EQ(wrap("One.\n\nTwo."), "One.\n\nTwo.\n");
  EXPECT_EQ(wrap("- " + repeated(ten, 8)), "- " + repeated(ten, 6) + "123456789\n  123456789\n");
  EXPECT_EQ(wrap("  12. " + repeated(ten, 7)), "  12. " + repeated(ten, 5) + "123456789\n      123456789\n");
}

TEST(WrappedText, ReadsAlikeAsFlowedAndAsFixed) {
  EXPECT_EQ(wrap("a  \n \n b \t c"), "a\n\n b c\n");
  EXPECT_EQ(wrap("> a\nFrom here"), " > a\n From here\n");
  EXPECT_EQ(wrap(repeated(ten, 7) + "From now on"), repeated(ten, 6) + "123456789\n From now on\n");
}

TEST(WrappedText, OfNothingIsNothing) {
  EXPECT_EQ(wrap(""), "");
}

}  // namespace
}  // namespace citefeed::render
