#include "subscribers/census.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <optional>

#include "support.hpp"

namespace citefeed::subscribers {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class SetClock final : public Clock {
 public:
  explicit SetClock(Instant now) : now_(now) {}
  [[nodiscard]] Instant now() const override { return now_; }
  [[nodiscard]] std::chrono::steady_clock::time_point ticks() const override { return {}; }

 private:
  Instant now_;
};

// 27 November 2026, 23:00 in Toronto: the 28th, 04:00 in UTC.
const Instant evening = *parse_rfc3339("2026-11-28T04:00:00Z");
const Instant midnight = evening + std::chrono::hours{1};

class Censuses : public testing::Test {
 protected:
  void take(const Asked& asked, Instant at = evening) { census_->take(record_of(at, asked)); }
  void restart(Instant now = evening) {
    if (census_) census_->finish(now);
    census_.reset();
    const SetClock clock{now};
    census_.emplace(Census::Config{.state = state_.path(), .time_zone = [this] { return zone_; }}, clock, log_);
  }
  /// "day feed announced+estimated" of each line.
  [[nodiscard]] std::vector<std::string> subscribers() {
    std::vector<std::string> lines;
    for (const FeedDay& day : census_->statistics().days) {
      lines.push_back(day.day + " " + day.feed + " " + std::to_string(day.announced) + "+" +
                      std::to_string(day.estimated));
    }
    return lines;
  }

  TemporaryDirectory state_ = {};
  MemoryLog log_ = {};
  TimeZone zone_ = TimeZone::locate("America/Toronto").value.value();
  std::optional<Census> census_ = {};

