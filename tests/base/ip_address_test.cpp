#include "base/ip_address.hpp"

#include <gtest/gtest.h>

namespace citefeed {
namespace {

const IpAddress ipv4 = ipv4_address({192, 0, 2, 77});
const IpAddress ipv6{{0x20, 0x01, 0x0d, 0xb8, 0x12, 0x34, 0x56, 0x78, 0, 0, 0, 0, 0, 0, 0, 9}};

TEST(IpAddress, IsWrittenAsPeopleReadIt) {
  EXPECT_EQ(to_string(ipv4), "192.0.2.77");
  EXPECT_EQ(to_string(ipv6), "2001:db8:1234:5678::9");
}

TEST(IpAddress, ThatIsNotKnownIsADash) {
  EXPECT_FALSE(IpAddress{}.is_known());
  EXPECT_EQ(to_string(IpAddress{}), "-");
}

TEST(IpAddress, KnowsItsKind) {
  EXPECT_TRUE(ipv4.is_ipv4());
  EXPECT_FALSE(ipv6.is_ipv4());
}

TEST(NetworkOf, KeepsTheFirstBits) {
  EXPECT_EQ(to_string(network_of(ipv4, 24, 48)), "192.0.2.0");
  EXPECT_EQ(to_string(network_of(ipv6, 24, 48)), "2001:db8:1234::");
}

TEST(NetworkOf, CutsWithinAByte) {
  EXPECT_EQ(to_string(network_of(ipv4, 26, 48)), "192.0.2.64");
  EXPECT_EQ(to_string(network_of(ipv6, 24, 36)), "2001:db8:1000::");
}

TEST(NetworkOf, KeepsAllWhenAllBitsAreKept) {
  EXPECT_EQ(network_of(ipv4, 32, 128), ipv4);
  EXPECT_EQ(network_of(ipv6, 32, 128), ipv6);
}

TEST(NetworkOf, WithoutBitsIsStillOfItsKind) {
  EXPECT_EQ(to_string(network_of(ipv4, 0, 0)), "0.0.0.0");
}

}  // namespace
}  // namespace citefeed
