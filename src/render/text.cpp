#include "render/text.hpp"

#include <algorithm>

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

namespace {

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

/// How many spaces stand before the lines that are broken off `line`: as many as its indentation and list marker take.
std::size_t hanging_indent(std::string_view line) {
  const auto begin = std::min(line.find_first_not_of(' '), line.size());
  const std::string_view rest = line.substr(begin);
  if (rest.starts_with("- ")) return begin + 2;
  const auto digits = rest.find_first_not_of("0123456789");
  const bool is_numbered = digits != std::string_view::npos && digits > 0 && rest.substr(digits).starts_with(". ");
  return is_numbered ? begin + digits + 2 : begin;
}

/// Puts lines together word by word.
class Lines final {
 public:
  void begin(std::size_t indent, std::size_t later_indent) {
    line_.assign(indent, ' ');
    indent_ = later_indent;
    is_empty_ = true;
  }

  void add(std::string_view word) {
    if (!is_empty_ && characters(line_) + 1 + characters(word) > mail_columns) {
      end();
      line_.assign(indent_, ' ');
      is_empty_ = true;
    }
    if (!is_empty_) line_ += ' ';
    line_ += word;
    is_empty_ = false;
  }

  void end() {
    if (is_empty_) line_.clear();
    if (line_.starts_with('>') || line_.starts_with("From ")) text_ += ' ';  // RFC 3676, 4.4: space-stuffing
    text_ += line_ + "\n";
  }

  [[nodiscard]] std::string finish() && { return std::move(text_); }

 private:
  std::string text_ = {};
  std::string line_ = {};
  std::size_t indent_ = 0;
  bool is_empty_ = true;
};

}  // namespace

std::string wrap(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    lines.begin(std::min(line.find_first_not_of(' '), line.size()), hanging_indent(line));
    for (auto at = line.find_first_not_of(" \t\r"); at != std::string_view::npos;) {
      const auto word_end = std::min(line.find_first_of(" \t\r", at), line.size());
      lines.add(line.substr(at, word_end - at));
      at = line.find_first_not_of(" \t\r", word_end);
    }
    lines.end();
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return std::move(lines).finish();
}

}  // namespace citefeed::render
