#include "content/markdown_limits.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace citefeed::content {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t';
}

struct Opening {
  std::size_t markers = 0;      ///< '>', and bullets and numbers with white space after them
  std::size_t indentation = 0;  ///< white space before and between them
};

/// What opens blocks at the start of `line`.
Opening opening_of(std::string_view line) {
  Opening opening;
  std::size_t at = 0;
  while (at < line.size()) {
    const char c = line[at];
    if (is_space(c)) {
      ++opening.indentation;
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < line.size() && line[end] >= '0' && line[end] <= '9') ++end;
    const bool number = end > at && end < line.size() && (line[end] == '.' || line[end] == ')');
    const bool bullet = end == at && (c == '-' || c == '*' || c == '+');
    end = number || bullet || c == '>' ? end + 1 : at;
    const bool marker = end > at && (c == '>' || end == line.size() || is_space(line[end]));
    if (!marker) break;
    ++opening.markers;
    at = end;
  }
  return opening;
}

/// The size of the longest stretch without an empty line that may hold a link definition.
std::size_t longest_definition(std::string_view text) {
  std::size_t longest = 0, begin = 0;
  while (begin < text.size()) {
    const auto end = std::min(text.find("\n\n", begin), text.size());
    const auto stretch = text.substr(begin, end - begin);
    if (stretch.find("]:") != std::string_view::npos) longest = std::max(longest, stretch.size());
    begin = end + 2;
  }
  return longest;
}

}  // namespace

bool within_limits(std::string_view text, std::uint32_t first_line, Report& report) {
  auto line_number = first_line;
  for (std::size_t begin = 0; begin < text.size(); ++line_number) {
    const auto end = std::min(text.find('\n', begin), text.size());
    const auto line = text.substr(begin, end - begin);
    begin = end + 1;
    const auto opening = opening_of(line);
    const auto cells = static_cast<std::size_t>(std::count(line.begin(), line.end(), '|'));
    const char* what = nullptr;
    if (opening.indentation > max_indentation) what = "at most 400 spaces of indentation";
    if (opening.markers > max_nesting) what = "at most 100 levels of lists and quotations";
    if (cells > max_table_cells) what = "at most 256 cells in a row of a table";
    if (what == nullptr) continue;
    report.error({.line = line_number, .column = 1}, fmt::format("expected {}, found more", what));
    return false;
  }
  const auto uses = static_cast<std::size_t>(std::count(text.begin(), text.end(), '['));
  if (uses == 0 || longest_definition(text) <= max_expanded_bytes / uses) return true;
  report.error({}, "expected link definitions that are short or used rarely, found a long one with many uses");
  return false;
}

}  // namespace citefeed::content
