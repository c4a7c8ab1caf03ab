// What an observer is told of the answers of a real server.
#include "http/observer.hpp"

#include <gtest/gtest.h>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "raw_client.hpp"

namespace citefeed::http {
namespace {

/// Copies of what matters in an Exchange.
struct Seen {
  std::string target = {};
  std::string user_agent = {};
  Status status = Status::ok;
  std::uint64_t body_bytes = 0;
  const resource::Representation* representation = nullptr;
  std::string client = {};
  Instant at = {};
  std::chrono::nanoseconds duration = {};
};

class Recorder final : public Observer {
 public:
  void opened() noexcept override {
    note([this] { ++opened_; });
  }
  void closed() noexcept override {
    note([this] { ++closed_; });
  }
  void answered(const Exchange& exchange) noexcept override {
    note([&] {
      seen_.push_back({.target = std::string{exchange.request.target},
                       .user_agent = std::string{exchange.request.user_agent},
                       .status = exchange.status,
                       .body_bytes = exchange.body_bytes,
                       .representation = exchange.representation,
                       .client = to_string(exchange.client),
                       .at = exchange.at,
                       .duration = exchange.duration});
    });
  }
  void mismatched() noexcept override {
    note([this] { ++mismatched_; });
  }
  [[nodiscard]] int mismatches() const {
    const std::lock_guard lock{mutex_};
    return mismatched_;
  }
  [[nodiscard]] std::vector<Seen> seen() const {
    const std::lock_guard lock{mutex_};
    return seen_;
  }
  [[nodiscard]] int still_open() const {
    const std::lock_guard lock{mutex_};
    return opened_ - closed_;
  }

 private:
  template <class Note>
  void note(const Note& what) {
    const std::lock_guard lock{mutex_};
    what();
  }
  mutable std::mutex mutex_ = {};
  std::vector<Seen> seen_ = {};
  int opened_ = 0;
  int closed_ = 0;
  int mismatched_ = 0;
};

class Recorders final : public Observers {
 public:
  Observer& add_thread() override { return recorders.emplace_back(); }
  std::deque<Recorder> recorders = {};
};

/// A server that is watched; stopped, so that all was told, by stop().
struct Watched {
  Recorders observers = {};
  TestServer test{{}, {.observers = &observers}};

  [[nodiscard]] std::vector<Seen> stop() {
    test.server.stop(std::chrono::seconds{5});
    return observers.recorders.front().seen();
  }
};

TEST(Observer, IsToldOfAProxyHeaderThatIsMissingOrUnexpected) {
  for (const bool is_expected : {true, false}) {
    Recorders observers;
    ServerConfig config;
    if (is_expected) config.clients.proxy_protocol_from = loopback_ranges();
    TestServer test{config, {.observers = &observers}};
    const std::string header = "PROXY TCP4 192.0.2.1 192.0.2.9 56324 80\r\n";
    const std::string with_header = header + std::string{get_feed};
    EXPECT_EQ(test.ask(is_expected ? with_header : std::string{get_feed}).status, 200);
    {
      RawClient client = test.connect();
      client.send(is_expected ? std::string{get_feed} : with_header);
      EXPECT_TRUE(is_expected ? client.is_closed() : client.receive().status == 400);
    }
    test.server.stop(std::chrono::seconds{5});
    EXPECT_EQ(observers.recorders.front().mismatches(), 1);
  }
}

TEST(Observer, IsToldOfRequestAndAnswer) {
  Watched watched;
  static_cast<void>(
      watched.test.ask("GET /feed.atom?utm=1 HTTP/1.1\r\nHost: h\r\nAccept-Encoding: br\r\n"
                       "User-Agent: Feedly/1.0\r\n\r\n"));
  const auto seen = watched.stop();
  ASSERT_EQ(seen.size(), 1U);
  EXPECT_EQ(seen[0].target, "/feed.atom?utm=1");
  EXPECT_EQ(seen[0].user_agent, "Feedly/1.0");
  EXPECT_EQ(seen[0].status, Status::ok);
  EXPECT_EQ(seen[0].client, "127.0.0.1");
  EXPECT_EQ(seen[0].at, watched.test.clock.now());
  const auto& br = feed_in(*watched.test.site.get(), resource::Coding::br);
  EXPECT_EQ(seen[0].representation, &br);
  EXPECT_EQ(seen[0].body_bytes, br.body->size());
}

/// Takes 12 ms of the server's clock to answer.
class SlowPages final : public LivePages {
 public:
  [[nodiscard]] std::optional<LiveAnswer> find(std::string_view /*path*/, std::string_view /*query*/) const override {
    clock->pass(std::chrono::milliseconds{12});
    return LiveAnswer{};
  }
  HandClock* clock = nullptr;
};

TEST(Observer, IsToldHowLongAnAnswerTook) {
  Recorders observers;
  SlowPages pages;
  TestServer test{{}, {.observers = &observers, .live = &pages}};
  pages.clock = &test.clock;
  static_cast<void>(test.ask("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n"));
  test.server.stop(std::chrono::seconds{5});
  const auto seen = observers.recorders.front().seen();
  ASSERT_EQ(seen.size(), 1U);
  EXPECT_EQ(seen[0].duration, std::chrono::milliseconds{12});
}

TEST(Observer, IsToldThatHeadAnd304HaveNoBody) {
  Watched watched;
  static_cast<void>(watched.test.ask("HEAD /feed.atom HTTP/1.1\r\nHost: h\r\n\r\n", true));
  static_cast<void>(watched.test.ask("GET /feed.atom HTTP/1.1\r\nHost: h\r\nIf-None-Match: *\r\n\r\n"));
  const auto seen = watched.stop();
  ASSERT_EQ(seen.size(), 2U);
  EXPECT_EQ(seen[0].body_bytes, 0U);
  EXPECT_EQ(seen[1].status, Status::not_modified);
  EXPECT_EQ(seen[1].body_bytes, 0U);
  EXPECT_NE(seen[1].representation, nullptr);
}

TEST(Observer, IsToldOfRefusalsWithoutARepresentation) {
  Watched watched;
  const Response refused = watched.test.ask("GET /feed.atom HTTP/1.1\r\n\r\n");
  const auto seen = watched.stop();
  ASSERT_EQ(seen.size(), 1U);
  EXPECT_EQ(seen[0].status, Status::bad_request);
  EXPECT_EQ(seen[0].representation, nullptr);
  EXPECT_EQ(seen[0].body_bytes, refused.body.size());
}

TEST(Observer, SeesEveryConnectionOpenAndClose) {
  Watched watched;
  for (int i = 0; i < 3; ++i) static_cast<void>(watched.test.ask(get_feed));
  EXPECT_EQ(watched.stop().size(), 3U);
  EXPECT_EQ(watched.observers.recorders.front().still_open(), 0);
}

TEST(Observer, HasOneForEachThread) {
  Recorders observers;
  TestServer test{{.threads = 3}, {.observers = &observers}};
  test.server.stop(std::chrono::seconds{0});
  EXPECT_EQ(observers.recorders.size(), 3U);
}

}  // namespace
}  // namespace citefeed::http
