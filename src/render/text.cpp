#include "render/text.hpp"

#include "base/utf8.hpp"

namespace citefeed::render {
namespace {

constexpr std::string_view white_space = " \t\r\n";

bool is_forbidden(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  return (value < 0x20 && white_space.find(byte) == std::string_view::npos) || value == 0x7f;
}

}  // namespace

std::string without_controls(std::string_view text) {
  constexpr std::string_view noncharacter = "\xEF\xBF";  // of U+FFC0 to U+FFFF
  if (!first_control_character(text) && text.find(noncharacter) == std::string_view::npos) return std::string{text};
  std::string kept;
  kept.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = text.substr(i);
    if (rest.starts_with("\xEF\xBF\xBE") || rest.starts_with("\xEF\xBF\xBF")) {
      i += 2;
    } else if (!is_forbidden(text[i])) {
      kept += text[i];
    }
  }
  return kept;
}

std::string one_line(std::string_view text) {
  std::string line;
  line.reserve(text.size());
  for (std::size_t begin = text.find_first_not_of(white_space); begin != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(white_space, begin), text.size());
    if (!line.empty()) line += ' ';
    line += text.substr(begin, end - begin);
    begin = text.find_first_not_of(white_space, end);
  }
  return line;
}

std::string escape_html(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size() + text.size() / 16);
  for (const char byte : text) {
    switch (byte) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&#39;";
        break;
      default:
        escaped += byte;
    }
  }
  return escaped;
}

}  // namespace citefeed::render
