#include "importing/block_builder.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <utility>

#include "importing/page_shape.hpp"
#include "importing/plain_characters.hpp"

namespace citefeed::importing {
namespace {

constexpr std::size_t max_containers = 20;

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/// True when `span` looks as `style` says.
bool has_style(const Span& span, const BlockBuilder::Style& style) {
  return span.image.empty() && span.href == style.href && span.strong == (style.strong > 0) &&
         span.emphasis == (style.emphasis > 0) && span.code == (style.code > 0);
}

/// Control characters out, and no spans that are empty or begin or end the paragraph with white space.
void tidy(Paragraph& spans) {
  for (auto& span : spans) replace_forbidden(span.text);
  drop_space_at_ends(spans);
  std::erase_if(spans, [](const Span& span) { return span.text.empty() && span.image.empty(); });
}

bool shows_nothing(const Paragraph& spans) {
  return std::all_of(spans.begin(), spans.end(),
                     [](const Span& span) { return span.image.empty() && single_line(span.text).empty(); });
}

}  // namespace

void BlockBuilder::text(std::string_view text, std::uint32_t line, bool line_ends_end_blocks) {
  for (const char c : text) {
    if (c == '\n' && line_ends_end_blocks) {
      end_block();
    } else if (is_space(c)) {
      space_ = true;
    } else {
      character(c, line);
    }
    if (c == '\n') ++line;
  }
}

void BlockBuilder::character(char c, std::uint32_t line) {
  auto& paragraph = spans(line);
  const bool space = std::exchange(space_, false) && !paragraph.empty();
  if (space && paragraph.back().image.empty()) paragraph.back().text += ' ';
  const bool apart = space && !paragraph.back().image.empty();
  if (paragraph.empty() || !has_style(paragraph.back(), style)) {
    paragraph.push_back(
        {.href = style.href, .strong = style.strong > 0, .emphasis = style.emphasis > 0, .code = style.code > 0});
  }
  if (apart) paragraph.back().text += ' ';
  paragraph.back().text += c;
}

void BlockBuilder::image(const std::string& alt, const std::string& address, std::uint32_t line) {
  auto& paragraph = spans(line);
  if (std::exchange(space_, false) && !paragraph.empty()) paragraph.push_back({.text = " "});
  paragraph.push_back({.text = alt, .image = address});
}

void BlockBuilder::code(std::string text, std::uint32_t line) {
  if (is_in_table()) return this->text(text, line, false);
  end_block();
  replace_forbidden_but_line_feeds(text);
  if (!single_line(text).empty()) push({.kind = BlockKind::code, .code = std::move(text), .line = line});
}

void BlockBuilder::rule(std::uint32_t line) {
  end_block();
  if (!is_in_table()) push({.kind = BlockKind::rule, .line = line});
}

void BlockBuilder::begin_heading(int level) {
  end_block();
  if (is_in_table()) return;
  current_.kind = BlockKind::heading;
  current_.level = level;
}

void BlockBuilder::end_block() {
  space_ = is_in_table();
  if (is_in_table()) return;
  auto block = std::exchange(current_, {});
  tidy(block.spans);
  if (!shows_nothing(block.spans)) push(std::move(block));
}

void BlockBuilder::push(Block block) {
  block.containers = containers_;
  blocks_.push_back(std::move(block));
}

Paragraph& BlockBuilder::spans(std::uint32_t line) {
  if (!is_in_table()) {
    if (current_.spans.empty()) current_.line = line;
    return current_.spans;
  }
  if (table_.rows.empty()) table_.rows.emplace_back();
  if (table_.rows.back().empty()) table_.rows.back().emplace_back();
  if (table_.line == 0) table_.line = line;
  return table_.rows.back().back();
}

void BlockBuilder::open_list(bool numbered, int first_number) {
  end_block();
  lists_.push_back({.numbered = numbered, .next = std::clamp(first_number, 0, 999'999)});
}

void BlockBuilder::close_list() {
  end_block();
  if (!lists_.empty()) lists_.pop_back();
}

void BlockBuilder::open_item() {
  const bool numbered = !lists_.empty() && lists_.back().numbered;
  open(numbered ? fmt::format("{}. ", lists_.back().next++) : "- ");
}

void BlockBuilder::open_quotation() {
  open({});
}

void BlockBuilder::open(std::string marker) {
  end_block();
  if (is_in_table() || containers_.size() == max_containers) {
    ++too_deep_;
  } else {
    containers_.push_back({.number = ++opened_, .marker = std::move(marker)});
  }
}

void BlockBuilder::close_container() {
  end_block();
  if (too_deep_ > 0) {
    --too_deep_;
  } else if (!containers_.empty()) {
    containers_.pop_back();
  }
}

void BlockBuilder::open_table() {
  end_block();
  if (tables_++ == 0) table_ = {.kind = BlockKind::table};
}

void BlockBuilder::begin_row() {
  space_ = false;
  if (tables_ == 1) table_.rows.emplace_back();
}

void BlockBuilder::begin_cell() {
  space_ = tables_ > 1;
  if (tables_ != 1) return;
  if (table_.rows.empty()) table_.rows.emplace_back();
  table_.rows.back().emplace_back();
}

void BlockBuilder::close_table() {
  if (tables_ == 0 || --tables_ > 0) return;
  auto table = std::exchange(table_, {});
  bool any = false;
  for (auto& row : table.rows) {
    for (auto& cell : row) {
      tidy(cell);
      any = any || !shows_nothing(cell);
    }
  }
  if (any) push(std::move(table));
}

std::vector<Block> BlockBuilder::finish() {
  end_block();
  return std::move(blocks_);
}

}  // namespace citefeed::importing
