#include <fmt/format.h>
#include <algorithm>
#include <charconv>

#include "content/nearest.hpp"
#include "content/source_text.hpp"
#include "content/yaml.hpp"

namespace citefeed::content::yaml {

bool Node::is_null() const {
  return kind == Kind::scalar && !quoted &&
         (text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL");
}

std::string describe(const Node& node) {
  if (node.kind == Kind::list) return "a list";
  if (node.kind == Kind::mapping) return "a mapping";
  return node.is_null() || node.text.empty() ? "nothing" : in_quotes(node.text);
}

const Node* find(const Node& mapping, std::string_view key) {
  const auto found = std::find_if(mapping.children.begin(), mapping.children.end(),
                                  [key](const Node& child) { return child.key == key; });
  return found == mapping.children.end() || found->is_null() ? nullptr : &*found;
}

void check_keys(const Node& mapping, const std::vector<std::string_view>& known, Severity severity, Report& report) {
  for (const auto& child : mapping.children) {
    if (std::find(known.begin(), known.end(), child.key) != known.end()) continue;
    std::string message = "expected a known key, found " + in_quotes(child.key);
    if (!report.is_full(severity)) message += suggestion(child.key, known);
    if (severity == Severity::error) {
      report.error(child.key_position, std::move(message));
    } else {
      report.warning(child.key_position, std::move(message));
    }
  }
}

std::optional<std::string> read_text(const Node& node, std::string_view what, Report& report) {
  std::string text = node.kind == Kind::scalar && !node.is_null() ? single_line(node.text) : std::string{};
  if (!text.empty()) return text;
  report.error(node.position, fmt::format("expected {}, found {}", what, describe(node)));
  return std::nullopt;
}

std::vector<const Node*> read_list(const Node& node, std::string_view what, Report& report) {
  std::vector<const Node*> items;
  if (node.kind == Kind::mapping) {
    report.error(node.position, fmt::format("expected {}, found a mapping", what));
  } else if (node.kind == Kind::scalar) {
    items.push_back(&node);
  } else {
    items.reserve(node.children.size());
    for (const auto& child : node.children) items.push_back(&child);
  }
  return items;
}

std::optional<std::size_t> read_number(const Node& node, std::size_t least, std::size_t most, Report& report) {
  std::size_t value = 0;
  const auto* end = node.text.data() + node.text.size();
  const auto [stop, problem] = std::from_chars(node.text.data(), end, value);
  const bool whole = node.kind == Kind::scalar && !node.text.empty() && problem == std::errc{} && stop == end;
  if (whole && value >= least && value <= most) return value;
  report.error(node.position,
               fmt::format("expected a whole number from {} to {}, found {}", least, most, describe(node)));
  return std::nullopt;
}

}  // namespace citefeed::content::yaml
