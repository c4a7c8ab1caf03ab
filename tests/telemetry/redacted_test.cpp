#include "telemetry/access_log.hpp"

#include <gtest/gtest.h>

namespace citefeed::telemetry {
namespace {

std::string redacted(std::string_view address) {
  std::string out;
  append_redacted(out, address);
  return out;
}

TEST(RedactedAddress, KeepsThePathAndTheNamesOfParameters) {
  EXPECT_EQ(redacted("/feed.atom"), "/feed.atom");
  EXPECT_EQ(redacted("/feed.atom?utm_source=news&token=s3cret"), "/feed.atom?utm_source=*&token=*");
  EXPECT_EQ(redacted("/a?x=1;y=2"), "/a?x=*;y=*");
}

TEST(RedactedAddress, HidesWhatHasNoName) {
  EXPECT_EQ(redacted("/feed.atom?s3cret"), "/feed.atom?*");
  EXPECT_EQ(redacted("/feed.atom?a=1&s3cret&&b="), "/feed.atom?a=*&*&&b=*");
  EXPECT_EQ(redacted("/feed.atom?a=b=s3cret?more"), "/feed.atom?a=*");
  EXPECT_EQ(redacted("/feed.atom?"), "/feed.atom?");
}

TEST(RedactedAddress, HidesUserAndPasswordAndFragment) {
  EXPECT_EQ(redacted("https://jane:s3cret@example.org/a?b=c#access_token=s3cret"), "https://example.org/a?b=*");
  EXPECT_EQ(redacted("https://example.org"), "https://example.org");
  EXPECT_EQ(redacted("https://a@b@example.org?q=1"), "https://example.org?q=*");
}

TEST(RedactedAddress, LeavesAPathWithAnAtSignAlone) {
  EXPECT_EQ(redacted("/a//b@c"), "/a//b@c");
  EXPECT_EQ(redacted("/@jane"), "/@jane");
  EXPECT_EQ(redacted("https://example.org/@jane"), "https://example.org/@jane");
}

TEST(LoggedClient, IsAsDetailedAsWanted) {
  const IpAddress ipv4 = ipv4_address({192, 0, 2, 77});
  EXPECT_EQ(logged_client(ipv4, ClientDetail::none), "-");
  EXPECT_EQ(logged_client(ipv4, ClientDetail::prefix), "192.0.2.0");
  EXPECT_EQ(logged_client(ipv4, ClientDetail::full), "192.0.2.77");
}

TEST(LoggedClient, OfIPv6IsTheFirst48Bits) {
  const IpAddress ipv6{.bytes = {0x20, 0x01, 0x0d, 0xb8, 0, 1, 0, 2, 0, 0, 0, 0, 0, 0, 0, 3}};
  EXPECT_EQ(logged_client(ipv6, ClientDetail::prefix), "2001:db8:1::");
  EXPECT_EQ(logged_client(ipv6, ClientDetail::full), "2001:db8:1:2::3");
}

TEST(LoggedClient, OfAnUnknownClientIsADash) {
  EXPECT_EQ(logged_client(IpAddress{}, ClientDetail::full), "-");
}

TEST(ClientDetail, IsReadAsItIsWritten) {
  for (const auto detail : {ClientDetail::none, ClientDetail::prefix, ClientDetail::full}) {
    EXPECT_EQ(parse_client_detail(to_string(detail)), detail);
  }
  EXPECT_EQ(parse_client_detail("all"), std::nullopt);
}

}  // namespace
}  // namespace citefeed::telemetry
