#include "http/limits.hpp"

#include <gtest/gtest.h>
#include <thread>
#include <vector>

#include "base/ip_address.hpp"

namespace citefeed::http {
namespace {

const IpAddress first_client = parse_ip_address("192.0.2.1").value();
const IpAddress second_client = parse_ip_address("192.0.2.2").value();

TEST(ConnectionCount, LetsAClientHaveSoManyAndNoMore) {
  ConnectionCount count{0, 2};
  EXPECT_TRUE(count.open_of(first_client));
  EXPECT_TRUE(count.open_of(first_client));
  EXPECT_FALSE(count.open_of(first_client));
  EXPECT_TRUE(count.open_of(second_client)) << "others are not concerned";
}
TEST(ConnectionCount, LetsAClientInAgainWhenOneHasEnded) {
  ConnectionCount count{0, 1};
  EXPECT_TRUE(count.open_of(first_client));
  EXPECT_FALSE(count.open_of(first_client));
  count.close_of(first_client);
  EXPECT_TRUE(count.open_of(first_client));
}
TEST(ConnectionCount, KnowsNoLimitWhereNoneIsSet) {
  ConnectionCount count{0, 0};
  for (int i = 0; i < 1000; ++i) {
    count.open();
    EXPECT_TRUE(count.open_of(first_client));
  }
  EXPECT_FALSE(count.is_full());
  EXPECT_FALSE(count.is_crowded());
}
TEST(ConnectionCount, DoesNotTakeAllUnknownClientsForOne) {
  ConnectionCount count{0, 1};
  EXPECT_TRUE(count.open_of(IpAddress{}));
  EXPECT_TRUE(count.open_of(IpAddress{}));
}
TEST(ConnectionCount, IsCrowdedBeforeItIsFull) {
  ConnectionCount count{8, 0};
  for (int i = 0; i < 5; ++i) count.open();
  EXPECT_FALSE(count.is_crowded());
  count.open();
  EXPECT_TRUE(count.is_crowded());
  EXPECT_FALSE(count.is_full());
  count.open();
  count.open();
  EXPECT_TRUE(count.is_full());
  count.close();
  EXPECT_FALSE(count.is_full());
}
TEST(ConnectionCount, TakesAHouseholdForOneClient) {
  EXPECT_EQ(client_key(parse_ip_address("2001:db8:1:2:3::4").value()), parse_ip_address("2001:db8:1:2::").value());
  EXPECT_EQ(client_key(first_client), first_client);
}
TEST(ConnectionCount, IsRightWhateverThreadsDo) {
  ConnectionCount count{0, 1000};
  std::vector<std::thread> threads;
  threads.reserve(4);
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&count] {
      for (int j = 0; j < 1000; ++j) {
        if (count.open_of(first_client)) count.close_of(first_client);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (int i = 0; i < 1000; ++i) EXPECT_TRUE(count.open_of(first_client));
  EXPECT_FALSE(count.open_of(first_client));
}

}  // namespace
}  // namespace citefeed::http
