#include "engine/vitals.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/live_pages.hpp"
#include "telemetry/metrics.hpp"

namespace citefeed::app {
namespace {

using testing::HasSubstr;

const Instant noon{std::chrono::seconds{1'700'000'000}};

class FixedClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override { return noon + std::chrono::seconds{90}; }
  [[nodiscard]] std::chrono::steady_clock::time_point ticks() const override { return {}; }
};

class NoLog final : public Log {
 public:
  void write(std::string_view /*event*/, std::initializer_list<LogField> /*fields*/) noexcept override {}
};

class LivePagesOf : public testing::Test {
 protected:
  [[nodiscard]] std::string ask(std::string_view path) const {
    const auto answer = admin_.find(path, "");
    return answer ? std::to_string(static_cast<int>(answer->status)) + " " + answer->body : "nothing";
  }

  engine::Vitals vitals_ = {};
  const telemetry::Metrics metrics_ = {};
  const FixedClock clock_ = {};
  const AdminPages admin_{vitals_, {&metrics_}, nullptr, clock_};
};

using Readiness = LivePagesOf;
using AdminMetrics = LivePagesOf;

TEST_F(Readiness, NeedsAGeneration) {
  EXPECT_EQ(ask("/readyz"), "503 not ready: no complete generation is there yet\n");
  EXPECT_EQ(ask("/healthz"), "200 ok\n");
  vitals_.note_build({.is_new = true}, noon);
  EXPECT_EQ(ask("/readyz"), "200 ready\n");
}

TEST_F(Readiness, EndsWhenContentCannotBeReadAndReturnsWithIt) {
  vitals_.note_build({.is_new = true}, noon);
  vitals_.note_build({.unreadable = "/srv/content cannot be read: Permission denied"}, noon);
  EXPECT_EQ(ask("/readyz"), "503 not ready: /srv/content cannot be read: Permission denied\n");
  EXPECT_EQ(ask("/healthz"), "200 ok\n");
  vitals_.note_build({}, noon);
  EXPECT_EQ(ask("/readyz"), "200 ready\n");
}

TEST_F(Readiness, TellsTheFilesToTheOperatorAlone) {
  const auto ask_in_public = [this] { return HealthPages{vitals_, engine::Detail::brief}.find("/readyz", "")->body; };
  EXPECT_EQ(ask_in_public(), "not ready: no complete generation is there yet\n");
  vitals_.note_build({.is_new = true}, noon);
  EXPECT_EQ(ask_in_public(), "ready\n");
  vitals_.note_build({.unreadable = "/srv/content cannot be read: Permission denied"}, noon);
  EXPECT_EQ(ask_in_public(), "not ready: posts or definitions cannot be read\n");
}

TEST_F(Readiness, EndsWhenAThreadThatAnswersIsLost) {
  vitals_.note_build({.is_new = true}, noon);
  vitals_.note_lost_thread();
  EXPECT_EQ(ask("/readyz"), "503 not ready: a thread that answers has ended\n");
  vitals_.note_build({.unreadable = "content cannot be read: Permission denied"}, noon);
  EXPECT_EQ((HealthPages{vitals_, engine::Detail::brief}.find("/readyz", "")->body),
            "not ready: a thread that answers has ended\n");
}

TEST_F(AdminMetrics, TellOfTheSiteThatIsServed) {
  vitals_.note_build({.is_new = true, .posts = 9, .duration = std::chrono::milliseconds{4}}, noon);
  vitals_.note_build({.posts = 9, .errors = 2, .warnings = 1, .duration = std::chrono::seconds{100}}, noon);
  const std::string text = ask("/metrics");
  for (const char* line :
       {"citefeed_ready 1\n", "citefeed_generation 1\n", "citefeed_generation_age_seconds 90\n", "citefeed_posts 9\n",
        "citefeed_diagnostics{severity=\"error\"} 2\n", "citefeed_diagnostics{severity=\"warning\"} 1\n",
        "citefeed_rebuild_duration_seconds_bucket{le=\"0.005\"} 1\n", "citefeed_rebuild_duration_seconds_count 2\n"}) {
    EXPECT_THAT(text, HasSubstr(line));
  }
}

TEST_F(AdminMetrics, CountEventsBeyondTheTableTogether) {
  for (int i = 0; i < 200; ++i) vitals_.note_event("event_" + std::to_string(i));
  vitals_.note_event("an_event_with_a_name_that_is_longer_than_any");
  EXPECT_THAT(ask("/metrics"), HasSubstr("citefeed_events_total{event=\"event_62\"} 1\n"));
  EXPECT_THAT(ask("/metrics"), HasSubstr("citefeed_events_total{event=\"other\"} 138\n"));
}

TEST_F(AdminMetrics, CountEventsOfTheLog) {
  NoLog next;
  engine::CountingLog log{next, vitals_};
  log.write("accept_paused", {});
  log.write("accept_paused", {});
  EXPECT_THAT(ask("/metrics"), HasSubstr("citefeed_events_total{event=\"accept_paused\"} 2\n"));
}

TEST(HealthPages, AnswerWhereTheTableOfAddressesHasThem) {
  const engine::Vitals vitals;
  for (const PublishedAddress& row : published_addresses) {
    if (row.route != Route::health) continue;
    const auto answer = HealthPages{vitals, engine::Detail::brief}.find(std::string{"/"} + row.name, "");
    ASSERT_TRUE(answer.has_value()) << row.name;
    EXPECT_EQ(answer->content_type, content_type(row.kind)) << row.name;
  }
}

TEST(HealthPages, HaveNoMetrics) {
  const engine::Vitals vitals;
  EXPECT_FALSE((HealthPages{vitals, engine::Detail::full}.find("/metrics", "").has_value()));
}

}  // namespace
}  // namespace citefeed::app
