#include "content/front_matter.hpp"

#include <fmt/format.h>
#include <algorithm>

#include "base/utf8.hpp"
#include "citation/doi.hpp"
#include "content/post_address.hpp"
#include "content/report.hpp"

namespace citefeed::content {
namespace {

/// Takes the first line off `rest`, without its line feed.
std::string_view take_line(std::string_view& rest) {
  const auto line = rest.substr(0, rest.find('\n'));
  rest.remove_prefix(line.size() < rest.size() ? line.size() + 1 : line.size());
  return line;
}

bool is_marker(std::string_view line, std::string_view marker) {
  return line.starts_with(marker) && trim(line.substr(marker.size())).empty();
}

}  // namespace

std::optional<PostParts> split_front_matter(std::string_view text, Report& report) {
  std::string_view rest = text;
  const auto opening = take_line(rest);
  if (!is_marker(opening, "---")) {
    const auto found = trim(opening).empty() ? std::string{"nothing"} : in_quotes(opening);
    report.error({.line = 1, .column = 1},
                 fmt::format("expected \"---\" in the first line, where the front matter begins, found {}", found));
    return std::nullopt;
  }
  PostParts parts;
  const auto begin = text.size() - rest.size();
  for (std::uint32_t line_number = 2; !rest.empty(); ++line_number) {
    const auto end = text.size() - rest.size();
    const auto line = take_line(rest);
    if (!is_marker(line, "---") && !is_marker(line, "...")) continue;
    parts.front_matter = text.substr(begin, end - begin);
    parts.body = rest;
    parts.body_line = line_number + 1;
    if (parts.front_matter.size() <= max_front_matter_bytes) return parts;
    report.error({.line = 1, .column = 1},
                 fmt::format("expected front matter of at most {} KiB, found {} KiB", max_front_matter_bytes / 1024,
                             parts.front_matter.size() / 1024));
    return std::nullopt;
  }
  report.error({.line = 1, .column = 1},
               "expected a line \"---\" where the front matter ends, found the end of the file");
  return std::nullopt;
}

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

std::optional<std::string> read_old_address(const yaml::Node& node, Report& report) {
  const auto text = yaml::read_text(node, "an old address", report);
  if (!text) return std::nullopt;
  auto address = parse_old_address(*text);
  if (address.problem == nullptr) return std::move(address.path);
  report.error(node.position, fmt::format("expected {}, found {}", address.problem, in_quotes(*text)));
  return std::nullopt;
}

std::optional<std::string> read_doi(const yaml::Node& node, Report& report) {
  const auto text = yaml::read_text(node, "a DOI", report);
  if (!text) return std::nullopt;
  auto doi = citation::parse_doi(*text);
  if (!doi) report.error(node.position, "expected a DOI such as 10.1037/pst0000175, found " + in_quotes(*text));
  return doi;
}

namespace {

/// The first category with a name for which `matches` holds; slugs go before labels, labels before aliases.
template <class Matches>
const model::Category* find_where(const std::vector<model::Category>& categories, Matches matches) {
  for (const auto& category : categories) {
    if (matches(category.slug)) return &category;
  }
  for (const auto& category : categories) {
    if (matches(category.label)) return &category;
  }
  for (const auto& category : categories) {
    if (std::any_of(category.aliases.begin(), category.aliases.end(), matches)) return &category;
  }
  return nullptr;
}

std::vector<std::string_view> all_names(const std::vector<model::Category>& categories) {
  std::vector<std::string_view> names;
  for (const auto& category : categories) names.insert(names.end(), {category.slug, category.label});
  return names;
}

}  // namespace

const model::Category* find_by_name(const std::vector<model::Category>& categories, std::string_view name) {
  const auto* exact = find_where(categories, [name](const std::string& known) { return known == name; });
  if (exact != nullptr) return exact;
  const std::string folded = fold_name(name);  // slow, but nearly all names are written as they are defined
  return find_where(categories, [&folded](const std::string& known) { return fold_name(known) == folded; });
}

std::vector<std::string> read_categories(const yaml::Node& node, const std::vector<model::Category>& categories,
                                         std::string_view what, Report& report) {
  std::vector<std::string> slugs;
  for (const auto* item : yaml::read_list(node, what, report)) {
    const auto name = yaml::read_text(*item, what, report);
    if (!name) continue;
    const auto* category = find_by_name(categories, *name);
    if (category == nullptr) {
      const auto nearest_name = report.is_full(Severity::error) ? "" : suggestion(*name, all_names(categories));
      report.undefined(item->position, fmt::format("expected {}, found {}{}", what, in_quotes(*name), nearest_name));
    } else if (std::find(slugs.begin(), slugs.end(), category->slug) == slugs.end()) {
      slugs.push_back(category->slug);
    }
  }
  return slugs;
}

}  // namespace citefeed::content
