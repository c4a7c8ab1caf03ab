#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "hand_server.hpp"
#include "http/server_config.hpp"

namespace citefeed::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

std::vector<AddressRange> ranges(std::string_view text) {
  return {parse_address_range(text).value()};
}
std::string get_with(const std::string& fields) {
  return "GET /feed.atom HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n";
}

TEST(HttpServer, ServesOneConnectionAfterTheOtherWhereOneIsAllowed) {
  HandServer server{{.clients = {.max_connections = 1}}};
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(server.ask(get_feed).status, 200);
    server.pass(seconds{1});
  }
}
TEST(HttpServer, AnswersOneRequestForAnAddressWhereOneIsAllowed) {
  TestServer test{{.clients = {.max_repeats = 1, .repeat_window = std::chrono::hours{24}, .exempt = {}}}};
  EXPECT_EQ(test.ask(get_feed).status, 200);
  const auto refused = test.ask(get_feed);
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.field("Retry-After"), "86400");
}

TEST(HttpServer, ClosesWhatAClientHasTooManyOf) {
  TestServer test{{.clients = {.max_connections_per_client = 2, .exempt = {}}}};
  RawClient first = test.connect();
  ASSERT_EQ(first.ask(get_feed).status, 200);
  {
    RawClient second = test.connect();
    ASSERT_EQ(second.ask(get_feed).status, 200);
    RawClient third = test.connect();
    EXPECT_TRUE(third.is_closed());
    EXPECT_EQ(second.ask(get_feed).status, 200) << "those that are there are not concerned";
    second.finish_sending();
    EXPECT_TRUE(second.is_closed());
  }
  EXPECT_EQ(test.ask(get_feed).status, 200) << "when one has ended, another may come";
}
TEST(HttpServer, DoesNotCountTheConnectionsOfExemptNetworks) {
  TestServer test{{.clients = {.max_connections_per_client = 1}}};
  RawClient first = test.connect();
  RawClient second = test.connect();
  EXPECT_EQ(first.ask(get_feed).status, 200);
  EXPECT_EQ(second.ask(get_feed).status, 200);
}
TEST(HttpServer, AcceptsNoMoreConnectionsThanAllowedAndGoesOnWhenSomeEnd) {
  HandServer server{{.clients = {.max_connections = 8}}};
  std::vector<RawClient> clients;
  for (int i = 0; i < 8; ++i) {
    clients.push_back(server.connect());
    ASSERT_EQ(clients.back().ask(get_feed).status, 200);
  }
  RawClient waiting = server.connect();
  waiting.send(get_feed);
  EXPECT_FALSE(waiting.hears());
  EXPECT_EQ(clients.front().ask(get_feed).status, 200) << "those that are there are served on";
  clients.pop_back();
  server.pass(seconds{1});
  EXPECT_EQ(waiting.receive().status, 200);
}
TEST(HttpServer, SendsAwayWhoAsksForNothingWhenItIsCrowded) {
  HandServer server{{.header_timeout = seconds{16}, .clients = {.max_connections = 8}}};
  std::vector<RawClient> silent;
  silent.reserve(8);
  for (int i = 0; i < 8; ++i) silent.push_back(server.connect());
  server.go_on();
  RawClient waiting = server.connect();
  waiting.send(get_feed);
  server.pass(seconds{1});
  EXPECT_FALSE(waiting.hears());
  server.pass(seconds{1});
  EXPECT_TRUE(silent.front().is_closed()) << "an eighth of the header timeout is over";
  server.pass(seconds{1});
  EXPECT_EQ(waiting.receive().status, 200);
}
TEST(HttpServer, GivesANewcomerTimeToAskWhenItIsCrowded) {
  HandServer server{{.header_timeout = seconds{16}, .clients = {.max_connections = 8}}};
  std::vector<RawClient> others;
  for (int i = 0; i < 7; ++i) {
    others.push_back(server.connect());
    ASSERT_EQ(others.back().ask(get_feed).status, 200);
  }
  RawClient newcomer = server.connect();
  server.pass(milliseconds{1900});
  EXPECT_FALSE(newcomer.hears());
  EXPECT_EQ(newcomer.ask(get_feed).status, 200);
}
TEST(HttpServer, EndsAConnectionAfterSoManyRequests) {
  TestServer test{{.clients = {.max_requests_per_connection = 3}}};
  RawClient client = test.connect();
  for (int i = 0; i < 2; ++i) EXPECT_EQ(client.ask(get_feed).field("Connection"), "");
  EXPECT_EQ(client.ask(get_feed).field("Connection"), "close");
  EXPECT_TRUE(client.is_closed());
}
ServerConfig with_repeats() {
  return {.clients = {.max_repeats = 2, .exempt = {}}};
}

