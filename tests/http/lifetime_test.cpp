// How long a site lasts that is no longer the current one, and who tears it down.
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>

#include "base/reclaimer.hpp"
#include "hand_server.hpp"
#include "http/endpoint.hpp"
#include "http/outbox.hpp"

namespace citefeed::http {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

/// A site that tells by which thread it was torn down.
struct WatchedSite {
  std::promise<std::thread::id> end = {};
  std::shared_ptr<const resource::Site> site{new resource::Site{*make_test_site()},
                                             [this](const resource::Site* ended) {
                                               delete ended;
                                               end.set_value(std::this_thread::get_id());
                                             }};
};

/// The thread on which `reclaimer` lets go.
std::thread::id thread_of(const Reclaimer& reclaimer) {
  WatchedSite last;
  auto end = last.end.get_future();
  reclaimer.guard(std::move(last.site)).reset();
  return end.get();
}

TEST(OldSite, IsTornDownByTheReclaimerAtOnceThoughNobodyAsksForAnything) {
  constexpr unsigned threads = 6;
  const Reclaimer reclaimer;
  WatchedSite old;
  auto end = old.end.get_future();
  TestServer test{{.threads = threads}};
  test.site.replace(reclaimer.guard(std::move(old.site)));
  while (test.site.get().use_count() < threads + 2) std::this_thread::yield();  // every thread has it, and so have we
  test.site.replace(make_test_site("second"));
  ASSERT_EQ(end.wait_for(minutes{1}), std::future_status::ready) << "idle threads hold on to it";
  EXPECT_EQ(end.get(), thread_of(reclaimer));
}
TEST(OldSite, IsNotTornDownByTheThreadThatLetsGoLast) {
  const Reclaimer reclaimer;
  WatchedSite old;
  auto end = old.end.get_future();
  HandServer server;
  server.site.replace(reclaimer.guard(std::move(old.site)));
  RawClient client = server.connect();
  EXPECT_EQ(client.ask(get_feed).status, 200);
  server.site.replace(make_test_site("second"));
  EXPECT_TRUE(client.ask(get_feed).body.starts_with("identity of second"));
  const std::thread::id torn_down_by = end.get();
  EXPECT_NE(torn_down_by, std::this_thread::get_id()) << "that is the one that answers";
  EXPECT_EQ(torn_down_by, thread_of(reclaimer));
}
TEST(OldSite, IsNotKeptByASlowReaderWhoGetsAllOfHisAnswer) {
  HandServer server;
  const std::string large(8'000'000, '.');
  server.site.replace(make_site_with_body(large));
  const std::weak_ptr<const resource::Site> old = server.site.get();
  RawClient client = server.connect();
  client.send(get_feed);
  server.go_on();
  server.site.replace(make_test_site("second"));
  server.go_on();
  EXPECT_TRUE(old.expired());
  EXPECT_TRUE(client.receive().body == large);
}
TEST(OldSite, KeepsNoBodyInAThreadThatHasNothingToDo) {
  HandServer server;
  server.site.replace(make_site_with_body(std::string(HotBodies::smallest, '.')));
  const resource::Bytes body = feed_in(*server.site.get(), resource::Coding::identity).body;
  {
    RawClient client = server.connect();
    for (std::uint32_t i = 0; i < 2 * HotBodies::often; ++i) EXPECT_EQ(client.ask(get_feed).status, 200);
  }
  server.site.replace(make_test_site("second"));
  server.go_on();
  ASSERT_GT(body.use_count(), 1) << "it is not sent from a file: this test tells nothing";
  for (int second = 0; second < 10 && server.worker->time_to_wait() >= seconds{0}; ++second) server.pass(seconds{1});
  EXPECT_EQ(body.use_count(), 1);
  EXPECT_LT(server.worker->time_to_wait(), seconds{0}) << "it may sleep now";
}

/// A clock that fails once, which nothing in the world of connections explains.
class FailingClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override { return test_last_modified; }
  [[nodiscard]] std::chrono::steady_clock::time_point ticks() const override {
    if (fails_.exchange(false)) throw std::runtime_error{"no time"};
    return {};
  }
  void fail_once() { fails_ = true; }

 private:
  mutable std::atomic<bool> fails_ = false;
};

class LostThread : public testing::Test {
 protected:
  void start(unsigned threads) {
    server_.emplace(ServerConfig{.listen = {{.host = "127.0.0.1", .port = 0}}, .threads = threads}, site_, clock_, log_,
                    Server::Company{.thread_lost = [this] { lost_.set_value(); }});
    const auto started = server_->start();
    ASSERT_TRUE(started.has_value());
    port_ = started.value->front().port;
  }
  /// Ends one of the threads, and waits until it has.
  void lose_one() {
    auto lost = lost_.get_future();
    clock_.fail_once();
    site_.replace(make_test_site());  // wakes all
    ASSERT_EQ(lost.wait_for(minutes{1}), std::future_status::ready);
  }

  resource::CurrentSite site_ = {};
  FailingClock clock_ = {};
  SilentLog log_ = {};
  std::promise<void> lost_ = {};
  std::optional<Server> server_ = {};
  std::uint16_t port_ = 0;
};

TEST_F(LostThread, ListensNoMore) {
  start(1);
  lose_one();
  const FileDescriptor probe{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
  const auto address = resolve({.host = "127.0.0.1", .port = port_});
  EXPECT_NE(::connect(probe.number(), address->get(), address->size), 0);
}
TEST_F(LostThread, LeavesAllClientsToTheOthers) {
  start(2);
  lose_one();
  for (int i = 0; i < 50; ++i) EXPECT_EQ(RawClient{port_}.ask(get_feed).status, 200) << i;
}
TEST_F(LostThread, HoldsNoSite) {
  const Reclaimer reclaimer;
  WatchedSite old;
  auto end = old.end.get_future();
  start(2);
  site_.replace(reclaimer.guard(std::move(old.site)));
  for (int i = 0; i < 20; ++i) EXPECT_EQ(RawClient{port_}.ask(get_feed).status, 200) << i;
  lose_one();
  EXPECT_EQ(end.wait_for(minutes{1}), std::future_status::ready);
}
TEST_F(LostThread, EndsItsConnections) {
  start(1);
  site_.replace(make_test_site());
  RawClient client{port_};
  EXPECT_EQ(client.ask(get_feed).status, 200);
  lose_one();
  EXPECT_TRUE(client.is_closed());
}

}  // namespace
}  // namespace citefeed::http
