#include <gtest/gtest.h>
#include <thread>
#include <vector>

#include "hand_server.hpp"

namespace citefeed::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// Begins to stop `server`, which has so much time.
void stop(HandServer& server, milliseconds grace) {
  server.go_on();
  server.worker->stop(server.clock.ticks() + grace);
  server.go_on();
}

TEST(GracefulStop, ClosesRestingConnectionsWhenTheFarewellEnds) {
  HandServer server{{.farewell_timeout = seconds{1}}};
  RawClient client = server.connect();
  EXPECT_EQ(client.ask(get_feed).status, 200);
  stop(server, seconds{60});
  EXPECT_FALSE(client.hears());
  EXPECT_FALSE(server.worker->is_finished());
  server.pass(seconds{1});
  EXPECT_TRUE(client.is_closed());
  EXPECT_TRUE(server.worker->is_finished());
}
TEST(GracefulStop, CompletesAnswersInFlight) {
  HandServer server;
  const std::string large(8'000'000, '.');
  server.site.replace(make_site_with_body(large));
  RawClient client = server.connect();
  client.send(get_feed);
  stop(server, seconds{60});
  server.pass(seconds{1});
  EXPECT_FALSE(server.worker->is_finished());
  EXPECT_EQ(client.receive().body, large);
  EXPECT_TRUE(client.is_closed());
  EXPECT_TRUE(server.worker->is_finished());
}
TEST(GracefulStop, AnswersRequestsThatHaveArrived) {
  HandServer server;
  RawClient begun = server.connect();
  begun.send("GET /feed.atom HTTP/1.1\r\n");
  RawClient arrived = server.connect();
  EXPECT_EQ(arrived.ask(get_feed).status, 200);
  stop(server, seconds{60});
  server.pass(seconds{1});
  EXPECT_TRUE(arrived.is_closed());
  begun.send("Host: h\r\n\r\n");
  const Response response = begun.receive();
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.field("Connection"), "close");
  begun.finish_sending();
  EXPECT_TRUE(begun.is_closed());
  EXPECT_TRUE(server.worker->is_finished());
}
TEST(GracefulStop, AnswersWhatAConnectionAtRestAsksDuringTheFarewellAndSaysThatItIsTheLast) {
  HandServer server{{.farewell_timeout = seconds{60}}};
  RawClient resting = server.connect();
  EXPECT_EQ(resting.ask(get_feed).field("Connection"), "");
  RawClient silent = server.connect();
  stop(server, seconds{120});
  server.pass(seconds{10});
  const Response last = resting.ask(get_feed);
  EXPECT_EQ(last.status, 200);
  EXPECT_EQ(last.field("Connection"), "close");
  EXPECT_EQ(silent.ask(get_feed).status, 200) << "that it has not asked yet is no reason to cut it off";
}
TEST(GracefulStop, AnswersEveryConnectionThatWaitsToBeAccepted) {
  HandServer server;
  server.site.replace(make_site_with_body("x"));
  std::vector<RawClient> clients;
  clients.reserve(300);
  for (int i = 0; i < 300; ++i) {
    clients.push_back(server.connect());
    clients.back().send(get_feed);
  }
  server.worker->stop(server.clock.ticks() + seconds{60});
  for (RawClient& client : clients) EXPECT_EQ(client.receive().status, 200);
}
TEST(GracefulStop, EndsWhenTheGraceEnds) {
  HandServer server;
  RawClient client = server.connect();
  client.send("GET /feed.atom HTTP/1.1\r\n");
  stop(server, seconds{10});
  server.pass(seconds{9});
  EXPECT_FALSE(server.worker->is_finished());
  server.pass(seconds{1});
  EXPECT_TRUE(server.worker->is_finished());
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
  const HandClock clock;
  SilentLog log;
  Server server{{.listen = {{.host = "127.0.0.1"}}}, site, clock, log};
  server.stop(seconds{1});
}

}  // namespace
}  // namespace citefeed::http
