#include <gtest/gtest.h>
#include <thread>
#include <vector>

#include "http/endpoint.hpp"
#include "raw_client.hpp"

namespace citefeed::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

seconds time_to_stop(Server& server, milliseconds grace) {
  const auto begin = std::chrono::steady_clock::now();
  server.stop(grace);
  return std::chrono::duration_cast<seconds>(std::chrono::steady_clock::now() - begin);
}

/// Whether somebody still listens on `port`.
bool connects_to(std::uint16_t port) {
  const FileDescriptor probe{socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
  auto address = resolve({.host = "127.0.0.1", .port = port});
  return connect(probe.number(), address->get(), address->size) == 0;
}

TEST(GracefulStop, ClosesRestingConnectionsWhenTheFarewellEnds) {
  TestServer test{{.threads = 2, .farewell_timeout = milliseconds{1}}};
  RawClient client = test.connect();
  EXPECT_EQ(client.ask(get_feed).status, 200);
  EXPECT_LT(time_to_stop(test.server, seconds{60}), seconds{10});
  EXPECT_TRUE(client.is_closed());
}
TEST(GracefulStop, CompletesAnswersInFlight) {
  TestServer test;
  const std::string large(8'000'000, '.');
  test.site.replace(make_site_with_body(large));
  RawClient client{test.port(), 32768};
  const resource::Bytes body = feed_in(*test.site.get(), resource::Coding::identity).body;
  const long shares_of_the_site = body.use_count();
  client.send(get_feed);
  while (body.use_count() == shares_of_the_site) std::this_thread::yield();  // until it is held for the slow client
  std::thread stopping{[&test] { test.server.stop(seconds{60}); }};
  EXPECT_EQ(client.receive().body, large);
  EXPECT_TRUE(client.is_closed());
  stopping.join();
}
TEST(GracefulStop, AnswersRequestsThatHaveArrived) {
  TestServer test;
  RawClient begun = test.connect();
  begun.send("GET /feed.atom HTTP/1.1\r\n");
  RawClient arrived = test.connect();
  EXPECT_EQ(arrived.ask(get_feed).status, 200);
  std::thread stopping{[&test] { test.server.stop(seconds{60}); }};
  EXPECT_TRUE(arrived.is_closed()) << "the stop has begun";
  begun.send("Host: h\r\n\r\n");
  const Response response = begun.receive();
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.field("Connection"), "close");
  begun.finish_sending();
  stopping.join();
}
TEST(GracefulStop, AnswersWhatAConnectionAtRestAsksDuringTheFarewellAndSaysThatItIsTheLast) {
  TestServer test{{.farewell_timeout = seconds{60}}};
  RawClient resting = test.connect();
  EXPECT_EQ(resting.ask(get_feed).field("Connection"), "");
  RawClient silent = test.connect();
  std::thread stopping{[&test] { test.server.stop(seconds{60}); }};
  while (connects_to(test.port())) std::this_thread::yield();  // until the stop has begun
  const Response last = resting.ask(get_feed);
  EXPECT_EQ(last.status, 200);
  EXPECT_EQ(last.field("Connection"), "close");
  EXPECT_EQ(silent.ask(get_feed).status, 200) << "that it has not asked yet is no reason to cut it off";
  resting.finish_sending();
  silent.finish_sending();
  stopping.join();
}
TEST(GracefulStop, AnswersEveryConnectionThatWaitsToBeAccepted) {
  TestServer test;
  test.site.replace(make_site_with_body("x"));
  std::vector<RawClient> clients;
  clients.reserve(300);
  for (int i = 0; i < 300; ++i) {
    clients.emplace_back(test.port());
    clients.back().send(get_feed);
  }
  test.server.stop(seconds{60});
  for (RawClient& client : clients) EXPECT_EQ(client.receive().status, 200);
}
TEST(GracefulStop, EndsWhenTheGraceEnds) {
  TestServer test;
  RawClient client = test.connect();
  client.send("GET /feed.atom HTTP/1.1\r\n");
  EXPECT_LT(time_to_stop(test.server, milliseconds{50}), seconds{10});
}
TEST(GracefulStop, FreesThePort) {
  TestServer first;
  first.server.stop(seconds{1});
  TestServer second{{.listen = {{.host = "127.0.0.1", .port = first.port()}}}};
  EXPECT_EQ(second.ask(get_feed).status, 200);
}
TEST(GracefulStop, MayBeAskedForByManyThreadsAndAgain) {
  TestServer test{{.threads = 2}};
  EXPECT_EQ(test.ask(get_feed).status, 200);
  std::vector<std::thread> threads;
  threads.reserve(4);
  for (int i = 0; i < 4; ++i) threads.emplace_back([&test] { test.server.stop(seconds{1}); });
  for (auto& thread : threads) thread.join();
  test.server.stop(seconds{1});
}
TEST(GracefulStop, OfAServerThatNeverStartedIsNothing) {
  const resource::CurrentSite site;
  const FixedClock clock;
  SilentLog log;
  Server server{{.listen = {{.host = "127.0.0.1"}}}, site, clock, log};
  server.stop(seconds{1});
}

}  // namespace
}  // namespace citefeed::http
