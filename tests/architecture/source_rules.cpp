#include "source_rules.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>

namespace citefeed::architecture {
namespace {

struct Include {
  std::uint32_t line = 0;
  std::string_view path = {};
  bool is_quoted = false;  ///< "of the project", not <of somebody else>
};

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::string_view without_leading_space(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of(" \t"), text.size()));
}

std::optional<Include> include_of(std::string_view line) {
  line = without_leading_space(line);
  if (!line.starts_with('#')) return std::nullopt;
  line = without_leading_space(line.substr(1));
  if (!line.starts_with("include")) return std::nullopt;
  line = without_leading_space(line.substr(7));
  if (!line.starts_with('<') && !line.starts_with('"')) return std::nullopt;
  const bool is_quoted = line.front() == '"';
  const auto end = line.find(is_quoted ? '"' : '>', 1);
  if (end == std::string_view::npos) return std::nullopt;
  return Include{.path = line.substr(1, end - 1), .is_quoted = is_quoted};
}

std::vector<Include> includes_of(std::string_view text) {
  std::vector<Include> includes;
  std::uint32_t number = 0;
  for (const auto line : lines_of(text)) {
    ++number;
    auto include = include_of(line);
    if (!include) continue;
    include->line = number;
    includes.push_back(*include);
  }
  return includes;
}

bool is_header(const SourceFile& file) {
  return file.path.ends_with(".hpp");
}

/// "base" for "src/base/instant.hpp"; nothing outside src/ and directly in it.
std::optional<std::string> floor_of(const SourceFile& file) {
  const std::string_view path = file.path;
  if (!path.starts_with("src/")) return std::nullopt;
  const auto end = path.find('/', 4);
  return std::string{path.substr(4, end == std::string_view::npos ? 0 : end - 4)};
}

const Floor* find_floor(const Rules& rules, std::string_view name) {
  const auto found =
      std::find_if(rules.floors.begin(), rules.floors.end(), [name](const Floor& floor) { return floor.name == name; });
  return found == rules.floors.end() ? nullptr : &*found;
}

bool is_part_of(std::string_view header, const std::string& library) {
  return header == library || header == library + ".hpp" || header.starts_with(library + "/");
}

bool is_any_of(std::string_view header, const std::vector<std::string>& libraries) {
  return std::any_of(libraries.begin(), libraries.end(),
                     [header](const std::string& library) { return is_part_of(header, library); });
}

/// Standard headers, and only they, have neither a folder nor a suffix.
bool is_standard(std::string_view header) {
  return header.find_first_of("/.") == std::string_view::npos;
}

/// What is wrong with `include` in a file of `floor`; empty when nothing is.
std::string problem_with(const Include& include, const Floor& floor, const Rules& rules) {
  if (!include.is_quoted) {
    if (is_standard(include.path)) {
      const bool is_refused =
          std::find(floor.without.begin(), floor.without.end(), include.path) != floor.without.end();
      return is_refused ? fmt::format("{} does without <{}>", floor.name, include.path) : "";
    }
    if (is_any_of(include.path, floor.libraries) || is_any_of(include.path, rules.everywhere)) return "";
    return fmt::format("{} may not include the outside header <{}>", floor.name, include.path);
  }
  const std::string target{include.path.substr(0, include.path.find('/'))};
  if (include.path.find('/') == std::string_view::npos || find_floor(rules, target) == nullptr) {
    return fmt::format("expected a path that begins with a floor of src/, found \"{}\"", include.path);
  }
  const auto allowed = reachable_floors(rules, floor.name);
  if (allowed.count(target) != 0) return "";
  return fmt::format("{} may not include {}: it may include {}", floor.name, target, fmt::join(allowed, ", "));
}

void check_includes(const SourceFile& file, const Rules& rules, std::vector<Diagnostic>& out) {
  const auto name = floor_of(file);
  if (!name) return;
  const Floor* floor = find_floor(rules, *name);
  if (floor == nullptr) {
    out.push_back(
        {.file = file.path, .message = fmt::format("expected a folder of the floor table, found \"{}\"", *name)});
    return;
  }
  for (const auto& include : includes_of(file.text)) {
    const auto problem = problem_with(include, *floor, rules);
    if (!problem.empty()) out.push_back({.file = file.path, .line = include.line, .message = problem});
  }
}

