#include "content/field_values.hpp"

#include "citation/doi.hpp"

namespace citefeed::content {

std::optional<Instant> read_date(const yaml::Node& node, const TimeZone& zone, Report& report) {
  const auto text = yaml::read_text(node, "a date", report);
  if (!text) return std::nullopt;
  const auto instant = parse_date(*text, zone);
  if (!instant) {
    report.error(node.position, "expected a date as YYYY-MM, YYYY-MM-DD or RFC 3339, found " + in_quotes(*text));
  }
  return instant;
}

std::optional<bool> read_flag(const yaml::Node& node, Report& report) {
  if (node.kind == yaml::Kind::scalar && (node.text == "true" || node.text == "false")) return node.text == "true";
  report.error(node.position, "expected true or false, found " + yaml::describe(node));
  return std::nullopt;
}

std::optional<std::string> read_doi(const yaml::Node& node, Report& report) {
  const auto text = yaml::read_text(node, "a DOI", report);
  if (!text) return std::nullopt;
  auto doi = citation::parse_doi(*text);
  if (!doi) report.error(node.position, "expected a DOI such as 10.1037/pst0000175, found " + in_quotes(*text));
  return doi;
}

}  // namespace citefeed::content
