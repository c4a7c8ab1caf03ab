#include "app/commands.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

namespace citefeed::app {
namespace {

const std::vector<Diagnostic> problems{
    {.file = "content/2023/12/a b.md",
     .line = 3,
     .column = 8,
     .severity = Severity::error,
     .message = "expected a \"date\""},
    {.file = "feeds", .severity = Severity::warning, .message = "expected topics, found none"}};

TEST(JsonReport, NamesEveryPlaceThatIsKnownAndNoOther) {
  EXPECT_EQ(
      to_json_report(problems),
      R"([{"file":"content/2023/12/a b.md","line":3,"column":8,"severity":"error","message":"expected a \"date\""},)"
      R"({"file":"feeds","severity":"warning","message":"expected topics, found none"}])"
      "\n");
}

TEST(JsonReport, IsAnEmptyArrayWhenAllIsWell) {
  EXPECT_EQ(to_json_report({}), "[]\n");
}

TEST(SarifReport, CountsColumnsInCodePoints) {
  const auto line = [](const std::string&, std::uint32_t) {
    return std::string{"tïtlë: x"};
  };  // ï and ë take two bytes
  const auto log = boost::json::parse(to_sarif_report(problems, line));
  const auto& run = log.at("runs").at(0);
  EXPECT_EQ(run.at("columnKind").as_string(), "unicodeCodePoints");
  const auto& place = run.at("results").at(0).at("locations").at(0).at("physicalLocation");
  EXPECT_EQ(place.at("artifactLocation").at("uri").as_string(), "content/2023/12/a%20b.md");
  EXPECT_EQ(place.at("region").at("startLine").as_int64(), 3);
  EXPECT_EQ(place.at("region").at("startColumn").to_number<int>(), 6);
}

TEST(SarifReport, LeavesOutARegionThatIsNotKnown) {
  const auto log = boost::json::parse(to_sarif_report(problems, [](const auto&, auto) { return std::string{}; }));
  const auto& result = log.at("runs").at(0).at("results").at(1);
  EXPECT_EQ(result.at("level").as_string(), "warning");
  EXPECT_FALSE(result.at("locations").at(0).at("physicalLocation").as_object().contains("region"));
}

TEST(SarifReport, AColumnBeyondTheLineIsKept) {
  const auto log = boost::json::parse(to_sarif_report(problems, [](const auto&, auto) { return std::string{}; }));
  const auto& place = log.at("runs").at(0).at("results").at(0).at("locations").at(0).at("physicalLocation");
  EXPECT_EQ(place.at("region").at("startColumn").to_number<int>(), 8);
}

}  // namespace
}  // namespace citefeed::app
