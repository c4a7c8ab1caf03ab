#include "telemetry/access_log.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "records.hpp"
#include "support.hpp"

namespace citefeed::telemetry {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// An output that a test makes good, full or broken.
struct Script {
  bool has_room = true;
  std::string trouble = {};
  std::uint64_t lost_at_end = 0;
  int reopened = 0;
  std::string written = {};
};

class ScriptedOutput final : public LineOutput {
 public:
  explicit ScriptedOutput(Script& script) : script_(script) {}
  bool add(std::string_view line) override {
    if (script_.has_room) script_.written += line;
    return script_.has_room;
  }
  std::string flush() override { return script_.trouble; }
  void reopen() override { ++script_.reopened; }
  std::uint64_t finish() override { return script_.lost_at_end; }

 private:
  Script& script_;
};

class AccessLogs : public testing::Test {
 protected:
  void take(int count) {
    for (int i = 0; i < count; ++i) access_log_.take(record_of({}));
  }
  [[nodiscard]] std::string exposed() const {
    Exposition exposition;
    access_log_.write(exposition);
    return exposition.text();
  }

  Script script_ = {};
  MemoryLog log_ = {};
  AccessLog access_log_{std::make_unique<ScriptedOutput>(script_), {.format = AccessFormat::combined}, log_};
};

TEST_F(AccessLogs, HaveALineForEachAnswer) {
  take(2);
  const std::string line =
      "192.0.2.0 - - [27/Nov/2026:03:47:38 +0000] \"GET /feed.atom HTTP/1.1\" 200 700 \"-\" \"-\"\n";
  EXPECT_EQ(script_.written, line + line);
  EXPECT_THAT(exposed(), HasSubstr("\ncitefeed_access_log_lines_total 2\n"));
}

TEST_F(AccessLogs, CountWhatIsLostAndSaySoOncePerMinute) {
  script_.has_room = false;
  take(3);
  access_log_.settle(test_moment);
  take(4);
  access_log_.settle(test_moment + std::chrono::seconds{1});
  EXPECT_THAT(log_.lines(), ElementsAre("event=access_log_dropped count=3"));
  access_log_.settle(test_moment + std::chrono::seconds{60});
  EXPECT_THAT(log_.lines(), ElementsAre("event=access_log_dropped count=3", "event=access_log_dropped count=4"));
  EXPECT_THAT(exposed(), HasSubstr("\ncitefeed_access_log_dropped_total 7\n"));
}

TEST_F(AccessLogs, TellOfTroubleWhenItBeginsAndWhenItEnds) {
  script_.trouble = "No space left on device";
  for (int i = 0; i < 3; ++i) access_log_.settle(test_moment);
  script_.trouble = "";
  for (int i = 0; i < 3; ++i) access_log_.settle(test_moment);
  EXPECT_THAT(log_.lines(),
              ElementsAre("event=access_log_failed error=\"No space left on device\"", "event=access_log_resumed"));
}

TEST_F(AccessLogs, AreOpenedAgainOnceForEachWish) {
  access_log_.reopen();
  access_log_.settle(test_moment);
  access_log_.settle(test_moment);
  EXPECT_EQ(script_.reopened, 1);
}

TEST_F(AccessLogs, CountWhatIsNeverWrittenBecauseTheyEnd) {
  take(5);
  script_.lost_at_end = 5;
  access_log_.finish(test_moment);
  EXPECT_THAT(log_.lines(), ElementsAre("event=access_log_dropped count=5"));
}

TEST(AccessLogDestination, IsAWordOrAPath) {
  for (const char* good : {"off", "stdout", "journal", "/var/log/citefeed.log", "./access.log"}) {
    EXPECT_TRUE(is_access_log_destination(good)) << good;
  }
  for (const char* bad : {"", "of", "access.log", "STDOUT"}) EXPECT_FALSE(is_access_log_destination(bad)) << bad;
}

}  // namespace
}  // namespace citefeed::telemetry
