#include "importing/text_page.hpp"

#include "base/utf8.hpp"

namespace citefeed::importing {

std::vector<PageLine> lines_of_text(std::string_view text) {
  std::vector<PageLine> lines;
  std::uint32_t number = 1;
  while (!text.empty()) {
    const auto end = text.find_first_of("\r\n");
    const auto line = trim(text.substr(0, end));
    if (!line.empty()) lines.push_back({.spans = {{.text = std::string{line}}}, .line = number});
    if (end == std::string_view::npos) break;
    text.remove_prefix(text.substr(end).starts_with("\r\n") ? end + 2 : end + 1);
    ++number;
  }
  return lines;
}

}  // namespace citefeed::importing
