#include "http/forwarded.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

#include "hand_server.hpp"

namespace citefeed::http {
namespace {

using HeaderState = ProxyHeader::State;

const std::string signature{"\r\n\r\n\0\r\nQUIT\n", 12};

std::string version_2(char command, char family, const std::string& addresses) {
  const std::string length{static_cast<char>(addresses.size() / 256), static_cast<char>(addresses.size() % 256)};
  return signature + command + family + length + addresses;
}
const std::string ipv4_pair{"\xC0\x00\x02\x01\xC0\x00\x02\x09\xDC\x04\x01\xBB", 12};
const std::string ipv6_pair =
    std::string("\x20\x01\x0d\xb8", 4) + std::string(11, '\0') + "\x09" + std::string(20, '\0');

/// The client as text; "(unfinished)", "(malformed)".
std::string client(std::string_view bytes) {
  const ProxyHeader header = read_proxy_header(bytes);
  if (header.state == HeaderState::unfinished) return "(unfinished)";
  return header.state == HeaderState::malformed ? "(malformed)" : to_string(header.client);
}

TEST(ProxyProtocol1, NamesTheClient) {
  EXPECT_EQ(client("PROXY TCP4 192.0.2.1 192.0.2.9 56324 443\r\n"), "192.0.2.1");
  EXPECT_EQ(client("PROXY TCP6 2001:db8::9 2001:db8::1 56324 443\r\n"), "2001:db8::9");
}
TEST(ProxyProtocol1, MayLeaveTheClientUnknown) {
  EXPECT_EQ(client("PROXY UNKNOWN\r\n"), "-");
  EXPECT_EQ(client("PROXY UNKNOWN ffff:f::1 ffff:f::2 65535 65535\r\n"), "-");
}
TEST(ProxyProtocol1, EndsWhereTheRequestBegins) {
  const std::string header = "PROXY TCP4 192.0.2.1 192.0.2.9 1 2\r\n";
  EXPECT_EQ(read_proxy_header(header + "GET / HTTP/1.1\r\n").bytes, header.size());
}
TEST(ProxyProtocol1, IsRefusedWhenMalformed) {
  for (const char* line : {"PROXY TCP4 192.0.2.1 192.0.2.9 56324\r\n", "PROXY TCP4 192.0.2.1 192.0.2.9 56324 443 x\r\n",
                           "PROXY TCP4 192.0.2.300 192.0.2.9 1 2\r\n", "PROXY TCP4 2001:db8::1 2001:db8::2 1 2\r\n",
                           "PROXY TCP4 192.0.2.1 192.0.2.9 65536 2\r\n", "PROXY TCP4 192.0.2.1 192.0.2.9 01 2\r\n",
                           "PROXY  TCP4 192.0.2.1 192.0.2.9 1 2\r\n", "PROXY UDP4 192.0.2.1 192.0.2.9 1 2\r\n",
                           "PROXY \r\n", "proxy TCP4 192.0.2.1 192.0.2.9 1 2\r\n", "GET / HTTP/1.1\r\n"}) {
    EXPECT_EQ(client(line), "(malformed)") << line;
  }
  EXPECT_EQ(client("PROXY UNKNOWN" + std::string(200, ' ')), "(malformed)") << "no line is longer than 107 bytes";
}

TEST(ProxyProtocol2, NamesTheClient) {
  EXPECT_EQ(client(version_2('\x21', '\x11', ipv4_pair)), "192.0.2.1");
  EXPECT_EQ(client(version_2('\x21', '\x21', ipv6_pair)), "2001:db8::9");
}
TEST(ProxyProtocol2, PassesOverExtensions) {
  const std::string header = version_2('\x21', '\x11', ipv4_pair + std::string("\x04\x00\x02xx", 5));
  EXPECT_EQ(client(header), "192.0.2.1");
  EXPECT_EQ(read_proxy_header(header + "GET /").bytes, header.size());
}
TEST(ProxyProtocol2, MayLeaveTheClientUnknown) {
  EXPECT_EQ(client(version_2('\x20', '\x00', "")), "-") << "LOCAL: the proxy's own check";
  EXPECT_EQ(client(version_2('\x20', '\x11', ipv4_pair)), "-") << "what LOCAL carries is to be ignored";
  EXPECT_EQ(client(version_2('\x21', '\x31', std::string(216, 'x'))), "-") << "AF_UNIX";
}
TEST(ProxyProtocol2, IsRefusedWhenMalformed) {
  EXPECT_EQ(client(version_2('\x11', '\x11', ipv4_pair)), "(malformed)") << "another version";
  EXPECT_EQ(client(version_2('\x22', '\x11', ipv4_pair)), "(malformed)") << "another command";
  EXPECT_EQ(client(version_2('\x21', '\x11', ipv4_pair.substr(1))), "(malformed)") << "too short for IPv4";
  EXPECT_EQ(client(version_2('\x21', '\x21', ipv4_pair)), "(malformed)") << "too short for IPv6";
  EXPECT_EQ(client(version_2('\x21', '\x11', std::string(2000, 'x'))), "(malformed)") << "longer than any";
}
TEST(ProxyMismatches, AreOneLineAMinuteWithAPeer) {
  using Kind = ProxyMismatches::Kind;
  HandLog log;
  ProxyMismatches mismatches{log};
  const ProxyMismatches::TimePoint start{std::chrono::hours{1}};
  const IpAddress peer = parse_ip_address("192.0.2.1").value();
  mismatches.note(Kind::missing, peer, start);
  for (int i = 0; i < 5; ++i) mismatches.note(Kind::missing, peer, start + std::chrono::seconds{59});
  mismatches.note(Kind::unexpected, {}, start + std::chrono::seconds{60});
  EXPECT_THAT(log.lines,
              testing::ElementsAre("event=proxy_protocol_mismatch peer=192.0.2.1 header=missing connections=1",
                                   "event=proxy_protocol_mismatch peer=unix header=unexpected connections=6"));
}

TEST(ProxyProtocol, WaitsForTheWholeHeader) {
  for (const std::string& header :
       {std::string{"PROXY TCP4 192.0.2.1 192.0.2.9 56324 443\r\n"}, version_2('\x21', '\x11', ipv4_pair)}) {
    for (std::size_t size = 0; size < header.size(); ++size) {
      EXPECT_EQ(client(std::string_view{header}.substr(0, size)), "(unfinished)") << size;
    }
  }
}

}  // namespace
}  // namespace citefeed::http
