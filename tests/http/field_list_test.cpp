#include "http/request.hpp"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace citefeed::http {
namespace {

std::vector<std::string> members_of(std::string_view list) {
  std::vector<std::string> members;
  while (!list.empty()) members.emplace_back(take_member(list));
  return members;
}

TEST(FieldList, PartsMembersAtCommasAndTakesSpaceOff) {
  EXPECT_EQ(members_of("gzip,\tbr ;q=0.5 ,zstd"), (std::vector<std::string>{"gzip", "br ;q=0.5", "zstd"}));
}
TEST(FieldList, LeavesCommasInQuotedStringsAlone) {
  EXPECT_EQ(members_of(R"("a,b", "c")"), (std::vector<std::string>{R"("a,b")", R"("c")"}));
}
TEST(FieldList, ShowsEmptyMembersAsEmpty) {
  EXPECT_EQ(members_of(",a,,b"), (std::vector<std::string>{"", "a", "", "b"}));
}
TEST(FieldList, ComparesWithoutRegardToCase) {
  EXPECT_TRUE(equals_ignoring_case("GZip", "gzIP"));
  EXPECT_FALSE(equals_ignoring_case("gzip", "gzip2"));
}

}  // namespace
}  // namespace citefeed::http
