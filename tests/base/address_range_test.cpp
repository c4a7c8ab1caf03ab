#include "base/ip_address.hpp"

#include <gtest/gtest.h>

namespace citefeed {
namespace {

bool is_in(std::string_view range, std::string_view address) {
  return contains(parse_address_range(range).value(), parse_ip_address(address).value());
}

TEST(ParseIpAddress, ReadsWhatIsWrittenOfOne) {
  for (const char* text : {"192.0.2.1", "2001:db8::9", "::1"}) {
    EXPECT_EQ(to_string(parse_ip_address(text).value()), text);
  }
  EXPECT_EQ(to_string(parse_ip_address("::ffff:192.0.2.1").value()), "192.0.2.1");
}
TEST(ParseIpAddress, ReadsNothingElse) {
  for (const char* text :
       {"", "192.0.2", "192.0.2.256", "192.0.2.1:80", "[::1]", "fe80::1%eth0", "localhost", " ::1"}) {
    EXPECT_FALSE(parse_ip_address(text)) << text;
  }
}

TEST(AddressRange, HoldsWhatBeginsAsItDoes) {
  EXPECT_TRUE(is_in("192.0.2.0/24", "192.0.2.255"));
  EXPECT_FALSE(is_in("192.0.2.0/24", "192.0.3.0"));
  EXPECT_TRUE(is_in("192.0.2.128/25", "192.0.2.200"));
  EXPECT_FALSE(is_in("192.0.2.128/25", "192.0.2.100"));
  EXPECT_TRUE(is_in("2001:db8::/32", "2001:db8:ffff::1"));
  EXPECT_FALSE(is_in("2001:db8::/32", "2001:db9::1"));
}
TEST(AddressRange, OfOneAddressHoldsThatAlone) {
  EXPECT_TRUE(is_in("192.0.2.1", "192.0.2.1"));
  EXPECT_FALSE(is_in("192.0.2.1", "192.0.2.2"));
  EXPECT_TRUE(is_in("::1", "::1"));
}
TEST(AddressRange, OfOneFamilyHoldsNothingOfTheOther) {
  EXPECT_TRUE(is_in("0.0.0.0/0", "203.0.113.9"));
  EXPECT_FALSE(is_in("0.0.0.0/0", "2001:db8::1"));
  EXPECT_FALSE(is_in("::/0", "203.0.113.9"));
}
TEST(AddressRange, NeverHoldsAnAddressThatIsNotKnown) {
  EXPECT_FALSE(contains(parse_address_range("::/0").value(), IpAddress{}));
}
TEST(AddressRange, IsRefusedWithNonsense) {
  for (const char* text : {"", "/8", "10.0.0.0/", "10.0.0.0/33", "::/129", "10.0.0.0/-1", "10.0.0.0/8x", "10.0.0.0/8/8",
                           "192.0.2.1/24", "2001:db8::1/64", "10.0.0.0/+8", "example.org/8", "::", "::/128", "unix"}) {
    EXPECT_FALSE(parse_address_range(text)) << text;
  }
}
TEST(AddressRange, IsWrittenAsItIsRead) {
  for (const char* text : {"192.0.2.0/24", "0.0.0.0/0", "192.0.2.1", "2001:db8::/32", "::/0", "2001:db8::1"}) {
    EXPECT_EQ(to_string(parse_address_range(text).value()), text);
  }
}
TEST(UnixPeers, AreThoseWithoutAnAddressAlone) {
  const AddressRange peers = parse_peers("unix").value();
  EXPECT_TRUE(contains(peers, IpAddress{}));
  EXPECT_FALSE(contains(peers, parse_ip_address("2001:db8::1").value()));
  EXPECT_FALSE(contains(peers, parse_ip_address("192.0.2.1").value()));
  EXPECT_EQ(to_string(peers), "unix");
  EXPECT_EQ(parse_peers("192.0.2.0/24"), parse_address_range("192.0.2.0/24"));
  EXPECT_FALSE(parse_peers("Unix"));
}
TEST(AddressRange, OfThisMachineIsLoopback) {
  EXPECT_TRUE(contains(loopback_ranges(), parse_ip_address("127.9.9.9").value()));
  EXPECT_TRUE(contains(loopback_ranges(), parse_ip_address("::1").value()));
  EXPECT_FALSE(contains(loopback_ranges(), parse_ip_address("192.0.2.1").value()));
}

}  // namespace
}  // namespace citefeed
