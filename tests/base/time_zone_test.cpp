#include "base/time_zone.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "base/temporary_directory.hpp"
#include "base/whole_file.hpp"

namespace citefeed {
namespace {

using namespace std::chrono_literals;

TimeZone zone(const char* name) {
  return TimeZone::locate(name).value.value();
}

/// Why there is no zone of this name in `database`.
std::string why_none(std::string_view name, const std::string& database = time_zone_database) {
  const auto outcome = TimeZone::locate(name, database);
  if (outcome.value) return "there is " + outcome.value->name();
  return outcome.diagnostics.at(0).message;
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
  for (const char* name : {"America/Atlantis", "Toronto", "", "America", "America/", "/America/Toronto",
                           "America//Toronto", "America/Torontó"}) {
    EXPECT_EQ(why_none(name), "/usr/share/zoneinfo has no zone of that name") << name;
  }
}

TEST(TimeZone, IsOneOfTheDatabaseAndTheSameOnEveryMachine) {
  for (const char* name : {"localtime", "posixrules", "Factory", "posix/America/Toronto", "right/America/Toronto",
                           "../zoneinfo/America/Toronto", "America/../America/Toronto", "./America/Toronto",
                           "/usr/share/zoneinfo/America/Toronto", "../../../etc/passwd", "tzdata.zi", "zone.tab",
                           "leapseconds", "+VERSION"}) {
    EXPECT_EQ(why_none(name), "/usr/share/zoneinfo has no zone of that name") << name;
  }
}

std::string zones(const char* kind) {
  return CITEFEED_SOURCE_DIR "/tests/base/zones/" + std::string{kind};
}

/// A database of its own.
class ZoneFiles : public testing::Test {
 protected:
  [[nodiscard]] std::string database() const { return directory_.path(); }
  void write(const std::string& name, const std::string& bytes) {
    std::ofstream{directory_.path() / name, std::ios::binary} << bytes;
  }

