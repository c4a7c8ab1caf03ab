#include "telemetry/recorder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdexcept>
#include <string>

#include "records.hpp"
#include "support.hpp"

namespace citefeed::telemetry {
namespace {

using testing::ElementsAre;

/// Remembers the targets it was told of.
class Listener final : public RecordReader {
 public:
  void take(const Record& record) override {
    if (record.target.view() == "/throw") throw std::runtime_error{"no memory"};
    targets.emplace_back(record.target.view());
  }
  void settle(Instant /*now*/) override {}
  void finish(Instant now) override { finished_at = now; }

  std::vector<std::string> targets = {};
  std::optional<Instant> finished_at = {};
};

void answer(http::Observer& observer, std::string_view target) {
  const http::RequestHead head{.method = http::Method::get, .target = target};
  observer.answered({.request = head, .client = IpAddress{}});
}

struct Recorded {
  SetClock clock{test_moment};
  MemoryLog log = {};
  Listener listener = {};
  Recorder recorder{{&listener}, clock, log};
};

std::string exposed(const MetricSource& source) {
  Exposition exposition;
  source.write(exposition);
  return exposition.text();
}

TEST(Recorder, TellsItsReadersWhatEachThreadAnswered) {
  Recorded recorded;
  auto& first = recorded.recorder.add_thread();
  auto& second = recorded.recorder.add_thread();
  answer(first, "/a");
  answer(second, "/c");
  answer(first, "/b");
  recorded.recorder.start();
  recorded.recorder.stop();
  EXPECT_THAT(recorded.listener.targets, ElementsAre("/a", "/b", "/c"));
  EXPECT_EQ(recorded.listener.finished_at, test_moment);
}

TEST(Recorder, DropsAndCountsWhatItsRingHasNoPlaceFor) {
  Recorded recorded;
  auto& thread = recorded.recorder.add_thread();
  for (int i = 0; i < 5000; ++i) answer(thread, "/a");
  EXPECT_EQ(recorded.recorder.dropped(), 5000U - 4096U);
  recorded.recorder.start();
  recorded.recorder.stop();
  EXPECT_EQ(recorded.listener.targets.size(), 4096U);
  EXPECT_THAT(recorded.log.lines(), ElementsAre("event=records_dropped count=904"));
  EXPECT_THAT(exposed(recorded.recorder), testing::HasSubstr("\ncitefeed_records_dropped_total 904\n"));
}

TEST(Recorder, GoesOnWhenAReaderFails) {
  Recorded recorded;
  auto& thread = recorded.recorder.add_thread();
  recorded.recorder.start();
  answer(thread, "/throw");
  while (recorded.log.lines().empty()) std::this_thread::yield();
  answer(thread, "/b");
  recorded.recorder.stop();
  EXPECT_THAT(recorded.listener.targets, ElementsAre("/b"));
  EXPECT_THAT(recorded.log.lines(), ElementsAre("event=recording_failed error=\"no memory\""));
}

TEST(Record, KeepsWhatTheAnswerWasAbout) {
  const resource::Representation br{.coding = resource::Coding::br, .tag = {.opaque = "5f2c"}};
  http::RequestHead head{.method = http::Method::get, .target = "/feed.atom", .method_name = "GET"};
  head.if_none_match.add_line("\"5f2c\"");
  Record record;
  fill(record, {.request = head, .status = http::Status::not_modified, .representation = &br, .client = IpAddress{}});
  EXPECT_EQ(record.coding, resource::Coding::br);
  EXPECT_NE(record.tag, 0U);
  EXPECT_TRUE(record.is_conditional);
  EXPECT_FALSE(record.is_navigation);
}

TEST(Record, ForgetsThePlacesEarlierContent) {
  Record record = record_of({.user_agent = "curl/8", .referer = "https://a.org/"});
  record.coding = resource::Coding::gzip;
  fill(record, {.request = {}, .client = IpAddress{}});
  EXPECT_EQ(record.user_agent.view(), "");
  EXPECT_EQ(record.referer.view(), "");
  EXPECT_EQ(record.coding, std::nullopt);
  EXPECT_EQ(record.tag, 0U);
}

TEST(FanOut, TellsAll) {
  Recorded one;
  Recorded other;
  FanOut fan_out{{&one.recorder, &other.recorder}};
  answer(fan_out.add_thread(), "/a");
  for (Recorded* recorded : {&one, &other}) {
    recorded->recorder.start();
    recorded->recorder.stop();
    EXPECT_THAT(recorded->listener.targets, ElementsAre("/a"));
  }
}

}  // namespace
}  // namespace citefeed::telemetry
