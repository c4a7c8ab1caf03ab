#include "watch/tree_watch.hpp"

#include <gtest/gtest.h>

namespace citefeed::watch {
namespace {

using std::chrono::milliseconds;

constexpr TimePoint start = {};
constexpr DebounceConfig config = {.quiet = milliseconds{15}, .longest = milliseconds{250}};

TEST(Debounce, IsDueNeverWhileNothingHappened) {
  EXPECT_EQ(Debounce{config}.due(), std::nullopt);
}

TEST(Debounce, IsDueOneQuietPeriodAfterASingleEvent) {
  Debounce debounce{config};
  debounce.note(start);
  EXPECT_EQ(debounce.due(), start + milliseconds{15});
}

TEST(Debounce, EveryEventStartsTheQuietPeriodAnew) {
  Debounce debounce{config};
  debounce.note(start);
  debounce.note(start + milliseconds{10});
  EXPECT_EQ(debounce.due(), start + milliseconds{25});
}

TEST(Debounce, AStormWithoutEndIsCutAfterTheLongestWait) {
  Debounce debounce{config};
  for (int i = 0; i <= 100; ++i) debounce.note(start + milliseconds{10 * i});
  EXPECT_EQ(debounce.due(), start + milliseconds{250});
}

TEST(Debounce, AfterResetTheNextEventBeginsANewBurst) {
  Debounce debounce{config};
  debounce.note(start);
  debounce.reset();
  EXPECT_EQ(debounce.due(), std::nullopt);
  debounce.note(start + milliseconds{300});
  EXPECT_EQ(debounce.due(), start + milliseconds{315});
}

TEST(DebounceConfig, TheDefaultHasNoProblem) {
  EXPECT_EQ(problem_with(DebounceConfig{}), std::nullopt);
}

TEST(DebounceConfig, AQuietPeriodLongerThanTheLongestWaitIsAProblem) {
  const auto problem = problem_with(DebounceConfig{.quiet = milliseconds{2}, .longest = milliseconds{1}});
  ASSERT_TRUE(problem);
  EXPECT_STREQ(*problem, "the longest wait is shorter than the quiet period");
}

}  // namespace
}  // namespace citefeed::watch
