// What happens where there is no memory: the operator is told all the same, and a client is lost, never the server.
#include "../base/scarce_memory.hpp"

#include <gtest/gtest.h>
#include <array>
#include <chrono>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "../http/hand_server.hpp"
#include "../http/test_certificates.hpp"
#include "../publish/example_site.hpp"
#include "../resource/with_resource.hpp"
#include "app/process.hpp"
#include "base/log.hpp"
#include "engine/vitals.hpp"

namespace citefeed {
namespace {

using std::chrono::seconds;

TEST(LogLine, IsWrittenWithoutMemory) {
  std::array<char, 10'000> line = {};
  std::size_t used = 0;
  std::size_t pieces = 0;
  const std::string value(6000, 'x');
  const TakeLogPiece take = [&](std::string_view piece) {
    used += piece.copy(line.data() + used, line.size() - used);
    ++pieces;
  };
  {
    const ScarceMemory none{1};
    write_log_line("connection_failed", {{.key = "error", .value = "no memory"}, {.key = "path", .value = value}},
                   take);
  }
  EXPECT_EQ(std::string_view(line.data(), used), "event=connection_failed error=\"no memory\" path=" + value + "\n");
  EXPECT_EQ(pieces, 2U) << "what is longer than a piece comes in several";
}
TEST(LogOfTheProcess, IsWrittenAndCountedWithoutMemory) {
  app::StderrLog standard_error;
  engine::Vitals vitals;
  engine::CountingLog log{standard_error, vitals};
  testing::internal::CaptureStderr();
  {
    const ScarceMemory none{1};
    log.write("thread_failed", {{.key = "error", .value = "no memory at all"}});
  }
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "event=thread_failed error=\"no memory at all\"\n");
  telemetry::Exposition exposition;
  vitals.write(exposition, {});
  EXPECT_NE(exposition.text().find("citefeed_events_total{event=\"thread_failed\"} 1\n"), std::string::npos);
}

/// Calls `attempt` again and again, each time with another allocation that fails, until none does.
template <class Attempt>
void fail_each_allocation(const Attempt& attempt) {
  for (long failing = 1;; ++failing) {
    SCOPED_TRACE(failing);
    if (!attempt(failing)) return;
  }
}

TEST(DigestFeed, IsWholeWhenItIsAskedForAgainAfterThereWasNoMemory) {
  const auto feed_of = [](const publish::Publication& publication) { return publication.site->at("/digest.atom"); };
  const auto make = [] {
    return publish::publish_example(
        {publish::example_post({.slug = "one", .topics = {"empathy"}}),
         publish::example_post({.slug = "two", .topics = {"cbt"}, .age = std::chrono::days{40}}),
         publish::example_post({.slug = "three", .topics = {"cbt"}, .age = std::chrono::days{70}})});
  };
  const auto body_of = [](const resource::Resource& feed) { return *feed.prepared().usual.front()->body; };
  const std::string expected = body_of(*feed_of(make()));
  ASSERT_NE(expected.find("<entry"), std::string::npos) << "this test tells nothing";
  long tries = 0;
  fail_each_allocation([&](long failing) {
    ++tries;
    const auto publication = make();
    const auto feed = feed_of(publication);
    bool was_met = false;
    try {
      const ScarceMemory scarce{failing};
      static_cast<void>(feed->prepared());
    } catch (const std::bad_alloc&) {
      was_met = true;
    }
    EXPECT_EQ(body_of(*feed), expected);
    return was_met && tries < 400;  // by then its entries have long been made
  });
  EXPECT_GT(tries, 20);
}
TEST(RenewedCertificates, AreReadAsSoonAsThereIsMemory) {
  const http::CertificateFolder folder;
  const auto files = folder.make("first", {"first.example"});
  fail_each_allocation([&](long failing) {
    http::Certificates certificates{{files}};
    bool was_met = false;
    try {
      const ScarceMemory scarce{failing};
      static_cast<void>(certificates.load());
    } catch (const std::bad_alloc&) {
      was_met = true;
    }
    EXPECT_EQ(certificates.have_changed(), was_met);
    return was_met;
  });
}

/// Clients in every state in which a connection takes memory.
class Crowd final {
 public:
  explicit Crowd(http::HandServer& server) {
    for (const std::string& bytes :
         {std::string{http::get_feed}, std::string{"GET /nothing HTTP/1.1\r\nHost: h\r\n\r\n"},
          std::string{"GET /feed.atom HTTP/1.1\r\nHost: h\r\nX: "} + std::string(3000, 'x'),
          std::string{http::get_feed} + "GET /old/path HTTP/1.1\r\nHost: h\r\n\r\n" + std::string{http::get_feed},
          std::string{"GET /large HTTP/1.1\r\nHost: h\r\n\r\n"} + std::string{http::get_feed},
          std::string{"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n"}, std::string{"nonsense\r\n\r\n"}}) {
      clients_.push_back(server.connect());
      clients_.back().send(bytes);
    }
  }

 private:
  std::vector<http::RawClient> clients_ = {};
};

std::shared_ptr<const resource::Site> site_with_a_large_page() {
  resource::CodedBodies bodies;
  bodies.by_coding[0] = resource::make_coded_body(std::string(2'000'000, '.'));
  return std::make_shared<const resource::Site>(resource::with_resource(
      *http::make_test_site(), "/large",
      std::make_shared<const resource::Resource>(Digest{}, resource::prepare({.content_type = "text/plain"}, bodies))));
}

TEST(HttpServerWithoutMemory, LetsNewClientsWaitUntilThereIsSome) {
  http::HandServer server;
  http::RawClient first = server.connect();
  http::RawClient second = server.connect();
  first.send(http::get_feed);
  second.send(http::get_feed);
  {
    const ScarceMemory none{1};
    server.go_on();
    EXPECT_TRUE(none.was_met());
  }
  server.pass(seconds{1});
  EXPECT_EQ(second.receive().status, 200);
}

TEST(HttpServerWithoutMemory, LosesThoseWhoNeedSomeAndServesOnWhateverAllocationFails) {
  http::HandServer server;
  server.site.replace(site_with_a_large_page());
  http::RawClient resting = server.connect();
  ASSERT_EQ(resting.ask(http::get_feed).status, 200);
  const std::string expected = server.ask(http::get_feed).body;
  long failing = 1;
  for (bool was_met = true; was_met; ++failing) {
    {
      const Crowd crowd{server};
      const ScarceMemory scarce{failing};
      server.go_on();
      server.clock.pass(seconds{1});  // another Date, and a look at all connections
      server.go_on();
      was_met = scarce.was_met();
    }
    server.pass(seconds{1});  // after which new clients are accepted again
    ASSERT_EQ(server.ask(http::get_feed).body, expected) << "after allocation " << failing;
    ASSERT_EQ(resting.ask(http::get_feed).status, 200) << "after allocation " << failing;
  }
  EXPECT_GT(failing, 20) << "this test tells nothing";
  resting.finish_sending();
  server.go_on();
  EXPECT_LT(server.worker->time_to_wait(), seconds{0}) << "no connection is left behind";
}

}  // namespace
}  // namespace citefeed
