#include "telemetry/recorder.hpp"

#include <gtest/gtest.h>
#include <cstdint>
#include <thread>
#include <vector>

namespace citefeed::telemetry {
namespace {

using SmallRing = Ring<int, 4>;

bool put(SmallRing& ring, int value) {
  return ring.write([value](int& place) { place = value; });
}

std::vector<int> take_all(SmallRing& ring) {
  std::vector<int> taken;
  ring.read_all([&](int value) { taken.push_back(value); });
  return taken;
}

TEST(Ring, GivesRecordsInTheOrderTheyWereWritten) {
  SmallRing ring;
  EXPECT_TRUE(put(ring, 1) && put(ring, 2) && put(ring, 3));
  EXPECT_EQ(take_all(ring), (std::vector<int>{1, 2, 3}));
  EXPECT_EQ(take_all(ring), std::vector<int>{});
}

TEST(Ring, TakesNoMoreThanItHasPlacesFor) {
  SmallRing ring;
  for (int i = 0; i < 4; ++i) EXPECT_TRUE(put(ring, i));
  EXPECT_FALSE(put(ring, 4));
  EXPECT_EQ(take_all(ring), (std::vector<int>{0, 1, 2, 3}));
}

TEST(Ring, TakesMoreOnceSomeWasRead) {
  SmallRing ring;
  for (int round = 0; round < 10; ++round) {
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(put(ring, 10 * round + i));
    EXPECT_EQ(take_all(ring), (std::vector<int>{10 * round, 10 * round + 1, 10 * round + 2}));
  }
  EXPECT_EQ(ring.written(), 30U);
}

TEST(Ring, LosesNothingBetweenTwoThreadsThatItHasTaken) {
  Ring<std::uint64_t, 64> ring;
  constexpr std::uint64_t last = 50'000;
  std::uint64_t refused = 0;
  std::thread writer{[&] {
    for (std::uint64_t value = 1; value <= last;) {
      const bool taken = ring.write([value](std::uint64_t& place) { place = value; });
      taken ? ++value : ++refused;
      if (!taken) std::this_thread::yield();
    }
  }};
  std::uint64_t expected = 1;
  while (expected <= last) {
    const std::size_t count = ring.read_all([&](std::uint64_t value) { ASSERT_EQ(value, expected++); });
    if (count == 0) std::this_thread::yield();
  }
  writer.join();
  EXPECT_EQ(expected, last + 1);
}

}  // namespace
}  // namespace citefeed::telemetry
