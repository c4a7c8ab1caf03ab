#include "importing/block_writer.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <string_view>
#include <utility>

#include "importing/markdown_writer.hpp"

namespace citefeed::importing {
namespace {

std::string heading(const Block& block) {
  std::string text = to_markdown(block.spans);
  if (text.ends_with('#')) text.insert(text.size() - 1, 1, '\\');  // else a closing sequence (CommonMark, 4.2)
  return fmt::format("{} {}", std::string(static_cast<std::size_t>(std::clamp(block.level, 2, 6)), '#'), text);
}

/// A fence longer than any run of backticks in the code (4.5).
std::string fenced(std::string_view code) {
  std::size_t longest = 2, run = 0;
  for (const char c : code) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const auto fence = std::string(longest + 1, '`');
  while (code.ends_with('\n')) code.remove_suffix(1);
  while (code.starts_with('\n')) code.remove_prefix(1);
  return fmt::format("{}\n{}\n{}", fence, code, fence);
}

/// In a cell a bar is a reference, and code is plain, since references mean nothing in it (GFM, 4.10).
std::string cell(Paragraph spans) {
  for (auto& span : spans) span.code = false;
  const std::string text = to_markdown(spans);
  std::string out;
  for (const char c : text) {
    if (c == '|') {
      if (out.ends_with('\\')) out.pop_back();
      out += "&#124;";
    } else {
      out += c;
    }
  }
  return out;
}

std::string table(const Block& block) {
  std::size_t width = 1;
  for (const auto& row : block.rows) width = std::max(width, row.size());
  std::string out;
  bool is_head = true;
  for (const auto& row : block.rows) {
    if (row.empty()) continue;
    if (!out.empty()) out += '\n';
    for (std::size_t i = 0; i < width; ++i) out += fmt::format("| {} ", i < row.size() ? cell(row[i]) : "");
    out += '|';
    if (std::exchange(is_head, false)) {
      out += '\n';
      for (std::size_t i = 0; i < width; ++i) out += "| --- ";
      out += '|';
    }
  }
  return out;
}

std::string content_of(const Block& block) {
  switch (block.kind) {
    case BlockKind::heading:
      return heading(block);
    case BlockKind::code:
      return fenced(block.code);
    case BlockKind::table:
      return table(block);
    case BlockKind::rule:
      return "***";
    case BlockKind::paragraph:
      break;
  }
  return to_markdown(block.spans);
}

/// What stands before a line in the containers from `first` on: their markers where they begin, else what continues
/// them.
std::string margin(const std::vector<Container>& containers, std::size_t first, std::size_t last, bool begins) {
  std::string out;
  for (std::size_t i = first; i < last; ++i) {
    const auto& marker = containers[i].marker;
    if (marker.empty()) {
      out += "> ";
    } else {
      out += begins ? marker : std::string(marker.size(), ' ');
    }
  }
  return out;
}

std::string without_space_at_end(std::string text) {
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

std::size_t common(const std::vector<Container>& a, const std::vector<Container>& b) {
  const auto end = std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first;
  return static_cast<std::size_t>(end - a.begin());
}

/// True for the first paragraph of an item right after that of the item before it: such a list is tight (5.3).
bool is_tight(const Block& before, const Block& block, std::size_t shared) {
  const auto is_bullet = [](const Block& each) { return each.containers.back().marker.starts_with('-'); };
  return before.kind == BlockKind::paragraph && block.kind == BlockKind::paragraph &&
         before.containers.size() == shared + 1 && block.containers.size() == shared + 1 &&
         !before.containers.back().marker.empty() && !block.containers.back().marker.empty() &&
         is_bullet(before) == is_bullet(block);
}

void append_lines(std::string& out, std::string_view text, const std::string& first, const std::string& other) {
  const auto end = text.find('\n');
  out += without_space_at_end(first + std::string{text.substr(0, end)});
  while (!text.empty() && text.find('\n') != std::string_view::npos) {
    text.remove_prefix(text.find('\n') + 1);
    out += '\n' + without_space_at_end(other + std::string{text.substr(0, text.find('\n'))});
  }
}

}  // namespace

std::string to_markdown(const std::vector<Block>& blocks) {
  std::string out;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const auto& block = blocks[i];
    const auto& containers = block.containers;
    const std::size_t shared = i == 0 ? 0 : common(blocks[i - 1].containers, containers);
    const std::string outer = margin(containers, 0, shared, false);
    if (i > 0) out += '\n';
    if (i > 0 && !is_tight(blocks[i - 1], block, shared)) out += without_space_at_end(outer) + '\n';
    append_lines(out, content_of(block), outer + margin(containers, shared, containers.size(), true),
                 margin(containers, 0, containers.size(), false));
  }
  return out;
}

}  // namespace citefeed::importing
