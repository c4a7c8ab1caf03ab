#include "telemetry/metrics.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <thread>

namespace citefeed::telemetry {
namespace {

using std::chrono::microseconds;
using testing::HasSubstr;
using testing::Not;

void answer(http::Observer& observer, const char* target, http::Status status, std::uint64_t bytes = 0,
            const resource::Representation* representation = nullptr,
            std::chrono::nanoseconds took = microseconds{20}) {
  const http::RequestHead request{.method = http::Method::get, .target = target};
  observer.answered({.request = request,
                     .status = status,
                     .body_bytes = bytes,
                     .representation = representation,
                     .client = IpAddress{},
                     .duration = took});
}

std::string text_of(const Metrics& metrics) {
  Exposition exposition;
  metrics.write(exposition);
  return exposition.text();
}

TEST(Metrics, CountRequestsByRouteAndStatus) {
  Metrics metrics;
  auto& thread = metrics.add_thread();
  answer(thread, "/feed.atom", http::Status::ok);
  answer(thread, "/feed.atom", http::Status::not_modified);
  answer(thread, "/topics/a/feed.atom?x", http::Status::not_modified);
  answer(thread, "/topics/gone/feed.atom", http::Status::gone);
  answer(thread, "/wp-login.php", http::Status::not_found);
  const std::string text = text_of(metrics);
  EXPECT_THAT(text, HasSubstr("citefeed_requests_total{route=\"atom\",status=\"200\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("citefeed_requests_total{route=\"atom\",status=\"304\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("citefeed_requests_total{route=\"atom\",status=\"410\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("citefeed_requests_total{route=\"none\",status=\"404\"} 1\n"));
  EXPECT_THAT(text, Not(HasSubstr("wp-login")));
}

TEST(Metrics, CountBytesByCoding) {
  Metrics metrics;
  auto& thread = metrics.add_thread();
  const resource::Representation br{.coding = resource::Coding::br};
  answer(thread, "/feed.atom", http::Status::ok, 700, &br);
  answer(thread, "/feed.atom", http::Status::ok, 70, &br);
  answer(thread, "/x", http::Status::not_found, 5);
  const std::string text = text_of(metrics);
  EXPECT_THAT(text, HasSubstr("citefeed_response_body_bytes_total{coding=\"br\"} 770\n"));
  EXPECT_THAT(text, HasSubstr("citefeed_response_body_bytes_total{coding=\"identity\"} 5\n"));
  EXPECT_THAT(text, HasSubstr("citefeed_response_body_bytes_total{coding=\"gzip\"} 0\n"));
}

TEST(Metrics, PutEachAnswerIntoTheBucketOfItsLatency) {
  Metrics metrics;
  auto& thread = metrics.add_thread();
  answer(thread, "/", http::Status::ok, 0, nullptr, microseconds{10});
  answer(thread, "/", http::Status::ok, 0, nullptr, microseconds{11});
  answer(thread, "/", http::Status::ok, 0, nullptr, std::chrono::seconds{2});
  const std::string text = text_of(metrics);
  EXPECT_THAT(text, HasSubstr("citefeed_response_duration_seconds_bucket{le=\"1e-05\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("citefeed_response_duration_seconds_bucket{le=\"2.5e-05\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("citefeed_response_duration_seconds_bucket{le=\"1\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("citefeed_response_duration_seconds_bucket{le=\"+Inf\"} 3\n"));
  EXPECT_THAT(text, HasSubstr("citefeed_response_duration_seconds_sum 2.000021\n"));
}

TEST(Metrics, SumWhatThreadsCountWhileTheyGoOnCounting) {
  Metrics metrics;
  auto& first = metrics.add_thread();
  auto& second = metrics.add_thread();
  const auto work = [](http::Observer& observer) {
    for (int i = 0; i < 1000; ++i) {
      observer.opened();
      answer(observer, "/feed.rss", http::Status::ok);
    }
    for (int i = 0; i < 400; ++i) observer.closed();
    observer.mismatched();
  };
  std::thread other{[&] { work(second); }};
  work(first);
  static_cast<void>(text_of(metrics));
  other.join();
  const std::string text = text_of(metrics);
  EXPECT_THAT(text, HasSubstr("citefeed_requests_total{route=\"rss\",status=\"200\"} 2000\n"));
  EXPECT_THAT(text, HasSubstr("citefeed_connections 1200\n"));
  EXPECT_THAT(text, HasSubstr("citefeed_connections_opened_total 2000\n"));
  EXPECT_THAT(text, HasSubstr("citefeed_proxy_protocol_mismatches_total 2\n"));
}

}  // namespace
}  // namespace citefeed::telemetry
