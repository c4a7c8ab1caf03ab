#include "importing/plain_characters.hpp"

#include <algorithm>
#include <cstddef>
#include <string>

#include "importing/page_shape.hpp"

namespace citefeed::importing {
namespace {

/// The size of the forbidden character at `at` of `text` (valid UTF-8); 0 when the one there is allowed.
std::size_t forbidden_at(std::string_view text, std::size_t at) {
  const auto byte = [text](std::size_t offset) {
    return offset < text.size() ? static_cast<unsigned char>(text[offset]) : static_cast<unsigned char>(0);
  };
  if (byte(at) == 0x7F || (byte(at) < 0x20 && byte(at) != '\t')) return 1;
  if (byte(at) == 0xC2 && byte(at + 1) < 0xA0) return 2;
  if (byte(at) == 0xEF && byte(at + 1) == 0xBF && byte(at + 2) >= 0xBE) return 3;
  return 0;
}

bool replace(std::string& text, bool keep_line_feeds) {
  std::string out;
  out.reserve(text.size());
  bool found = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto size = keep_line_feeds && text[at] == '\n' ? 0 : forbidden_at(text, at);
    found = found || size > 0;
    out += size > 0 ? ' ' : text[at];
    at += std::max<std::size_t>(size, 1);
  }
  if (found) text = std::move(out);
  return found;
}

}  // namespace

bool replace_forbidden(std::string& text) {
  return replace(text, false);
}

bool replace_forbidden_but_line_feeds(std::string& text) {
  return replace(text, true);
}

void drop_space_at_ends(Paragraph& spans) {
  static constexpr const char* space = " \t";
  while (!spans.empty()) {
    auto& text = spans.front().text;
    text.erase(0, std::min(text.find_first_not_of(space), text.size()));
    if (!text.empty() || !spans.front().image.empty()) break;
    spans.erase(spans.begin());
  }
  while (!spans.empty()) {
    auto& text = spans.back().text;
    text.erase(text.find_last_not_of(space) + 1);
    if (!text.empty() || !spans.back().image.empty()) break;
    spans.pop_back();
  }
}

void make_plain(std::vector<PageLine>& lines, std::string_view file, std::vector<Diagnostic>& diagnostics) {
  for (auto& line : lines) {
    bool replaced = false;
    for (auto& span : line.spans) replaced = replace_forbidden(span.text) || replaced;
    drop_space_at_ends(line.spans);
    if (!replaced) continue;
    diagnostics.push_back({.file = std::string{file},
                           .line = line.line,
                           .severity = Severity::warning,
                           .message = "expected text, found a control character, which is replaced by a space"});
  }
  const auto shows_nothing = [](const PageLine& line) {
    return line.left_out.empty() && single_line(text_of(line.spans)).empty();
  };
  lines.erase(std::remove_if(lines.begin(), lines.end(), shows_nothing), lines.end());
}

}  // namespace citefeed::importing
