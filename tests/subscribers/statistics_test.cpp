// The three forms of statistics, compared with files byte by byte; UPDATE_GOLDEN=1 writes them anew and fails once.
#include "subscribers/statistics.hpp"

#include <gtest/gtest.h>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <pugixml.hpp>

namespace citefeed::subscribers {
namespace {

Statistics example() {
  Statistics statistics{.today = std::chrono::year{2026} / 11 / 27,
                        .time_zone = "America/Toronto",
                        .since = Instant{std::chrono::seconds{1795730400}},
                        .problem = "The latest numbers cannot be saved: database or disk is full"};
  statistics.days = {{"2026-10-28", "/feed.atom", 10, 1, 40, 300, 90'000},
                     {"2026-11-20", "/feed.atom", 12, 2, 41, 310, 91'000},
                     {"2026-11-26", "/feed.atom", 16, 3, 20, 180, 15'000},
                     {"2026-11-26", "/topics/anxiety,%20fear/feed.rss", 0, 1, 2, 0, 1400},
                     {"2026-11-27", "/feed.atom", 17, 1, 5, 15, 3500}};
  statistics.announcements = {{"2026-11-26", "/feed.atom", "Feedly", 16}, {"2026-11-27", "/feed.atom", "Feedly", 17}};
  statistics.behaviour = {
      {"Feedly", {.requests = 24, .not_modified = 24}},
      {"Wasteful", {.requests = 4, .unconditional = 2, .wrong_validators = 1, .hasty = 3, .wasted_bytes = 2100}}};
  return statistics;
}

void expect_golden(const std::string& text, const std::string& name) {
  const std::string path = std::string{CITEFEED_SOURCE_DIR} + "/tests/golden/statistics/" + name;
  std::ifstream in{path, std::ios::binary};
  const std::string expected{std::istreambuf_iterator<char>{in}, {}};
  if (std::getenv("UPDATE_GOLDEN") != nullptr && text != expected) std::ofstream{path, std::ios::binary} << text;
  EXPECT_EQ(text, expected);
}

TEST(Statistics, AreAPage) {
  expect_golden(to_html(example()), "example.html");
}

TEST(Statistics, AreJson) {
  expect_golden(to_json(example()), "example.json");
}

TEST(Statistics, AreCsv) {
  expect_golden(to_csv(example()), "example.csv");
}

TEST(Statistics, OfNothingAreAPageToo) {
  expect_golden(to_html({.today = std::chrono::year{2026} / 11 / 27, .time_zone = "UTC"}), "empty.html");
}

/// Every table has a caption and heads for its columns and rows, so that it can be understood without being seen.
TEST(Statistics, AreATableThatCanBeReadAloud) {
  const std::string page = to_html(example());
  pugi::xml_document body;
  const std::size_t begin = page.find("<main>");  // what stands before is HTML and no XML: <meta> has no end
  ASSERT_TRUE(body.load_string(page.substr(begin, page.find("</body>") - begin).c_str()));
  const auto tables = body.select_nodes("//table");
  EXPECT_EQ(tables.size(), 4U);
  for (const auto& table : tables) {
    EXPECT_TRUE(table.node().child("caption"));
    const auto heads = table.node().select_nodes("thead/tr/th[@scope='col']");
    for (const auto& row : table.node().select_nodes("tbody/tr")) {
      EXPECT_TRUE(row.node().child("th").attribute("scope"));
      EXPECT_EQ(row.node().select_nodes("th|td").size(), heads.size());
    }
  }
}

TEST(Statistics, EscapeWhatTheyAreTold) {
  Statistics statistics = example();
  statistics.days[0].feed = "/<script>&\"";
  const std::string page = to_html(statistics);
  EXPECT_EQ(page.find("<script>"), std::string::npos);
  EXPECT_NE(page.find("/&lt;script&gt;&amp;&quot;"), std::string::npos);
}

}  // namespace
}  // namespace citefeed::subscribers
