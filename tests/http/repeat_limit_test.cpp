#include "http/limits.hpp"

#include <gtest/gtest.h>

#include "base/ip_address.hpp"

namespace citefeed::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const IpAddress one = parse_ip_address("192.0.2.1").value();
const IpAddress another = parse_ip_address("192.0.2.2").value();
constexpr RepeatLimit::TimePoint start{std::chrono::hours{5}};

TEST(RepeatLimit, IsOffWhereNoneIsSet) {
  RepeatLimit limit{0, seconds{60}, 1};
  EXPECT_FALSE(limit.is_on());
  for (int i = 0; i < 100; ++i) EXPECT_EQ(limit.count(one, "/feed.atom", start), std::nullopt);
}
TEST(RepeatLimit, NoticesTheSameClientAtTheSameAddress) {
  RepeatLimit limit{3, seconds{60}, 1};
  for (int i = 0; i < 3; ++i) EXPECT_EQ(limit.count(one, "/feed.atom", start), std::nullopt);
  EXPECT_EQ(limit.count(one, "/feed.atom", start), seconds{60});
  EXPECT_EQ(limit.count(another, "/feed.atom", start), std::nullopt);
  EXPECT_EQ(limit.count(one, "/feed.rss", start), std::nullopt);
}
TEST(RepeatLimit, NeverMindsABurstOverDifferentFeeds) {
  RepeatLimit limit{1, seconds{60}, 1};
  for (int i = 0; i < 100'000; ++i) {
    EXPECT_EQ(limit.count(one, "/topics/" + std::to_string(i) + "/feed.atom", start), std::nullopt) << i;
  }
}
TEST(RepeatLimit, ForgetsTheOldestWhereThereAreMoreThanItHolds) {
  RepeatLimit limit{1, std::chrono::hours{24}, 1};
  constexpr int all = 100'000, recent = 1000;
  const auto count = [&](int number, int later = 0) {
    return limit.count(one, "/" + std::to_string(number), start + milliseconds{number + later});
  };
  for (int number = 0; number < all; ++number) EXPECT_EQ(count(number), std::nullopt);
  int known = 0;
  for (int number = all - recent; number < all; ++number) known += count(number, all).has_value() ? 1 : 0;
  EXPECT_GT(known, recent * 9 / 10);
}
TEST(RepeatLimit, SaysHowLongInWholeSecondsRoundedUp) {
  RepeatLimit limit{1, seconds{60}, 1};
  EXPECT_EQ(limit.count(one, "/", start), std::nullopt);
  EXPECT_EQ(limit.count(one, "/", start + milliseconds{10'001}), seconds{50});
  EXPECT_EQ(limit.count(one, "/", start + milliseconds{59'999}), seconds{1});
}
TEST(RepeatLimit, ForgetsWhenThePeriodIsOver) {
  RepeatLimit limit{1, seconds{60}, 1};
  EXPECT_EQ(limit.count(one, "/", start), std::nullopt);
  EXPECT_NE(limit.count(one, "/", start + seconds{59}), std::nullopt);
  EXPECT_EQ(limit.count(one, "/", start + seconds{60}), std::nullopt);
}
TEST(RepeatLimit, TakesAHouseholdForOneClient) {
  RepeatLimit limit{1, seconds{60}, 1};
  EXPECT_EQ(limit.count(parse_ip_address("2001:db8:1:2::3").value(), "/", start), std::nullopt);
  EXPECT_NE(limit.count(parse_ip_address("2001:db8:1:2::4").value(), "/", start), std::nullopt);
}
TEST(RepeatLimit, NeverMindsAClientThatIsNotKnown) {
  RepeatLimit limit{1, seconds{60}, 1};
  for (int i = 0; i < 5; ++i) EXPECT_EQ(limit.count(IpAddress{}, "/", start), std::nullopt);
}

}  // namespace
}  // namespace citefeed::http
