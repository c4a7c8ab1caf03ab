#include "http/forwarded.hpp"

#include <gtest/gtest.h>

namespace citefeed::http {
namespace {

const std::vector<AddressRange> trusted{parse_address_range("10.0.0.0/8").value(),
                                        parse_address_range("2001:db8:a::/48").value()};

std::string client(ProxyField field, std::string_view value, std::string_view peer = "10.0.0.1") {
  return to_string(client_behind_proxies(parse_ip_address(peer).value(), field, value, trusted));
}
std::string x_forwarded_for(std::string_view value, std::string_view peer = "10.0.0.1") {
  return client(ProxyField::x_forwarded_for, value, peer);
}
std::string forwarded(std::string_view value) {
  return client(ProxyField::forwarded, value);
}

TEST(XForwardedFor, NamesTheClientOfATrustedProxy) {
  EXPECT_EQ(x_forwarded_for("192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(x_forwarded_for("2001:db8::9"), "2001:db8::9");
  EXPECT_EQ(x_forwarded_for("[2001:db8::9]:1234"), "2001:db8::9");
  EXPECT_EQ(x_forwarded_for("192.0.2.1:1234"), "192.0.2.1");
}
TEST(XForwardedFor, IsNotBelievedOfAnybodyElse) {
  EXPECT_EQ(x_forwarded_for("192.0.2.1", "203.0.113.5"), "203.0.113.5");
}
TEST(XForwardedFor, IsReadPastAllTrustedProxies) {
  EXPECT_EQ(x_forwarded_for("192.0.2.1, 10.0.0.3, 2001:db8:a::2"), "192.0.2.1");
}
TEST(XForwardedFor, NeverCountsWhatTheClientClaims) {
  EXPECT_EQ(x_forwarded_for("198.51.100.7, 192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(x_forwarded_for("10.0.0.9, 192.0.2.1, 10.0.0.3"), "192.0.2.1");
}
TEST(XForwardedFor, EndsAtWhatNamesNoAddress) {
  EXPECT_EQ(x_forwarded_for("192.0.2.1, unknown"), "10.0.0.1");
  EXPECT_EQ(x_forwarded_for("192.0.2.1, unknown, 10.0.0.3"), "10.0.0.3");
  EXPECT_EQ(x_forwarded_for("unknown, 192.0.2.1"), "192.0.2.1");
}
TEST(XForwardedFor, OfProxiesAloneIsTheFarthest) {
  EXPECT_EQ(x_forwarded_for("10.0.0.9, 10.0.0.3"), "10.0.0.9");
}
TEST(XForwardedFor, ThatIsEmptyLeavesThePeer) {
  EXPECT_EQ(x_forwarded_for(""), "10.0.0.1");
  EXPECT_EQ(x_forwarded_for(" , ,"), "10.0.0.1");
}

TEST(Forwarded, NamesTheClientWithFor) {
  EXPECT_EQ(forwarded("for=192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(forwarded("proto=https; For=\"[2001:db8::9]:1234\";by=10.0.0.1"), "2001:db8::9");
  EXPECT_EQ(forwarded("for=\"192.0.2.1:80\""), "192.0.2.1");
}
TEST(Forwarded, IsReadPastAllTrustedProxies) {
  EXPECT_EQ(forwarded("for=198.51.100.7, for=192.0.2.1;by=10.0.0.1, for=10.0.0.4"), "192.0.2.1");
}
TEST(Forwarded, EndsAtWhatNamesNoAddress) {
  for (const char* last :
       {"for=_hidden", "for=unknown", "proto=http", "for=", "for=\"", "for=[::1", "nonsense", "for"}) {
    EXPECT_EQ(forwarded("for=192.0.2.1, " + std::string{last}), "10.0.0.1") << last;
  }
}

}  // namespace
}  // namespace citefeed::http