  const std::string north_ = read_whole(zones("slim") + "/Nowhere/North").value();
  TemporaryDirectory directory_ = {};
};

TEST_F(ZoneFiles, MustBeThere) {
  for (const auto& without : {database() + "/none", database()}) {
    EXPECT_EQ(why_none("America/Toronto", without), without + " has no time zones, which come with the package tzdata");
  }
  EXPECT_EQ(why_none("UTC", database() + "/none"), "there is UTC");
}

TEST_F(ZoneFiles, MustHaveARuleForTheYearsToCome) {
  const auto rule = north_.rfind('\n', north_.size() - 2) + 1;
  const std::string first_version = "TZif" + std::string(16, '\0') + std::string(20, '\0');
  write("Whole", north_);
  write("Empty_rule", north_.substr(0, rule) + "\n");
  write("Wrong_rule", north_.substr(0, rule) + "NST\n");
  write("Cut", north_.substr(0, rule - 10));
  write("First_version", first_version);
  EXPECT_EQ(why_none("Whole", database()), "there is Whole");
  for (const std::string name : {"Empty_rule", "Wrong_rule", "Cut", "First_version"}) {
    EXPECT_EQ(why_none(name, database()), database() + "/" + name +
                                              " has no rule for the years to come (RFC 9636, 3.3); is the package "
                                              "tzdata old?");
  }
}

TEST_F(ZoneFiles, MayBeLinksThatStayInTheDatabase) {
  const TemporaryDirectory elsewhere;
  write("North", north_);
  std::filesystem::create_symlink("North", directory_.path() / "Same");
  std::filesystem::create_symlink(zones("slim") + "/Nowhere/North", directory_.path() / "Other");
  std::filesystem::create_directory_symlink(directory_.path(), elsewhere.path() / "database");
  EXPECT_EQ(why_none("Same", database()), "there is Same");
  EXPECT_EQ(why_none("North", elsewhere.path() / "database"), "there is North");
  EXPECT_EQ(why_none("Other", database()), database() + " has no zone of that name");
}

TEST_F(ZoneFiles, ThatWereReadAreKnownToTheEnd) {
  write("Later", "no zone");
  EXPECT_EQ(why_none("Later", database()), database() + " has no zone of that name");
  write("Later", north_);
  const auto zone = TimeZone::locate("Later", database()).value.value();
  std::filesystem::remove(directory_.path() / "Later");
  EXPECT_EQ(TimeZone::locate("Later", database()).value, zone);
}

/// zic makes both kinds: "fat" files list changes until 2037, "slim" ones leave all that follow a rule to the rule.
class ZoneFileKinds : public testing::TestWithParam<const char*> {
 protected:
  [[nodiscard]] static std::string start_of(const char* name, std::chrono::year_month_day day) {
    return to_rfc3339(TimeZone::locate(name, zones(GetParam())).value.value().start_of(day));
  }
};
INSTANTIATE_TEST_SUITE_P(All, ZoneFileKinds, testing::Values("fat", "slim"));

TEST_P(ZoneFileKinds, FollowTheRuleOfTheNorthForEver) {
  for (const int year : {2007, 2026, 2036, 2037, 2038, 2040, 2045, 2050, 2500}) {
    const std::string shown = std::to_string(year);
    EXPECT_EQ(start_of("Nowhere/North", std::chrono::year{year} / 2 / 1), shown + "-02-01T05:00:00Z");
    EXPECT_EQ(start_of("Nowhere/North", std::chrono::year{year} / 7 / 1), shown + "-07-01T04:00:00Z");
    EXPECT_EQ(start_of("Nowhere/North", std::chrono::year{year} / 12 / 1), shown + "-12-01T05:00:00Z");
  }
  EXPECT_EQ(start_of("Nowhere/North", 2050y / 3 / 13), "2050-03-13T05:00:00Z");
  EXPECT_EQ(start_of("Nowhere/North", 2050y / 3 / 14), "2050-03-14T04:00:00Z");
}

TEST_P(ZoneFileKinds, FollowTheRuleOfTheSouthForEver) {
  for (const int year : {2009, 2026, 2037, 2038, 2040, 2045, 2050, 2500}) {
    const std::string shown = std::to_string(year);
    EXPECT_EQ(start_of("Nowhere/South", std::chrono::year{year} / 2 / 1), shown + "-01-31T13:00:00Z");
    EXPECT_EQ(start_of("Nowhere/South", std::chrono::year{year} / 7 / 1), shown + "-06-30T14:00:00Z");
    EXPECT_EQ(start_of("Nowhere/South", std::chrono::year{year} / 12 / 1), shown + "-11-30T13:00:00Z");
  }
}

TEST_P(ZoneFileKinds, KnowOfChangesOnTheDayBefore) {
  EXPECT_EQ(start_of("Nowhere/Early", 2050y / 3 / 26), "2050-03-26T03:00:00Z");
  EXPECT_EQ(start_of("Nowhere/Early", 2050y / 3 / 27), "2050-03-27T02:00:00Z");
}

TEST_P(ZoneFileKinds, KnowWhereClocksAreMovedNoMore) {
  EXPECT_EQ(start_of("Nowhere/Once", 2015y / 12 / 1), "2015-12-01T05:00:00Z");
  EXPECT_EQ(start_of("Nowhere/Once", 2016y / 12 / 1), "2016-12-01T04:00:00Z");
  EXPECT_EQ(start_of("Nowhere/Once", 2050y / 7 / 1), "2050-07-01T04:00:00Z");
}

TEST(FatAndSlimZoneFiles, SayTheSameOfEveryDay) {
  for (const char* name : {"Nowhere/North", "Nowhere/South", "Nowhere/Early", "Nowhere/Once"}) {
    const auto fat = TimeZone::locate(name, zones("fat")).value.value();
    const auto slim = TimeZone::locate(name, zones("slim")).value.value();
    for (auto day = std::chrono::sys_days{1990y / 1 / 1}; day < std::chrono::sys_days{2051y / 1 / 1};
         day += std::chrono::days{1}) {
      const Instant start = fat.start_of(day);
      ASSERT_EQ(slim.start_of(day), start) << name << ' ' << to_iso_date(day);
      ASSERT_EQ(std::chrono::sys_days{slim.day_of(start)}, day) << name << ' ' << to_iso_date(day);
      ASSERT_EQ(std::chrono::sys_days{fat.day_of(start - 1s)}, day - std::chrono::days{1}) << name;
    }
  }
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
