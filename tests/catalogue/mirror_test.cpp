#include "catalogue/months.hpp"

#include <gtest/gtest.h>

namespace citefeed::catalogue {
namespace {

const MonthName december{.year = 2023, .month = 12};
const MonthName january{.year = 2024, .month = 1};
const MirroredMonths some{{december, {1, 2, 3, 4, 5, 6}}, {january, {255, 0, 9, 9, 9, 9}}};

TEST(Cursor, IsWhatItWasMadeOf) {
  EXPECT_EQ(parse_cursor(to_cursor(some)), some);
  EXPECT_EQ(to_cursor({}), "");
  EXPECT_EQ(parse_cursor(""), MirroredMonths{});
}

TEST(Cursor, IsNothingWhenItIsNotOurs) {
  const std::string cursor = to_cursor(some);
  for (const std::string& other : {cursor + "A", cursor.substr(1), "x" + cursor, std::string{"2023-12"},
                                   cursor + cursor, to_cursor({{january, {}}}) + to_cursor({{december, {}}})}) {
    EXPECT_EQ(parse_cursor(other), std::nullopt) << other;
  }
}

TEST(StaleMonths, AreThoseThatDifferCameOrWent) {
  MirroredMonths now = some;
  EXPECT_TRUE(stale_months(some, now).empty());
  now[december][0] = 7;
  now[{.year = 2024, .month = 2}] = {};
  now.erase(january);
  EXPECT_EQ(stale_months(some, now), (std::vector<MonthName>{december, january, {.year = 2024, .month = 2}}));
  EXPECT_EQ(stale_months({}, some), (std::vector<MonthName>{december, january}));
}

TEST(MonthsOf, AreThoseOfTheSitesZoneAndMoveWithTheirPosts) {
  const auto toronto = TimeZone::locate("America/Toronto").value.value();
  const auto post = [](const std::string& id, Instant published, const std::string& text) {
    return std::make_shared<const model::Post>(
        model::Post{.id = id, .published = published, .updated = published, .digest = sha256(text)});
  };
  const Instant new_year{std::chrono::sys_days{std::chrono::year{2024} / 1 / 1}};
  const std::vector<PostPointer> posts{post("a", new_year + std::chrono::hours{3}, "a"),
                                       post("b", new_year + std::chrono::hours{9}, "b")};
  const auto before = months_of(revise({}, {.come = posts}, toronto), {});
  ASSERT_EQ(before.size(), 2U);
  EXPECT_EQ(to_string(before.begin()->first), "2023-12");
  const auto after = months_of(revise({}, {.come = {posts[0], post("b", posts[1]->published, "edited")}}, toronto), {});
  EXPECT_EQ(stale_months(before, after), std::vector<MonthName>{january});
  const auto redefined = months_of(revise({}, {.come = posts}, toronto), sha256("other labels"));
  EXPECT_EQ(stale_months(before, redefined).size(), 2U);
}

}  // namespace
}  // namespace citefeed::catalogue
