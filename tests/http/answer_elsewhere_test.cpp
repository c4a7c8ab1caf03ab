#include "http/answer.hpp"

#include <gtest/gtest.h>

#include "raw_client.hpp"

namespace citefeed::http {
namespace {

std::string request(const std::string& method, const std::string& target, const std::string& host = "feeds.example") {
  return method + " " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
}

/// Where a request is sent; empty when nowhere.
std::string location(const std::string& bytes, std::uint16_t https_port = 443) {
  const Answer answer = answer_elsewhere(read_request(bytes, 0, {}), https_port, nullptr);
  const auto begin = answer.own_fields.find("Location: ");
  if (answer.status != Status::moved_permanently || begin == std::string::npos) return {};
  return answer.own_fields.substr(begin + 10, answer.own_fields.find("\r\n", begin) - begin - 10);
}

TEST(Elsewhere, IsTheSameHostPathAndQueryOverHttps) {
  EXPECT_EQ(location(request("GET", "/topics/empathy/feed.atom?a=b&c=%20")),
            "https://feeds.example/topics/empathy/feed.atom?a=b&c=%20");
  EXPECT_EQ(location(request("HEAD", "/")), "https://feeds.example/");
  EXPECT_EQ(location(request("GET", "//other.example/")), "https://feeds.example//other.example/")
      << "nobody is sent to another host by a crafted path";
}
TEST(Elsewhere, HasThePortOfHttps) {
  EXPECT_EQ(location(request("GET", "/", "feeds.example:8080")), "https://feeds.example/");
  EXPECT_EQ(location(request("GET", "/", "feeds.example:80"), 8443), "https://feeds.example:8443/");
  EXPECT_EQ(location(request("GET", "/", "[::1]:80"), 8443), "https://[::1]:8443/");
  EXPECT_EQ(location(request("GET", "/", "[::1]")), "https://[::1]/");
}
TEST(Elsewhere, FollowsAnAbsoluteTarget) {
  EXPECT_EQ(location(request("GET", "http://other.example:80/a?b", "h")), "https://other.example/a?b");
  EXPECT_EQ(location(request("GET", "http://other.example?b", "h")), "https://other.example/?b");
}
TEST(Elsewhere, IsNowhereWithoutAHost) {
  EXPECT_EQ(location("GET / HTTP/1.0\r\n\r\n"), "");
  EXPECT_EQ(answer_elsewhere(read_request("GET / HTTP/1.0\r\n\r\n", 0, {}), 443, nullptr).status, Status::bad_request);
}
TEST(Elsewhere, RefusesWhatIsRefusedEverywhere) {
  EXPECT_EQ(answer_elsewhere(read_request(request("POST", "/"), 0, {}), 443, nullptr).status,
            Status::method_not_allowed);
  EXPECT_EQ(answer_elsewhere(read_request(request("GET", "/%zz"), 0, {}), 443, nullptr).status, Status::bad_request);
  EXPECT_TRUE(answer_elsewhere(read_request("GET / HTTP/1.1\r\n\r\n", 0, {}), 443, nullptr).close) << "no Host";
}

class Alive final : public LivePages {
 public:
  [[nodiscard]] std::optional<LiveAnswer> find(std::string_view path, std::string_view /*query*/) const override {
    if (path != "/healthz") return std::nullopt;
    return LiveAnswer{.content_type = "text/plain", .body = "ok\n"};
  }
};

TEST(RedirectingPort, AnswersMonitorsAndSendsReadersOn) {
  const Alive alive;
  const TestServer test{{.listen = {{.host = "127.0.0.1", .protocol = Protocol::redirect}}}, {.live = &alive}};
  RawClient client = test.connect();
  const Response moved = client.ask(get_feed);
  EXPECT_EQ(moved.status, 301);
  EXPECT_EQ(moved.field("Location"), "https://h/feed.atom");
  EXPECT_EQ(client.ask("GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n").body, "ok\n");
}

}  // namespace
}  // namespace citefeed::http
