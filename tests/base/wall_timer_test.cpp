#include "base/file_descriptor.hpp"

#include <gtest/gtest.h>
#include <poll.h>

#include "base/instant.hpp"

namespace citefeed {
namespace {

using namespace std::chrono_literals;

bool rings(const WallTimer& timer, int milliseconds) {
  pollfd file{.fd = timer.number(), .events = POLLIN, .revents = 0};
  return ::poll(&file, 1, milliseconds) == 1;
}

TEST(WallTimer, IsSilentUntilItsMoment) {
  WallTimer timer;
  EXPECT_FALSE(rings(timer, 0));
  const Instant moment = SystemClock{}.now() + 2s;
  timer.set(moment);
  EXPECT_TRUE(rings(timer, 60'000));
  EXPECT_GE(SystemClock{}.now(), moment);
}

TEST(WallTimer, RingsAtOnceForAMomentThatHasPassed) {
  WallTimer timer;
  timer.set(SystemClock{}.now() - 24h);
  EXPECT_TRUE(rings(timer, 60'000));
  timer.set(Instant{} - 24h);
  EXPECT_TRUE(rings(timer, 60'000));
}

TEST(WallTimer, IsSilentAgainWhenItIsSetAnew) {
  WallTimer timer;
  timer.set(SystemClock{}.now() - 1s);
  ASSERT_TRUE(rings(timer, 60'000));
  timer.set(SystemClock{}.now() + 1h);
  EXPECT_FALSE(rings(timer, 0));
  timer.set(std::nullopt);
  EXPECT_FALSE(rings(timer, 0));
}

}  // namespace
}  // namespace citefeed
