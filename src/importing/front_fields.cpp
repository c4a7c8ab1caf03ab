#include "importing/front_fields.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <boost/json/serialize.hpp>
#include <boost/json/stream_parser.hpp>
#include <optional>

#include "base/utf8.hpp"
#include "content/front_matter.hpp"
#include "content/report.hpp"
#include "content/yaml.hpp"
#include "importing/toml_fields.hpp"

namespace citefeed::importing {
namespace {

namespace json = boost::json;

std::uint32_t lines_in(std::string_view text) {
  return static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n'));
}

std::string joined(const std::string& path, std::string_view key) {
  const std::string folded = fold_case(key);
  return path.empty() ? folded : path + '.' + folded;
}

void add(const content::yaml::Node& node, const std::string& path, FrontFields& fields) {
  using content::yaml::Kind;
  if (node.kind == Kind::scalar) {
    if (!node.is_null()) fields[path].push_back(node.text);
    return;
  }
  for (const auto& child : node.children)
    add(child, node.kind == Kind::mapping ? joined(path, child.key) : path, fields);
}

void add(const json::value& value, const std::string& path, FrontFields& fields) {
  if (const auto* object = value.if_object()) {
    for (const auto& member : *object) add(member.value(), joined(path, member.key()), fields);
  } else if (const auto* array = value.if_array()) {
    for (const auto& item : *array) add(item, path, fields);
  } else if (!value.is_null()) {
    fields[path].push_back(value.is_string() ? std::string{value.as_string()} : json::serialize(value));
  }
}

Outcome<FrontParts> failed(std::string_view file, std::uint32_t line, std::string message) {
  return {.diagnostics = {{.file = std::string{file}, .line = line, .message = std::move(message)}}};
}

Outcome<FrontParts> read_yaml(std::string_view text, std::string_view file) {
  content::Report report{std::string{file}};
  Outcome<FrontParts> outcome;
  if (const auto parts = content::split_front_matter(text, report)) {
    if (const auto node = content::yaml::parse(parts->front_matter, parts->front_matter_line, {}, report)) {
      outcome.value = FrontParts{.body = parts->body, .body_line = parts->body_line};
      add(*node, {}, outcome.value->fields);
    }
  }
  outcome.diagnostics = report.take();
  if (has_errors(outcome.diagnostics)) outcome.value.reset();
  return outcome;
}

Outcome<FrontParts> read_toml(std::string_view text, std::string_view file) {
  const auto begin = text.find('\n') + 1;
  auto end = text.find("\n+++", begin - 1);
  if (end == std::string_view::npos)
    return failed(file, 1, "expected a line \"+++\" where the front matter ends, found none");
  end = std::max(end + 1, begin);
  const auto body = std::min(text.find('\n', end), text.size() - 1) + 1;
  FrontParts parts{.body = text.substr(body), .body_line = lines_in(text.substr(0, body)) + 1};
  if (const auto problem = add_toml(text.substr(begin, end - begin), parts.fields))
    return failed(file, problem->line + 1, "expected front matter in TOML, found " + problem->message);
  return {.value = std::move(parts)};
}

/// Hugo's JSON front matter is one object; the text begins after it.
Outcome<FrontParts> read_json(std::string_view text, std::string_view file) {
  json::stream_parser parser;
  boost::system::error_code problem;
  const auto size = parser.write_some(text.data(), text.size(), problem);
  if (problem || !parser.done())
    return failed(file, lines_in(text.substr(0, size)) + 1,
                  "expected front matter in JSON, found none that can be read");
  FrontParts parts{.body = text.substr(size), .body_line = lines_in(text.substr(0, size)) + 1};
  add(parser.release(), {}, parts.fields);
  return {.value = std::move(parts)};
}

}  // namespace

bool has_front_matter(std::string_view text) {
  const auto line = trim(text.substr(0, text.find('\n')));
  if (line == "---" || line == "+++") return true;
  const auto start = trim(text.substr(0, 1000));
  return line.starts_with('{') && trim(start.substr(1)).starts_with('"');
}

Outcome<FrontParts> read_front_matter(std::string_view text, std::string_view shown_file) {
  if (text.starts_with("---")) return read_yaml(text, shown_file);
  return text.starts_with("+++") ? read_toml(text, shown_file) : read_json(text, shown_file);
}

std::string first_of(const FrontFields& fields, const std::vector<std::string>& keys) {
  for (const auto& key : keys) {
    const auto found = fields.find(key);
    if (found != fields.end() && !found->second.empty() && !found->second.front().empty()) return found->second.front();
  }
  return {};
}

std::vector<std::string> all_of(const FrontFields& fields, const std::vector<std::string>& keys) {
  std::vector<std::string> all;
  for (const auto& key : keys) {
    const auto found = fields.find(key);
    if (found != fields.end()) all.insert(all.end(), found->second.begin(), found->second.end());
  }
  return all;
}

}  // namespace citefeed::importing
