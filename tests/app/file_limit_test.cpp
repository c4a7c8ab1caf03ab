#include "app/process.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>

namespace citefeed::app {
namespace {

TEST(FileLimit, IsRaisedToWhatTheSystemAllows) {
  rlimit usual = {};
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &usual), 0);
  const rlimit low{.rlim_cur = 256, .rlim_max = usual.rlim_max};
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &low), 0);
  EXPECT_EQ(raise_file_limit(), usual.rlim_max);
  rlimit now = {};
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &now), 0);
  EXPECT_EQ(now.rlim_cur, usual.rlim_max);
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &usual), 0);
}

TEST(FileLimit, LeavesFilesForMoreThanConnections) {
  EXPECT_EQ(affordable_connections(20'000, 1024), 960U);
  EXPECT_EQ(affordable_connections(20'000, 20'064), 20'000U);
  EXPECT_EQ(affordable_connections(512, 1024), 512U);
  EXPECT_EQ(affordable_connections(20'000, 10), 8U) << "as few as the limit itself may be";
}
TEST(FileLimit, IsTheOnlyOneWhereThereIsNoLimitOfConnections) {
  EXPECT_EQ(affordable_connections(0, 1024), 960U);
}

}  // namespace
}  // namespace citefeed::app