 private:
  void SetUp() override { restart(); }
};

TEST_F(Censuses, KeepTheLargestNumberOfEachFetcherAndFeed) {
  take({.user_agent = "Feedly/1.0 (x; 16 subscribers)"});
  take({.user_agent = "Feedly/2.0 (x; 14 subscribers)", .client = {198, 51, 100, 1}});
  take({.user_agent = "Feedbin feed-id:1 - 3 subscribers"});
  take(
      {.user_agent = "Feedbin feed-id:1 - 5 subscribers", .target = "/feed.rss", .status = http::Status::not_modified});
  EXPECT_THAT(subscribers(), ElementsAre("2026-11-27 /feed.atom 19+0", "2026-11-27 /feed.rss 5+0"));
  EXPECT_THAT(census_->statistics().announcements, ElementsAre(Announcement{"2026-11-27", "/feed.atom", "Feedbin", 3},
                                                               Announcement{"2026-11-27", "/feed.atom", "Feedly", 16},
                                                               Announcement{"2026-11-27", "/feed.rss", "Feedbin", 5}));
}

TEST_F(Censuses, CountReadersByNetworkAndSoftware) {
  take({});
  take({});
  take({.client = {192, 0, 2, 99}});  // the same network
  take({.client = {192, 0, 3, 77}});
  take({.user_agent = "NetNewsWire/6"});
  EXPECT_THAT(subscribers(), ElementsAre("2026-11-27 /feed.atom 0+3"));
}

TEST_F(Censuses, CountNoCrawlerAndNobodyWhoOnlyLooks) {
  take({.user_agent = "Googlebot/2.1"});
  take({.user_agent = "Mozilla/5.0 (X11) Firefox/120.0", .is_navigation = true});
  EXPECT_THAT(subscribers(), ElementsAre("2026-11-27 /feed.atom 0+0"));
}

TEST_F(Censuses, CountFeedsThatWereThereOnly) {
  take({.target = "/"});
  take({.target = "/feeds.opml"});
  take({.target = "/nothing/feed.atom", .status = http::Status::not_found});
  take({.target = "/old/feed.atom", .status = http::Status::moved_permanently});
  take({.method = http::Method::head});
  EXPECT_THAT(subscribers(), IsEmpty());
}

TEST_F(Censuses, KnowAFeedByItsPathAlone) {
  take({.target = "/feed.atom?utm_source=a"});
  take({.target = "/feed%2Eatom"});
  take({.target = "http://example.org/feed.atom"});
  EXPECT_THAT(subscribers(), ElementsAre("2026-11-27 /feed.atom 0+1"));
}

TEST_F(Censuses, BeginADayAtMidnightOfTheSite) {
  take({});
  take({.user_agent = "Feedly/1.0 (x; 16 subscribers)"});
  census_->settle(midnight - std::chrono::seconds{1});
  take({}, midnight - std::chrono::seconds{1});
  EXPECT_THAT(subscribers(), ElementsAre("2026-11-27 /feed.atom 16+1"));
  census_->settle(midnight);
  EXPECT_THAT(subscribers(), ElementsAre("2026-11-27 /feed.atom 16+1"));
  take({}, midnight);
  EXPECT_THAT(subscribers(), ElementsAre("2026-11-27 /feed.atom 16+1", "2026-11-28 /feed.atom 0+1"));
  EXPECT_EQ(census_->statistics().today, (std::chrono::year_month_day{std::chrono::year{2026} / 11 / 28}));
}

TEST_F(Censuses, BeginADayByTheFirstRecordOfIt) {
  take({});
  take({}, midnight);
  EXPECT_THAT(subscribers(), ElementsAre("2026-11-27 /feed.atom 0+1", "2026-11-28 /feed.atom 0+1"));
}

TEST_F(Censuses, FollowTheTimeZoneOfTheSite) {
  take({});
  zone_ = TimeZone{};
  census_->settle(evening);
  take({});
  EXPECT_THAT(subscribers(), ElementsAre("2026-11-27 /feed.atom 0+1", "2026-11-28 /feed.atom 0+1"));
}

TEST_F(Censuses, ForgetWhoCameBeforeMidnight) {
  take({});
  take({}, midnight);
  // The same client with the same bytes: known again, it would have refetched without a validator.
  EXPECT_EQ(census_->statistics().behaviour.at("Liferea"), (SoftwareBehaviour{.requests = 2}));
  take({}, midnight + std::chrono::hours{1});
  EXPECT_EQ(census_->statistics().behaviour.at("Liferea"),
            (SoftwareBehaviour{.requests = 3, .unconditional = 1, .wasted_bytes = 700}));
}

TEST_F(Censuses, TakeAServiceForOneClientWhereverItFetchesFrom) {
  take({.user_agent = "Feedly/1.0 (x; 16 subscribers)"});
  take({.user_agent = "Feedly/1.0 (x; 17 subscribers)", .client = {198, 51, 100, 1}},
       evening + std::chrono::seconds{30});
  EXPECT_EQ(census_->statistics().behaviour.at("Feedly"),
            (SoftwareBehaviour{.requests = 2, .unconditional = 1, .hasty = 1, .wasted_bytes = 700}));
}

TEST_F(Censuses, AreTakenUpAfterARestart) {
  take({.user_agent = "Feedly/1.0 (x; 16 subscribers)"});
  take({});
  take({.user_agent = "NetNewsWire/6"});
  restart();
  take({});
  EXPECT_THAT(subscribers(), ElementsAre("2026-11-27 /feed.atom 16+2"));
  const auto days = census_->statistics().days;
  EXPECT_EQ(days[0].full, 4U);
  EXPECT_EQ(days[0].body_bytes, 2800U);
}

TEST_F(Censuses, SaveOnceAMinute) {
  take({});
  census_->settle(evening + std::chrono::seconds{59});
  EXPECT_THAT(Ledger{state_.path()}.days(), IsEmpty());
  census_->settle(evening + std::chrono::seconds{60});
  EXPECT_EQ(Ledger{state_.path()}.days().size(), 1U);
}

TEST_F(Censuses, KeepDaysForALimitedTime) {
  take({});
  restart(evening + std::chrono::days{400});
  take({}, evening + std::chrono::days{400});
  census_->settle(midnight + std::chrono::days{400});
  EXPECT_THAT(subscribers(), ElementsAre("2028-01-01 /feed.atom 0+1"));
}

TEST_F(Censuses, WriteNothingOfAPerson) {
  const std::string agent = "JanesOwnReader/7.3 (jane@example.org)";
  take({.user_agent = agent, .target = "/feed.atom?key=s3cret", .client = {203, 0, 113, 77}});
  take({.user_agent = "Feedly/1.0 (x; 16 subscribers)"});
  census_->settle(midnight);
  const std::string bytes = bytes_in(state_.path());
  EXPECT_THAT(bytes, HasSubstr("Feedly"));
  for (const char* secret : {"Jane", "jane", "example.org", "s3cret", "203.0.113"}) {
    EXPECT_THAT(bytes, Not(HasSubstr(secret))) << secret;
  }
  EXPECT_EQ(bytes.find(std::string{"\xCB\x00\x71", 3}), std::string::npos) << "the network in bytes";
}

TEST_F(Censuses, GoOnWhenTheStateIsDamagedAndSaySo) {
  census_.reset();
  std::filesystem::remove(state_.path() / "subscribers.db-wal");
  std::ofstream{state_.path() / "subscribers.db"} << std::string(8192, 'x');
  restart();
  take({});
  EXPECT_THAT(subscribers(), ElementsAre("2026-11-27 /feed.atom 0+1"));
  ASSERT_EQ(log_.lines.size(), 1U);
  EXPECT_THAT(log_.lines[0], HasSubstr("event=statistics_state problem=\""));
  EXPECT_THAT(census_->statistics().problem, HasSubstr("was damaged and is kept as subscribers.db.damaged"));
}

}  // namespace
}  // namespace citefeed::subscribers
