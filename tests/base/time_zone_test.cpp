#include "base/time_zone.hpp"

#include <gtest/gtest.h>

namespace citefeed {
namespace {

using namespace std::chrono_literals;

TimeZone zone(const char* name) {
  return TimeZone::locate(name).value();
}

std::string start_of(const char* name, std::chrono::year_month_day day) {
  return to_rfc3339(zone(name).start_of(day));
}

TEST(TimeZone, IsUtcByDefault) {
  EXPECT_EQ(TimeZone{}.name(), "UTC");
  EXPECT_EQ(TimeZone{}, zone("UTC"));
  EXPECT_EQ(to_rfc3339(TimeZone{}.start_of(2023y / 12 / 1)), "2023-12-01T00:00:00Z");
}

TEST(TimeZone, IsFoundByItsIanaName) {
  EXPECT_EQ(zone("America/Toronto").name(), "America/Toronto");
}

TEST(TimeZone, ThatTheSystemDoesNotKnowIsNothing) {
  EXPECT_EQ(TimeZone::locate("America/Atlantis"), std::nullopt);
  EXPECT_EQ(TimeZone::locate("Toronto"), std::nullopt);
  EXPECT_EQ(TimeZone::locate("../../../etc/passwd"), std::nullopt);
  EXPECT_EQ(TimeZone::locate(""), std::nullopt);
}

TEST(StartOfDay, FollowsDaylightSaving) {
  EXPECT_EQ(start_of("America/Toronto", 2023y / 12 / 1), "2023-12-01T05:00:00Z");
  EXPECT_EQ(start_of("America/Toronto", 2023y / 7 / 1), "2023-07-01T04:00:00Z");
}

TEST(StartOfDay, IsBeforeTheClocksChangeOnThatDay) {
  EXPECT_EQ(start_of("America/Toronto", 2023y / 3 / 12), "2023-03-12T05:00:00Z");
  EXPECT_EQ(start_of("America/Toronto", 2023y / 3 / 13), "2023-03-13T04:00:00Z");
  EXPECT_EQ(start_of("America/Toronto", 2023y / 11 / 5), "2023-11-05T04:00:00Z");
  EXPECT_EQ(start_of("America/Toronto", 2023y / 11 / 6), "2023-11-06T05:00:00Z");
}

// On these days the clocks went from 00:00 to 01:00.
TEST(StartOfDay, IsTheFirstMomentThatExistsWhereMidnightIsSkipped) {
  EXPECT_EQ(start_of("America/Sao_Paulo", 2017y / 10 / 15), "2017-10-15T03:00:00Z");
  EXPECT_EQ(start_of("Africa/Cairo", 2023y / 4 / 28), "2023-04-27T22:00:00Z");
}

// Cuba goes from 01:00 back to 00:00.
TEST(StartOfDay, IsTheEarlierOneWhereMidnightIsRepeated) {
  EXPECT_EQ(start_of("America/Havana", 2023y / 11 / 5), "2023-11-05T04:00:00Z");
}

// Samoa had no 30 December 2011.
TEST(StartOfDay, OfADayThatWasSkippedIsTheStartOfTheNext) {
  EXPECT_EQ(start_of("Pacific/Apia", 2011y / 12 / 30), start_of("Pacific/Apia", 2011y / 12 / 31));
}

TEST(At, IsTheMomentThatClocksShow) {
  EXPECT_EQ(to_rfc3339(zone("America/Toronto").at(2023y / 7 / 1, 9h + 30min)), "2023-07-01T13:30:00Z");
  EXPECT_EQ(to_rfc3339(zone("America/Toronto").at(2023y / 12 / 1, 9h + 30min)), "2023-12-01T14:30:00Z");
  EXPECT_EQ(to_rfc3339(TimeZone{}.at(2023y / 12 / 1, 9h)), "2023-12-01T09:00:00Z");
}

TEST(At, OfATimeThatIsSkippedIsTheMomentOfTheChange) {
  EXPECT_EQ(to_rfc3339(zone("America/Toronto").at(2023y / 3 / 12, 2h + 30min)), "2023-03-12T07:00:00Z");
}

TEST(At, OfATimeThatIsRepeatedIsTheEarlierOne) {
  EXPECT_EQ(to_rfc3339(zone("America/Toronto").at(2023y / 11 / 5, 1h + 30min)), "2023-11-05T05:30:00Z");
}

TEST(DayOf, IsTheDayOnTheWall) {
  const TimeZone toronto = zone("America/Toronto");
  EXPECT_EQ(toronto.day_of(*parse_rfc3339("2023-12-01T04:59:59Z")), 2023y / 11 / 30);
  EXPECT_EQ(toronto.day_of(*parse_rfc3339("2023-12-01T05:00:00Z")), 2023y / 12 / 1);
  EXPECT_EQ(TimeZone{}.day_of(*parse_rfc3339("2023-12-01T00:00:00Z")), 2023y / 12 / 1);
}

TEST(DayOf, TakesBackStartOf) {
  for (const char* name :
       {"America/Toronto", "America/Sao_Paulo", "Africa/Cairo", "America/Havana", "Pacific/Kiritimati", "UTC"}) {
    const TimeZone here = zone(name);
    for (auto day = std::chrono::sys_days{2013y / 1 / 1}; day < std::chrono::sys_days{2027y / 1 / 1};
         day += std::chrono::days{1}) {
      ASSERT_EQ(std::chrono::sys_days{here.day_of(here.start_of(day))}, day) << name << ' ' << to_iso_date(day);
    }
  }
}

TEST(ParseDate, TakesABareMonthAsItsFirstDay) {
  EXPECT_EQ(parse_date("2023-12", zone("America/Toronto")), parse_rfc3339("2023-12-01T05:00:00Z"));
}

TEST(ParseDate, TakesADayAsItsFirstMoment) {
  EXPECT_EQ(parse_date("2023-07-24", zone("America/Toronto")), parse_rfc3339("2023-07-24T04:00:00Z"));
}

TEST(ParseDate, TakesAMomentAsItIs) {
  EXPECT_EQ(parse_date("2023-12-24T18:30:00+01:00", zone("America/Toronto")), parse_rfc3339("2023-12-24T17:30:00Z"));
}

TEST(ParseDate, OfWhatIsNoDateIsNothing) {
  for (const char* text :
       {"", "2023", "2023-1", "2023-13", "2023-00", "2023/12", "12-2023", "2023-12-", "2023-12-32", "2023-02-29",
        "2023-1-01", "2023-12/01", "0999-12", "20x3-12", "December", "2023-12-01T00:00", " 2023-12"}) {
    EXPECT_EQ(parse_date(text, {}), std::nullopt) << text;
  }
}

TEST(MonthHeading, IsTheMonthInTheSitesTimeZone) {
  const auto instant = *parse_rfc3339("2023-12-01T00:00:00Z");
  EXPECT_EQ(to_month_heading(instant, {}), "December 2023");
  EXPECT_EQ(to_month_heading(instant, zone("America/Toronto")), "November 2023");
}

}  // namespace
}  // namespace citefeed
