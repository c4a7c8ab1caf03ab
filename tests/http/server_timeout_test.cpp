#include <gtest/gtest.h>
#include <thread>

#include "raw_client.hpp"

namespace citefeed::http {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds soon{60};

TEST(HttpServer, AnswersAHeaderThatNeverEndsWith408) {
  TestServer test{{.header_timeout = soon}};
  RawClient client = test.connect();
  client.send("GET /feed.atom HTTP/1.1\r\nHost: h\r\n");
  const Response response = client.receive();
  EXPECT_EQ(response.status, 408);
  EXPECT_EQ(response.field("Connection"), "close");
  client.finish_sending();
  EXPECT_TRUE(client.is_closed());
}
TEST(HttpServer, IsNotKeptWaitingByDrops) {
  TestServer test{{.header_timeout = soon}};
  RawClient client = test.connect();
  client.send("GET /");
  int drops = 0;
  while (drops < 1000 && !client.hears_within(milliseconds{5})) {
    client.send("a");
    ++drops;
  }
  EXPECT_LT(drops, 1000) << "no byte earns more time";
  EXPECT_EQ(client.receive().status, 408);
}
TEST(HttpServer, ClosesAConnectionThatNeverAsks) {
  TestServer test{{.header_timeout = soon}};
  RawClient client = test.connect();
  EXPECT_TRUE(client.is_closed()) << "without a word: there is no request to answer";
}
TEST(HttpServer, ClosesAConnectionThatRestsTooLong) {
  TestServer test{{.idle_timeout = soon}};
  RawClient client = test.connect();
  EXPECT_EQ(client.ask(get_feed).status, 200);
  EXPECT_TRUE(client.is_closed());
}
TEST(HttpServer, GivesUpAReaderThatTakesNothing) {
  TestServer test{{.write_timeout = soon}};
  test.site.replace(make_site_with_body(std::string(8'000'000, '.')));
  RawClient client{test.port(), 32768};
  // Nothing is read until the server let go of the body it held for this client.
  const resource::Bytes body = feed_in(*test.site.get(), resource::Coding::identity).body;
  const long shares_of_the_site = body.use_count();
  client.send(get_feed);
  const auto begin = std::chrono::steady_clock::now();
  bool held = false;
  bool let_go = false;
  while (!let_go && std::chrono::steady_clock::now() - begin < std::chrono::seconds{10}) {
    const bool held_now = body.use_count() > shares_of_the_site;
    let_go = held && !held_now;
    held = held || held_now;
    std::this_thread::yield();
  }
  EXPECT_TRUE(held && let_go);
  EXPECT_FALSE(client.receive().complete);
}
TEST(HttpServer, CutsARefusedClientThatNeverStopsSending) {
  TestServer test{{.linger_timeout = soon}};
  RawClient client = test.connect();
  client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n");
  EXPECT_EQ(client.receive().status, 405);
  EXPECT_TRUE(client.is_closed());
}

}  // namespace
}  // namespace citefeed::http
