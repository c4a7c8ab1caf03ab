#include "content/markdown_limits.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>

namespace citefeed::content {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t';
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

/// What a line holds of the characters that can make much of little.
struct Counts {
  std::size_t cells = 0;       ///< '|'
  std::size_t brackets = 0;    ///< '['
  std::size_t delimiters = 0;  ///< '*' and '_'
};

/// True for the bytes that are counted: a look at each byte has to cost next to nothing.
constexpr auto is_counted = [] {
  std::array<bool, 256> counted = {};
  for (const char c : {'|', '[', '*', '_'}) counted.at(static_cast<unsigned char>(c)) = true;
  return counted;
}();

Counts counts_of(std::string_view line) {
  Counts counts;
  for (const char c : line) {
    if (!is_counted[static_cast<unsigned char>(c)]) continue;
    if (c == '|') ++counts.cells;
    if (c == '[') ++counts.brackets;
    if (c == '*' || c == '_') ++counts.delimiters;
  }
  return counts;
}

/// Follows how deep the lines of a text could nest. What stands in a paragraph is nested in it and in its list or
/// quotation, but never goes on after an empty line.
class Nesting final {
 public:
  void add(const Opening& opening, const Counts& counts, bool is_empty) {
    if (is_empty) {
      blocks_ = brackets_ = delimiters_ = 0;
      return;
    }
    // A marker opens a list and its item. So may, in a line further down, each two columns.
    blocks_ = std::max(blocks_, 2 * opening.markers + opening.columns);
    brackets_ += counts.brackets;
    delimiters_ += counts.delimiters;
    // Links and images need a bracket each, emphasis a delimiter before and one after.
    deepest_ = std::max(deepest_, around + blocks_ + brackets_ + delimiters_ / 2);
  }

  /// No text that was added is nested deeper.
  [[nodiscard]] std::size_t deepest() const { return deepest_; }

 private:
  // The document; a table, its row and its cell, or a paragraph or heading; an address in angle brackets.
  static constexpr std::size_t around = 5;
  std::size_t blocks_ = 0, brackets_ = 0, delimiters_ = 0;  // since the last empty line
  std::size_t deepest_ = 0;
};

}  // namespace

Outlook look_at(std::string_view text, std::uint32_t first_line, Report& report) {
  auto line_number = first_line;
  std::size_t uses = 0;
  Nesting nesting;
  for (std::size_t begin = 0; begin < text.size(); ++line_number) {
    const auto end = std::min(text.find('\n', begin), text.size());
    const auto line = text.substr(begin, end - begin);
    begin = end + 1;
    const auto opening = opening_of(line);
    const auto counts = counts_of(line);
    uses += counts.brackets;
    nesting.add(opening, counts, opening.indentation == line.size());
    const char* what = nullptr;
    if (opening.indentation > max_indentation) what = "at most 400 spaces of indentation";
    if (opening.markers > max_nesting) what = "at most 100 levels of lists and quotations";
    if (counts.cells > max_table_cells) what = "at most 256 cells in a row of a table";
    if (what == nullptr) continue;
    report.error({.line = line_number, .column = 1}, fmt::format("expected {}, found more", what));
    return Outlook::refused;
  }
  if (uses != 0 && longest_definition(text) > max_expanded_bytes / uses) {
    report.error({}, "expected link definitions that are short or used rarely, found a long one with many uses");
    return Outlook::refused;
  }
  return nesting.deepest() > max_nesting ? Outlook::may_be_deep : Outlook::shallow;
}

}  // namespace citefeed::content