void check_shape(const SourceFile& file, std::vector<Diagnostic>& out) {
  const auto lines = lines_of(file.text);
  if (!is_header(file)) return;
  if (lines.empty() || !lines.front().starts_with("/// ")) {
    out.push_back(
        {.file = file.path, .line = 1, .message = "expected one sentence after /// on what the header is for"});
  }
  if (std::find(lines.begin(), lines.end(), "#pragma once") == lines.end()) {
    out.push_back({.file = file.path, .message = "expected #pragma once"});
  }
}

void check_slow_library(const std::vector<SourceFile>& files, const Rules& rules, std::vector<Diagnostic>& out) {
  if (rules.slow_library.empty()) return;
  std::size_t sources = 0;
  for (const auto& file : files) {
    if (!floor_of(file)) continue;
    const auto includes = includes_of(file.text);
    const auto found = std::find_if(includes.begin(), includes.end(), [&rules](const Include& include) {
      return !include.is_quoted && is_part_of(include.path, rules.slow_library);
    });
    if (found == includes.end()) continue;
    if (is_header(file)) {
      out.push_back({.file = file.path,
                     .line = found->line,
                     .message = fmt::format("a header may not include {}", rules.slow_library)});
    } else if (++sources > rules.max_slow_sources) {
      out.push_back({.file = file.path,
                     .line = found->line,
                     .message = fmt::format("expected at most {} sources that include {}, found one more",
                                            rules.max_slow_sources, rules.slow_library)});
    }
  }
}

using IncludeGraph = std::map<std::string, std::vector<std::string>>;  ///< header below src/ -> headers it includes

/// True when following the includes of `from` comes to `header`. `seen` stops at headers already followed.
bool leads_back(const IncludeGraph& graph, const std::string& from, const std::string& header,
                std::set<std::string>& seen) {
  const auto found = graph.find(from);
  if (found == graph.end()) return false;
  return std::any_of(found->second.begin(), found->second.end(), [&](const std::string& next) {
    return next == header || (seen.insert(next).second && leads_back(graph, next, header, seen));
  });
}

void check_cycles(const std::vector<SourceFile>& files, std::vector<Diagnostic>& out) {
  IncludeGraph graph;
  for (const auto& file : files) {
    if (!floor_of(file) || !is_header(file)) continue;
    auto& includes = graph[file.path.substr(4)];
    for (const auto& include : includes_of(file.text)) {
      if (include.is_quoted) includes.emplace_back(include.path);
    }
  }
  for (const auto& [header, includes] : graph) {
    std::set<std::string> seen;
    if (leads_back(graph, header, header, seen)) {
      out.push_back({.file = "src/" + header, .message = "the header includes itself through others"});
    }
  }
}

}  // namespace

std::set<std::string> reachable_floors(const Rules& rules, const std::string& floor) {
  std::set<std::string> reached{floor};
  std::vector<std::string> open{floor};
  while (!open.empty()) {
    const Floor* row = find_floor(rules, open.back());
    open.pop_back();
    if (row == nullptr) continue;
    for (const auto& below : row->below) {
      if (reached.insert(below).second) open.push_back(below);
    }
  }
  return reached;
}

std::vector<std::string> cyclic_floors(const Rules& rules) {
  std::vector<std::string> cyclic;
  for (const auto& floor : rules.floors) {
    const bool leads_back = std::any_of(floor.below.begin(), floor.below.end(), [&](const std::string& below) {
      return reachable_floors(rules, below).count(floor.name) != 0;
    });
    if (leads_back) cyclic.push_back(floor.name);
  }
  return cyclic;
}

std::vector<Diagnostic> check(const std::vector<SourceFile>& files, const Rules& rules) {
  std::vector<Diagnostic> out;
  for (const auto& file : files) {
    check_includes(file, rules, out);
    check_shape(file, out);
  }
  check_slow_library(files, rules, out);
  check_cycles(files, out);
  return out;
}

}  // namespace citefeed::architecture
