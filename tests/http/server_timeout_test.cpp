#include <gtest/gtest.h>

#include "hand_server.hpp"
#include "test_certificates.hpp"

namespace citefeed::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::string_view half_a_request = "GET /feed.atom HTTP/1.1\r\nHost: h\r\n";

TEST(HttpServer, AnswersAHeaderThatNeverEndsWith408) {
  HandServer server{{.header_timeout = seconds{15}}};
  RawClient client = server.connect();
  client.send(half_a_request);
  server.pass(seconds{14});
  EXPECT_FALSE(client.hears());
  server.pass(seconds{1});
  const Response response = client.receive();
  EXPECT_EQ(response.status, 408);
  EXPECT_EQ(response.field("Connection"), "close");
  client.finish_sending();
  EXPECT_TRUE(client.is_closed());
}
TEST(HttpServer, IsNotKeptWaitingByDrops) {
  HandServer server{{.header_timeout = seconds{15}}};
  RawClient client = server.connect();
  client.send("GET /");
  for (int second = 0; second < 14; ++second) {
    server.pass(seconds{1});
    client.send("a");
    EXPECT_FALSE(client.hears());
  }
  server.pass(seconds{1});
  EXPECT_EQ(client.receive().status, 408) << "no byte earns more time";
}
TEST(HttpServer, ClosesAConnectionThatNeverAsks) {
  HandServer server{{.header_timeout = seconds{15}}};
  RawClient client = server.connect();
  server.pass(seconds{15});
  EXPECT_TRUE(client.is_closed()) << "without a word: there is no request to answer";
}
TEST(HttpServer, ClosesAConnectionThatRestsTooLong) {
  HandServer server{{.idle_timeout = seconds{75}}};
  RawClient client = server.connect();
  EXPECT_EQ(client.ask(get_feed).status, 200);
  server.pass(seconds{74});
  EXPECT_EQ(client.ask(get_feed).status, 200);
  server.pass(seconds{74});
  EXPECT_FALSE(client.hears());
  server.pass(seconds{1});
  EXPECT_TRUE(client.is_closed());
}
TEST(HttpServer, LooksAtATimeoutWhenItIsDueThoughNothingHappens) {
  HandServer server{{.header_timeout = milliseconds{400}}};
  RawClient client = server.connect();
  server.go_on();
  EXPECT_GT(server.worker->time_to_wait(), milliseconds{0});
  EXPECT_LE(server.worker->time_to_wait(), milliseconds{100}) << "a quarter of the shortest timeout";
  client.finish_sending();
  server.go_on();
  EXPECT_LT(server.worker->time_to_wait(), milliseconds{0}) << "nobody is there to be timed out";
}

/// A server in the middle of an answer that is larger than all buffers, and the client that it is for.
struct LargeAnswer {
  explicit LargeAnswer(ServerConfig config) : server(std::move(config)) { client.send(get_feed); }

  [[nodiscard]] resource::Bytes publish_large_body() {
    server.site.replace(make_site_with_body(std::string{}.append(50'000'000, '.')));
    return feed_in(*server.site.get(), resource::Coding::identity).body;
  }

  HandServer server;
  const resource::Bytes body = publish_large_body();
  const long shares_of_the_site = body.use_count();
  RawClient client = server.connect();
};

TEST(HttpServer, GivesUpAReaderThatTakesNothing) {
  LargeAnswer answer{{.write_timeout = seconds{30}}};
  auto& [server, body, shares_of_the_site, client] = answer;
  server.pass(seconds{29});
  EXPECT_GT(body.use_count(), shares_of_the_site) << "it is held for this client";
  server.pass(seconds{1});
  EXPECT_EQ(body.use_count(), shares_of_the_site);
  EXPECT_FALSE(client.receive().complete);
}

/// A socket's buffers hold far less than a mebibyte.
constexpr std::size_t more_than_buffers_hold = std::size_t{1024} * 1024;

TEST(SlowReader, HasTimeAsLongAsItTakesEnough) {
  LargeAnswer answer{{.write_timeout = seconds{30}, .clients = {.min_progress_bytes = 1024}}};
  auto& [server, body, shares_of_the_site, client] = answer;
  for (int part = 0; part < 20; ++part) {
    EXPECT_GT(client.take(), 1024U);
    server.pass(seconds{20});
  }
  EXPECT_GT(client.take(), 1024U) << "long after the first timeout";
}
TEST(SlowReader, IsGivenUpWhenItTakesTooLittle) {
  LargeAnswer answer{{.write_timeout = seconds{30}, .clients = {.min_progress_bytes = more_than_buffers_hold}}};
  auto& [server, body, shares_of_the_site, client] = answer;
  server.go_on();
  std::size_t taken = 0;
  for (int part = 0; part < 3; ++part) {
    EXPECT_GT(body.use_count(), shares_of_the_site) << "its time is not over";
    taken += client.take();
    server.pass(seconds{10});
  }
  ASSERT_LT(taken, more_than_buffers_hold) << "this test tells nothing: buffers hold more than it knows of";
  EXPECT_EQ(body.use_count(), shares_of_the_site) << "though something moved all the time";
}
TEST(SlowReader, IsGivenUpWhenItIsNeverDone) {
  LargeAnswer answer{
      {.write_timeout = seconds{30}, .clients = {.request_timeout = minutes{2}, .min_progress_bytes = 1}}};
  auto& [server, body, shares_of_the_site, client] = answer;
  server.go_on();
  for (int part = 0; part < 6; ++part) {
    EXPECT_GT(body.use_count(), shares_of_the_site) << "its time is not over";
    EXPECT_GT(client.take(), 0U);
    server.pass(seconds{20});
  }
  EXPECT_EQ(body.use_count(), shares_of_the_site) << "though something moved all the time";
}
TEST(SlowReader, IsGivenUpWhenItTakesNothingUntilTheWholeTimeIsOver) {
  LargeAnswer answer{{.write_timeout = minutes{5}, .clients = {.request_timeout = minutes{2}}}};
  auto& [server, body, shares_of_the_site, client] = answer;
  server.pass(seconds{119});
  EXPECT_GT(body.use_count(), shares_of_the_site) << "its time is not over";
  server.pass(seconds{1});
  EXPECT_EQ(body.use_count(), shares_of_the_site) << "though it had more time for a part";
}

TEST(HttpServer, CutsARefusedClientThatNeverStopsSending) {
  HandServer server{{.linger_timeout = seconds{2}}};
  RawClient client = server.connect();
  client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n");
  EXPECT_EQ(client.receive().status, 405);
  server.pass(seconds{1});
  EXPECT_TRUE(client.send("more"));
  server.pass(seconds{1});
  EXPECT_FALSE(client.send("and more"));
}

TEST(Handshake, CountsAgainstTheHeaderTimeout) {
  const CertificateFolder folder;
  Certificates certificates{{folder.make("first", {"first.example"})}};
  ASSERT_TRUE(certificates.load().empty());
  HandServer server{{.header_timeout = seconds{15}}, {.protocol = Protocol::https, .certificates = &certificates}};
  RawClient silent = server.connect();
  RawClient slow = server.connect();
  slow.send(std::string_view{"\x16\x03\x01\x02\x00", 5});
  server.pass(seconds{14});
  EXPECT_FALSE(silent.hears() || slow.hears());
  server.pass(seconds{1});
  EXPECT_TRUE(silent.is_closed());
  EXPECT_TRUE(slow.is_closed()) << "without an answer: there is nobody to read it yet";
}

}  // namespace
}  // namespace citefeed::http
