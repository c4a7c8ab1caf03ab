#include "app/settings.hpp"

#include <gtest/gtest.h>

namespace citefeed::app {
namespace {

using std::chrono::milliseconds;

TEST(Duration, IsANumberAndAUnit) {
  EXPECT_EQ(parse_duration("500ms"), milliseconds{500});
  EXPECT_EQ(parse_duration("15s"), milliseconds{15'000});
  EXPECT_EQ(parse_duration("2min"), milliseconds{120'000});
  EXPECT_EQ(parse_duration("1h"), milliseconds{3'600'000});
  EXPECT_EQ(parse_duration("30d"), milliseconds{2'592'000'000});
  EXPECT_EQ(parse_duration("0"), milliseconds{0});
}

TEST(Duration, IsNothingElse) {
  for (const char* text : {"", "s", "15", "15 s", "-1s", "1.5s", "15S", "99999999999999999999s", "213503982334601d"}) {
    EXPECT_FALSE(parse_duration(text)) << text;
  }
}

TEST(Duration, IsWrittenInTheLargestUnitThatFits) {
  EXPECT_EQ(to_text(milliseconds{1500}), "1500ms");
  EXPECT_EQ(to_text(milliseconds{75'000}), "75s");
  EXPECT_EQ(to_text(milliseconds{86'400'000}), "1d");
  EXPECT_EQ(to_text(milliseconds{0}), "0");
}

TEST(Size, IsANumberOfBytesOrOfALargerUnit) {
  EXPECT_EQ(parse_size("1000"), 1000U);
  EXPECT_EQ(parse_size("16KiB"), 16384U);
  EXPECT_EQ(parse_size("2GiB"), std::uint64_t{2} << 30U);
  for (const char* text : {"", "KiB", "16KB", "16 KiB", "-1", "99999999999999999GiB"})
    EXPECT_FALSE(parse_size(text)) << text;
}

TEST(Size, IsWrittenInTheLargestUnitThatFits) {
  EXPECT_EQ(size_to_text(16384), "16KiB");
  EXPECT_EQ(size_to_text(16385), "16385");
}

TEST(Switch, IsTrueOrFalse) {
  EXPECT_EQ(parse_switch("true"), true);
  EXPECT_EQ(parse_switch("false"), false);
  for (const char* text : {"", "yes", "True", "1"}) EXPECT_FALSE(parse_switch(text)) << text;
}

TEST(Mode, IsOctal) {
  EXPECT_EQ(parse_mode("0660"), 0660U);
  EXPECT_EQ(parse_mode("7"), 07U);
  EXPECT_EQ(mode_to_text(0660), "0660");
  for (const char* text : {"", "0888", "1777", "00660", "-660", "rw-rw----"}) EXPECT_FALSE(parse_mode(text)) << text;
}

}  // namespace
}  // namespace citefeed::app
