#include "subscribers/census.hpp"

#include <gtest/gtest.h>

#include "base/digest.hpp"

namespace citefeed::subscribers {
namespace {

std::uint64_t hash(std::uint64_t number) {
  return to_number(sha256(std::to_string(number)));
}

std::uint64_t count_of(std::uint64_t things) {
  DistinctCount count;
  for (std::uint64_t round = 0; round < 2; ++round) {
    for (std::uint64_t i = 0; i < things; ++i) count.add(hash(i));
  }
  return count.estimate();
}

TEST(DistinctCount, IsExactForFew) {
  for (const std::uint64_t things : {0U, 1U, 2U, 500U, 1023U}) EXPECT_EQ(count_of(things), things);
}

TEST(DistinctCount, IsNearForMany) {
  for (const double things : {1024.0, 5000.0, 50'000.0}) {
    EXPECT_NEAR(static_cast<double>(count_of(static_cast<std::uint64_t>(things))), things, things / 10);
  }
}

}  // namespace
}  // namespace citefeed::subscribers
