#include "content/markdown_limits.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace citefeed::content {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t';
}

std::size_t count_of(std::string_view text, char c) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), c));
}

struct Opening {
  std::size_t markers = 0;      ///< '>', and bullets and numbers with white space after them
  std::size_t indentation = 0;  ///< white space before and between them, in bytes
  std::size_t columns = 0;      ///< the same, at least as wide as it stands
};

/// What opens blocks at the start of `line`.
Opening opening_of(std::string_view line) {
  Opening opening;
  std::size_t at = 0;
  while (at < line.size()) {
    const char c = line[at];
    if (is_space(c)) {
      ++opening.indentation;
      opening.columns += c == '\t' ? 4 : 1;
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
    const auto cells = count_of(line, '|');
    const char* what = nullptr;
    if (opening.indentation > max_indentation) what = "at most 400 spaces of indentation";
    if (opening.markers > max_nesting) what = "at most 100 levels of lists and quotations";
    if (cells > max_table_cells) what = "at most 256 cells in a row of a table";
    if (what == nullptr) continue;
    report.error({.line = line_number, .column = 1}, fmt::format("expected {}, found more", what));
    return false;
  }
  const auto uses = count_of(text, '[');
  if (uses == 0 || longest_definition(text) <= max_expanded_bytes / uses) return true;
  report.error({}, "expected link definitions that are short or used rarely, found a long one with many uses");
  return false;
}

bool may_nest_deeply(std::string_view text) {
  // The document; a table, its row and its cell, or a paragraph or heading; an address in angle brackets.
  static constexpr std::size_t around = 5;
  std::size_t blocks = 0, brackets = 0, delimiters = 0;  // of the lines since the last empty one
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    const auto line = text.substr(begin, end - begin);
    begin = end + 1;
    const auto opening = opening_of(line);
    if (opening.indentation == line.size()) {  // no paragraph goes on after it
      blocks = brackets = delimiters = 0;
      continue;
    }
    // A marker opens a list and its item. So may, in a line further down, each two columns; a tab is up to four.
    blocks = std::max(blocks, 2 * opening.markers + opening.columns);
    brackets += count_of(line, '[');
    delimiters += count_of(line, '*') + count_of(line, '_');
    // Links and images need a bracket each, emphasis a delimiter before and one after.
    if (around + blocks + brackets + delimiters / 2 > max_nesting) return true;
  }
  return false;
}

}  // namespace citefeed::content
