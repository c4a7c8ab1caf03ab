#include "base/digest.hpp"

#include <gtest/gtest.h>

namespace citefeed {
namespace {

TEST(Base64url, IsThatOfTheStandardWithoutPadding) {
  for (const auto& [bytes, text] : std::initializer_list<std::pair<std::string, std::string>>{
           {"", ""}, {"f", "Zg"}, {"fo", "Zm8"}, {"foo", "Zm9v"}, {"foobar", "Zm9vYmFy"}, {"\xFB\xFF\xFE", "-__-"}}) {
    EXPECT_EQ(to_base64url(bytes), text);
    EXPECT_EQ(from_base64url(text), bytes);
  }
}

TEST(Base64url, IsNothingElse) {
  for (const char* text : {"Z", "Zg==", "Zg=", "Zh", "Zm9v\n", " Zm9v", "+//+", "Zm9v!", "Zm9vZ", "=", "===="})
    EXPECT_EQ(from_base64url(text), std::nullopt) << text;
}

}  // namespace
}  // namespace citefeed
