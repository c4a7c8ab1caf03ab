#include "base/parallel.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <string>
#include <vector>

namespace citefeed {
namespace {

TEST(ForEachIndex, CallsEveryIndexOnce) {
  for (const unsigned threads : {0U, 1U, 2U, 7U}) {
    std::vector<int> calls(1000, 0);  // each element is written by one call only
    for_each_index(calls.size(), threads, [&calls](std::size_t index) { ++calls.at(index); });
    EXPECT_EQ(calls, std::vector<int>(1000, 1)) << threads;
  }
}

TEST(ForEachIndex, DoesNothingForNothing) {
  for_each_index(0, 4, [](std::size_t) { FAIL(); });
}

TEST(ForEachIndex, WithMoreThreadsThanWorkIsFine) {
  std::atomic<int> calls = 0;
  for_each_index(2, 64, [&calls](std::size_t) { ++calls; });
  EXPECT_EQ(calls, 2);
}

TEST(ForEachIndex, ThrowsAgainWhatTheWorkThrew) {
  for (const unsigned threads : {1U, 4U}) {
    try {
      for_each_index(100, threads, [](std::size_t index) {
        if (index == 3) throw std::runtime_error("index 3");
      });
      ADD_FAILURE() << "nothing was thrown with " << threads << " threads";
    } catch (const std::runtime_error& error) {
      EXPECT_EQ(std::string{error.what()}, "index 3");
    }
  }
}

TEST(ForEachIndex, StartsNoNewWorkAfterAFailure) {
  int calls = 0;
  EXPECT_THROW(for_each_index(100, 1,
                              [&calls](std::size_t) {
                                ++calls;
                                throw std::runtime_error("first");
                              }),
               std::runtime_error);
  EXPECT_EQ(calls, 1);
}

}  // namespace
}  // namespace citefeed
