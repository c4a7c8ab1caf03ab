#include "app/report.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <string_view>

#include "base/iri.hpp"

namespace citefeed::app {
namespace {

namespace json = boost::json;

/// The 1-based column in code points of the 1-based byte column `column` of `line`.
std::size_t code_point_column(std::string_view line, std::uint32_t column) {
  const auto before = line.substr(0, column - 1);
  const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
  return column - static_cast<std::size_t>(std::count_if(before.begin(), before.end(), continues));
}

json::object to_sarif_result(const Diagnostic& diagnostic, const SourceLine& source_line) {
  json::object physical{{"artifactLocation", {{"uri", encode_path(diagnostic.file)}}}};
  if (diagnostic.line != 0) {
    json::object region{{"startLine", diagnostic.line}};
    if (diagnostic.column != 0) {
      region["startColumn"] = code_point_column(source_line(diagnostic.file, diagnostic.line), diagnostic.column);
    }
    physical["region"] = std::move(region);
  }
  return {{"ruleId", "content"},
          {"level", to_string(diagnostic.severity)},
          {"message", {{"text", diagnostic.message}}},
          {"locations", json::array{json::object{{"physicalLocation", std::move(physical)}}}}};
}

}  // namespace

std::string to_json_report(const std::vector<Diagnostic>& diagnostics) {
  json::array list;
  for (const Diagnostic& diagnostic : diagnostics) {
    json::object item{{"file", diagnostic.file}};
    if (diagnostic.line != 0) item["line"] = diagnostic.line;
    if (diagnostic.column != 0) item["column"] = diagnostic.column;
    item["severity"] = to_string(diagnostic.severity);
    item["message"] = diagnostic.message;
    list.push_back(std::move(item));
  }
  return json::serialize(list) + "\n";
}

std::string to_sarif_report(const std::vector<Diagnostic>& diagnostics, const SourceLine& source_line) {
  json::array results;
  for (const Diagnostic& diagnostic : diagnostics) results.push_back(to_sarif_result(diagnostic, source_line));
  const json::object rule{{"id", "content"},
                          {"shortDescription", {{"text", "What a post or a definition says can be published"}}}};
  const json::object driver{{"name", "citefeed"}, {"rules", json::array{rule}}};
  const json::object run{
      {"tool", {{"driver", driver}}}, {"columnKind", "unicodeCodePoints"}, {"results", std::move(results)}};
  const json::object log{
      {"$schema", "https://json.schemastore.org/sarif-2.1.0.json"}, {"version", "2.1.0"}, {"runs", json::array{run}}};
  return json::serialize(log) + "\n";
}

}  // namespace citefeed::app
