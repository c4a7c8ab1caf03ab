#include "base/instant.hpp"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace citefeed {
namespace {

using std::chrono::sys_days;
using namespace std::chrono_literals;

constexpr Instant first_of_december = sys_days{2023y / 12 / 1} + 5h;

TEST(Rfc3339, WritesUtcToTheSecond) {
  EXPECT_EQ(to_rfc3339(first_of_december), "2023-12-01T05:00:00Z");
}

TEST(Rfc3339, WritesEveryFieldWithAllItsDigits) {
  EXPECT_EQ(to_rfc3339(sys_days{987y / 1 / 2} + 3h + 4min + 5s), "0987-01-02T03:04:05Z");
}

TEST(Rfc3339, WritesMomentsBefore1970) {
  EXPECT_EQ(to_rfc3339(Instant{-1s}), "1969-12-31T23:59:59Z");
}

TEST(Rfc3339, ReadsBackWhatItWrote) {
  for (const Instant instant : {Instant{}, first_of_december, Instant{sys_days{9999y / 12 / 31} + 23h + 59min + 59s},
                                Instant{sys_days{1000y / 1 / 1}}, Instant{sys_days{2024y / 2 / 29}}}) {
    EXPECT_EQ(parse_rfc3339(to_rfc3339(instant)), instant) << to_rfc3339(instant);
  }
}

TEST(Rfc3339, TakesTheOffsetAway) {
  EXPECT_EQ(parse_rfc3339("2023-12-01T00:00:00-05:00"), first_of_december);
  EXPECT_EQ(parse_rfc3339("2023-12-01T10:45:00+05:45"), first_of_december);
  EXPECT_EQ(parse_rfc3339("2023-12-01T05:00:00-00:00"), first_of_december);
}

TEST(Rfc3339, AnOffsetMayLeadIntoAnotherYear) {
  EXPECT_EQ(parse_rfc3339("2023-12-31T23:30:00-01:00"), sys_days{2024y / 1 / 1} + 30min);
}

TEST(Rfc3339, ReadsLowerCaseLettersAndASpaceBetweenDateAndTime) {
  EXPECT_EQ(parse_rfc3339("2023-12-01t05:00:00z"), first_of_december);
  EXPECT_EQ(parse_rfc3339("2023-12-01 05:00:00Z"), first_of_december);
}

TEST(Rfc3339, DropsFractionsOfASecond) {
  EXPECT_EQ(parse_rfc3339("2023-12-01T05:00:00.9Z"), first_of_december);
  EXPECT_EQ(parse_rfc3339("2023-12-01T05:00:00.123456789123456789Z"), first_of_december);
}

TEST(Rfc3339, TakesALeapSecondAsTheSecondBefore) {
  EXPECT_EQ(parse_rfc3339("2016-12-31T23:59:60Z"), sys_days{2016y / 12 / 31} + 23h + 59min + 59s);
}

class MalformedRfc3339 : public testing::TestWithParam<const char*> {};

TEST_P(MalformedRfc3339, IsNothing) {
  EXPECT_EQ(parse_rfc3339(GetParam()), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(
    Instant, MalformedRfc3339,
    testing::Values("", "2023", "2023-12", "2023-12-01", "2023-12-01T05:00:00", "2023-12-01T05:00Z",
                    "2023-12-01T05:00:00 Z", "2023-12-01T05:00:00.Z", "2023-12-01T05:00:00.5", "2023-12-01T05:00:00,5Z",
                    "2023-12-01T05:00:00+0500", "2023-12-01T05:00:00+05", "2023-12-01T05:00:00+24:00",
                    "2023-12-01T05:00:00+05:60", "2023-12-01T05:00:00Zjunk", "2023-12-01X05:00:00Z",
                    "2023/12/01T05:00:00Z", "2023-12-01T05.00.00Z", "2023-13-01T05:00:00Z", "2023-00-01T05:00:00Z",
                    "2023-02-29T05:00:00Z", "2023-11-31T05:00:00Z", "2023-12-00T05:00:00Z", "2023-12-01T24:00:00Z",
                    "2023-12-01T05:60:00Z", "2023-12-01T05:00:61Z", "+023-12-01T05:00:00Z", "-023-12-01T05:00:00Z",
                    "02023-12-01T05:00:00Z", " 2023-12-01T05:00:00Z", "２０２３-12-01T05:00:00Z"));

// A year before 1000 or after 9999 could not be written in four digits again.
TEST(Rfc3339, RefusesYearsOutside1000To9999) {
  EXPECT_EQ(parse_rfc3339("0999-12-31T23:59:59Z"), std::nullopt);
  EXPECT_EQ(parse_rfc3339("0000-01-01T00:00:00Z"), std::nullopt);
  EXPECT_EQ(parse_rfc3339("1000-01-01T00:00:00Z"), Instant{sys_days{1000y / 1 / 1}});
}

TEST(Rfc3339, RefusesOffsetsThatLeadOutsideTheYears1000To9999) {
  EXPECT_EQ(parse_rfc3339("9999-12-31T23:59:59-00:01"), std::nullopt);
  EXPECT_EQ(parse_rfc3339("1000-01-01T00:00:00+00:01"), std::nullopt);
}

TEST(ImfFixdate, WritesWeekdayAndMonthInEnglish) {
  EXPECT_EQ(to_imf_fixdate(first_of_december), "Fri, 01 Dec 2023 05:00:00 GMT");
  EXPECT_EQ(to_imf_fixdate(sys_days{1994y / 11 / 6} + 8h + 49min + 37s),
            "Sun, 06 Nov 1994 08:49:37 GMT");  // RFC 9110, 5.6.7
}

TEST(ImfFixdate, NamesEveryWeekday) {
  const std::vector<std::string> expected{"Mon, 01 Jan 2024 00:00:00 GMT", "Tue, 02 Jan 2024 00:00:00 GMT",
                                          "Wed, 03 Jan 2024 00:00:00 GMT", "Thu, 04 Jan 2024 00:00:00 GMT",
                                          "Fri, 05 Jan 2024 00:00:00 GMT", "Sat, 06 Jan 2024 00:00:00 GMT",
                                          "Sun, 07 Jan 2024 00:00:00 GMT"};
  for (int day = 0; day < 7; ++day) {
    EXPECT_EQ(to_imf_fixdate(sys_days{2024y / 1 / 1} + std::chrono::days{day}),
              expected.at(static_cast<std::size_t>(day)));
  }
}

TEST(ImfFixdate, WritesMomentsBefore1970) {
  EXPECT_EQ(to_imf_fixdate(Instant{-1s}), "Wed, 31 Dec 1969 23:59:59 GMT");
}

}  // namespace
}  // namespace citefeed