TEST(TooManyRequests, IsAnsweredToARepeatOfOneAddress) {
  TestServer test{with_repeats()};
  RawClient client = test.connect();
  for (int i = 0; i < 2; ++i) EXPECT_EQ(client.ask(get_feed).status, 200);
  const Response refusal = client.ask("GET /feed.atom?x=1 HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_EQ(refusal.status, 429);
  EXPECT_GE(std::stoi(refusal.field("Retry-After")), 1);
  EXPECT_LE(std::stoi(refusal.field("Retry-After")), 60);
  EXPECT_EQ(refusal.field("Retry-After").find_first_not_of("0123456789"), std::string::npos);
  EXPECT_EQ(refusal.field("Cache-Control"), "no-store");
  EXPECT_EQ(refusal.body,
            "You have asked for this address too often within a short time. Wait as Retry-After says; then ask with\n"
            "If-None-Match, and no more than every few minutes. Other addresses are answered as ever.\n");
  EXPECT_EQ(client.ask("GET /topics/ HTTP/1.1\r\nHost: h\r\n\r\n").status, 200) << "another address is another matter";
}
TEST(TooManyRequests, IsNeverAnsweredToExemptNetworks) {
  ServerConfig config = with_repeats();
  config.clients.exempt = loopback_ranges();
  TestServer test{config};
  RawClient client = test.connect();
  for (int i = 0; i < 5; ++i) EXPECT_EQ(client.ask(get_feed).status, 200);
}
TEST(TooManyRequests, KnowsClientsBehindATrustedProxyApart) {
  ServerConfig config = with_repeats();
  config.clients.trusted_proxies = loopback_ranges();
  TestServer test{config};
  RawClient proxy = test.connect();
  for (int i = 0; i < 2; ++i) EXPECT_EQ(proxy.ask(get_with("X-Forwarded-For: 192.0.2.1\r\n")).status, 200);
  EXPECT_EQ(proxy.ask(get_with("X-Forwarded-For: 192.0.2.1\r\n")).status, 429);
  EXPECT_EQ(proxy.ask(get_with("X-Forwarded-For: 192.0.2.1, 192.0.2.2\r\n")).status, 200);
  EXPECT_EQ(proxy.ask(get_with("X-Forwarded-For: 192.0.2.9\r\nX-Forwarded-For: 192.0.2.1\r\n")).status, 429);
  EXPECT_EQ(proxy.ask(get_with("Forwarded: for=192.0.2.3\r\nX-Forwarded-For: 192.0.2.1\r\n")).status, 429)
      << "only the field that is set counts";
}
TEST(TooManyRequests, BelievesTheForwardedFieldWhereThatIsSet) {
  ServerConfig config = with_repeats();
  config.clients.trusted_proxies = loopback_ranges();
  config.clients.proxy_field = ProxyField::forwarded;
  TestServer test{config};
  RawClient proxy = test.connect();
  for (int i = 0; i < 2; ++i) EXPECT_EQ(proxy.ask(get_with("Forwarded: for=192.0.2.1\r\n")).status, 200);
  EXPECT_EQ(proxy.ask(get_with("Forwarded: for=192.0.2.1\r\n")).status, 429);
  EXPECT_EQ(proxy.ask(get_with("Forwarded: for=\"[2001:db8::1]\"\r\n")).status, 200);
}

TEST(TooManyRequests, KnowsClientsBehindATrustedProxyOnAUnixSocketApart) {
  ServerConfig config = with_repeats();
  config.clients.trusted_proxies = {unix_peers()};
  HandServer server{config};
  RawClient proxy = server.connect();
  for (int i = 0; i < 2; ++i) EXPECT_EQ(proxy.ask(get_with("X-Forwarded-For: 192.0.2.1\r\n")).status, 200);
  EXPECT_EQ(proxy.ask(get_with("X-Forwarded-For: 192.0.2.1\r\n")).status, 429);
  EXPECT_EQ(proxy.ask(get_with("X-Forwarded-For: 192.0.2.2\r\n")).status, 200);
}

TEST(ProxyProtocolOnTheWire, LeavesATraceWhereItIsMissing) {
  HandServer server{{.clients = {.proxy_protocol_from = {unix_peers()}}}};
  RawClient client = server.connect();
  client.send(get_feed);
  EXPECT_TRUE(client.is_closed());
  EXPECT_EQ(server.log.lines,
            std::vector<std::string>{"event=proxy_protocol_mismatch peer=unix header=missing connections=1"});
}
TEST(ProxyProtocolOnTheWire, LeavesATraceWhereItIsUnexpected) {
  HandServer server;
  EXPECT_EQ(server.ask("PROXY TCP4 192.0.2.1 192.0.2.9 1 2\r\n" + std::string{get_feed}).status, 400);
  EXPECT_EQ(server.log.lines,
            std::vector<std::string>{"event=proxy_protocol_mismatch peer=unix header=unexpected connections=1"});
}
TEST(ProxyProtocolOnTheWire, IsReadOnAUnixSocketToo) {
  ServerConfig config = with_repeats();
  config.clients.proxy_protocol_from = {unix_peers()};
  HandServer server{config};
  RawClient client = server.connect();
  client.send("PROXY TCP4 192.0.2.1 192.0.2.9 56324 80\r\n");
  for (int i = 0; i < 2; ++i) EXPECT_EQ(client.ask(get_feed).status, 200);
  EXPECT_EQ(client.ask(get_feed).status, 429);
}
TEST(ProxyProtocolOnTheWire, IsReadBeforeTheFirstRequest) {
  ServerConfig config = with_repeats();
  config.clients.proxy_protocol_from = loopback_ranges();
  TestServer test{config};
  const std::string header = "PROXY TCP4 192.0.2.1 192.0.2.9 56324 80\r\n";
  RawClient client = test.connect();
  for (const char byte : header) client.send({&byte, 1});
  for (int i = 0; i < 2; ++i) EXPECT_EQ(client.ask(get_feed).status, 200);
  EXPECT_EQ(client.ask(get_feed).status, 429);
  EXPECT_EQ(test.ask("PROXY TCP4 192.0.2.2 192.0.2.9 1 80\r\n" + std::string{get_feed}).status, 200);
}
TEST(ProxyProtocolOnTheWire, EndsTheConnectionWhereItIsMissing) {
  TestServer test{{.clients = {.proxy_protocol_from = loopback_ranges()}}};
  RawClient client = test.connect();
  client.send("GET ");
  EXPECT_TRUE(client.is_closed());
}
TEST(ProxyProtocolOnTheWire, IsNoRequestOfAnybodyElse) {
  TestServer test{{.clients = {.proxy_protocol_from = ranges("192.0.2.0/24")}}};
  EXPECT_EQ(test.ask("PROXY TCP4 192.0.2.1 192.0.2.9 1 2\r\n\r\n").status, 400);
}

}  // namespace
}  // namespace citefeed::http
