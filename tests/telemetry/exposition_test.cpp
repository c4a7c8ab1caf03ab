#include "telemetry/metrics.hpp"

#include <gtest/gtest.h>
#include <array>

namespace citefeed::telemetry {
namespace {

TEST(Exposition, WritesHelpTypeAndSamples) {
  Exposition exposition;
  exposition.begin("a_total", "counter", "What a counts");
  exposition.sample(3, {{"route", "atom"}, {"status", "200"}});
  exposition.sample(1e15);
  EXPECT_EQ(exposition.text(),
            "# HELP a_total What a counts\n# TYPE a_total counter\na_total{route=\"atom\",status=\"200\"} 3\n"
            "a_total 1000000000000000\n");
}

TEST(Exposition, EscapesLabelValues) {
  Exposition exposition;
  exposition.begin("a", "gauge", "A");
  exposition.sample(1, {{"event", "x\\y\"z\nend"}});
  EXPECT_EQ(exposition.text(), "# HELP a A\n# TYPE a gauge\na{event=\"x\\\\y\\\"z\\nend\"} 1\n");
}

TEST(Exposition, SumsTheBucketsOfAHistogram) {
  Exposition exposition;
  exposition.begin("h", "histogram", "H");
  exposition.histogram(std::array{0.1, 2.5}, std::array<std::uint64_t, 3>{4, 0, 2}, 9.5);
  EXPECT_EQ(exposition.text(),
            "# HELP h H\n# TYPE h histogram\nh_bucket{le=\"0.1\"} 4\nh_bucket{le=\"2.5\"} 4\nh_bucket{le=\"+Inf\"} 6\n"
            "h_sum 9.5\nh_count 6\n");
}

}  // namespace
}  // namespace citefeed::telemetry
