#include "importing/foreign_post.hpp"

#include <gtest/gtest.h>

namespace citefeed::importing {
namespace {

std::string read(std::string_view text) {
  const auto zone = TimeZone::locate("America/Toronto").value.value();
  const auto date = parse_feed_date(text, zone);
  return date ? to_text(*date, zone) : "nothing";
}

TEST(FeedDate, IsReadAsRfc822) {
  for (const char* text : {"Tue, 03 Jun 2014 09:39:21 EDT", "Tue, 3 Jun 2014 13:39:21 GMT", "3 June 14 13:39:21 Z",
                           "Tue, 03 Jun 2014 15:39:21 +0200", "03 Jun 2014 09:39:21"}) {
    EXPECT_EQ(read(text), "2014-06-03T13:39:21Z") << text;
  }
  EXPECT_EQ(read("Tue, 03 Jun 2014 09:39 -0400"), "2014-06-03T13:39:00Z");
  EXPECT_EQ(read("3 Jun 99 00:00 UT"), "1999-06-03T00:00:00Z");
  EXPECT_EQ(read("3 Jun 2014"), "2014-06-03");
}

TEST(FeedDate, IsReadAsRfc3339AndWhatProgramsMakeOfIt) {
  for (const char* text : {"2014-06-03T13:39:21Z", "2014-06-03T13:39:21.123Z", "2014-06-03 09:39:21 -0400",
                           "2014-06-03T09:39:21-04:00", "2014-06-03T09:39:21", "2014-06-03 09:39:21"}) {
    EXPECT_EQ(read(text), "2014-06-03T13:39:21Z") << text;
  }
  EXPECT_EQ(read(" 2014-06-03 "), "2014-06-03");
  EXPECT_EQ(read("2014-6-3"), "2014-06-03");
}

TEST(FeedDate, OfAnythingElseIsNothing) {
  for (const char* text : {"", "soon", "0000-00-00 00:00:00", "2014-13-01", "2014-02-30", "2014-06-03T25:00:00Z",
                           "2014-06-03T13:39:21 XYZ", "Tue, 03 Foo 2014 09:39:21 GMT", "2014-06-03T13:39:21Zx", "Tue 3",
                           "2014-06", "99999-01-01"}) {
    EXPECT_EQ(read(text), "nothing") << text;
  }
}

}  // namespace
}  // namespace citefeed::importing
