#include "http/conditional.hpp"

#include <gtest/gtest.h>

namespace citefeed::http {
namespace {

using std::chrono::seconds;

constexpr Instant now{seconds{1700000000}};     // 2023-11-14
constexpr Instant example{seconds{784111777}};  // 1994-11-06 08:49:37, the example of RFC 9110

TEST(HttpDate, HasThreeForms) {
  EXPECT_EQ(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT", now), example);
  EXPECT_EQ(parse_http_date("Sunday, 06-Nov-94 08:49:37 GMT", now), example);
  EXPECT_EQ(parse_http_date("Sun Nov  6 08:49:37 1994", now), example);
}
TEST(HttpDate, WithTwoDigitsOfYearIsAtMostFiftyYearsAhead) {
  EXPECT_EQ(parse_http_date("Friday, 01-Jan-73 00:00:00 GMT", now), Instant{seconds{3250454400}}) << "2073";
  EXPECT_EQ(parse_http_date("Friday, 01-Jan-74 00:00:00 GMT", now), Instant{seconds{126230400}}) << "1974";
}
TEST(HttpDate, MayBeALeapSecond) {
  EXPECT_EQ(parse_http_date("Sat, 31 Dec 2016 23:59:60 GMT", now), Instant{seconds{1483228800}});
}
TEST(HttpDate, IsNothingWhenMalformed) {
  for (const char* text :
       {"", "Sun", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 06 Nov 1994 08:49:37 GMT ",
        " Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 6 Nov 1994 08:49:37 GMT", "Sun, 06 nov 1994 08:49:37 GMT",
        "Sun, 31 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 06 Nov 1994 08:60:37 GMT",
        "Sun, 06 Nov 1994 08:49:61 GMT", "Xxx, 06 Nov 1994 08:49:37 GMT", "Sun, 06-Nov-94 08:49:37 GMT",
        "Sunday, 06-Nov-1994 08:49:37 GMT", "Sun Nov 6 08:49:37 1994", "Sun, 06 Nov -994 08:49:37 GMT",
        "1994-11-06T08:49:37Z", "784111777"}) {
    EXPECT_EQ(parse_http_date(text, now), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace citefeed::http
