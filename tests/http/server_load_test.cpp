#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <atomic>
#include <cerrno>
#include <functional>
#include <system_error>
#include <thread>
#include <vector>

#include "raw_client.hpp"

namespace citefeed::http {
namespace {

/// Every answer is whole and of one generation: the tag, the length and the bytes belong together.
TEST(HttpServer, GivesWholeAnswersWhileSitesAreReplaced) {
  TestServer test{{.threads = 2}};
  std::vector<std::shared_ptr<resource::Site>> sites;
  sites.reserve(8);
  for (int i = 0; i < 8; ++i)
    sites.push_back(
        make_test_site("generation " + std::to_string(i) + std::string(static_cast<std::size_t>(i) * 1000, '.')));
  std::atomic<bool> done = false;
  std::thread publisher{[&] {
    for (std::size_t i = 0; !done; ++i) {
      test.site.replace(sites[i % sites.size()]);
      std::this_thread::yield();
    }
  }};
  const auto is_of_one_generation = [&sites](const Response& response) {
    for (const auto& site : sites) {
      const auto& representation = feed_in(*site, resource::Coding::zstd);
      if (to_field(representation.tag) == response.field("ETag")) return response.body == *representation.body;
    }
    return false;
  };
  std::vector<std::thread> clients;
  clients.reserve(4);
  for (int i = 0; i < 4; ++i) {
    clients.emplace_back([&] {
      RawClient client = test.connect();
      static_cast<void>(client.ask(get_feed));
      for (int request = 0; request < 200; ++request) {
        const Response response = client.ask("GET /feed.atom HTTP/1.1\r\nHost: h\r\nAccept-Encoding: zstd\r\n\r\n");
        ASSERT_TRUE(response.complete);
        if (response.body.starts_with("zstd first")) continue;
        ASSERT_TRUE(is_of_one_generation(response)) << response.head;
      }
    });
  }
  for (auto& client : clients) client.join();
  done = true;
  publisher.join();
}

TEST(HttpServer, ServesManyConnectionsAtOnce) {
  TestServer test{{.threads = 2}};
  std::vector<RawClient> clients;
  clients.reserve(300);
  for (int i = 0; i < 300; ++i) clients.push_back(test.connect());
  for (const RawClient& client : clients) client.send(get_feed);
  for (RawClient& client : clients) EXPECT_TRUE(client.receive().complete);
  for (RawClient& client : clients) EXPECT_EQ(client.ask(get_feed).status, 200);
}

TEST(HttpServer, DoesNotMindClientsThatLeaveInTheMiddle) {
  TestServer test;
  test.site.replace(make_site_with_body(std::string(5'000'000, '.')));
  for (int i = 0; i < 50; ++i) {
    const RawClient client{test.port(), 4096};
    client.send(i % 2 == 0 ? get_feed : get_feed.substr(0, 20));
  }
  EXPECT_EQ(test.ask("GET /nothing HTTP/1.1\r\nHost: h\r\n\r\n").status, 404);
}

/// While the process has no file left, clients that are there are served on; afterwards new ones are accepted again.
TEST(HttpServer, OutlivesAShortageOfFiles) {
  TestServer test;
  RawClient present = test.connect();
  EXPECT_EQ(present.ask(get_feed).status, 200);
  RawClient waiting = test.connect();  // takes its own file before the shortage
  EXPECT_EQ(waiting.ask(get_feed).status, 200);

  // Clang's -fsanitize=vptr opens a pipe the first time it looks at a type; let that be while there are files.
  const std::reference_wrapper<Log> log = test.log;
  log.get().write("shortage", {{.key = "error", .value = std::generic_category().message(EMFILE)}});

  rlimit usual = {};
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &usual), 0);
  const FileDescriptor highest{open("/dev/null", O_RDONLY | O_CLOEXEC)};
  // One more file may be opened: the client's. None is left for the server's end of it.
  const rlimit tight{.rlim_cur = static_cast<rlim_t>(highest.number()) + 2, .rlim_max = usual.rlim_max};
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &tight), 0);
  RawClient newcomer = test.connect();
  newcomer.send(get_feed);
  EXPECT_EQ(present.ask(get_feed).status, 200);
  EXPECT_EQ(waiting.ask(get_feed).status, 200);
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &usual), 0);
  test.pass(std::chrono::seconds{1});
  EXPECT_EQ(newcomer.receive().status, 200);
}

}  // namespace
}  // namespace citefeed::http
