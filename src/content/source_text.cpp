#include "content/source_text.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>

#include "base/utf8.hpp"

namespace citefeed::content {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string with_line_feeds(std::string_view bytes) {
  if (bytes.find('\r') == std::string_view::npos) return std::string{bytes};
  std::string text;
  text.reserve(bytes.size());
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    if (bytes[at] != '\r') {
      text += bytes[at];
    } else {
      text += '\n';
      if (at + 1 < bytes.size() && bytes[at + 1] == '\n') ++at;
    }
  }
  return text;
}

/// What `byte` stands for in Windows-1252, the superset of Latin-1 that people's editors mean; empty for its five gaps.
/// The character that `byte` is in Windows-1252, as UTF-8; "" where it is none, or ASCII.
std::string windows_1252(unsigned char byte) {
  static constexpr std::array<std::string_view, 32> high_controls{"€", "",  "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š",
                                                                  "‹", "Œ", "",  "Ž", "",  "",  "‘", "’", "“", "”", "•",
                                                                  "–", "—", "˜", "™", "š", "›", "œ", "",  "ž", "Ÿ"};
  if (byte < 0x80) return {};
  if (byte < 0xA0) return std::string{high_controls.at(byte - 0x80U)};
  std::string letter(1, static_cast<char>(0xC0U | (byte >> 6U)));
  letter += static_cast<char>(0x80U | (byte & 0x3FU));
  return letter;
}

std::string name_of_byte(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  std::string name = fmt::format("the byte 0x{:02X}", byte);
  // Two bytes above ASCII in a row are more likely damaged UTF-8 than Windows-1252.
  if (at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) >= 0x80) return name;
  const std::string letter = windows_1252(byte);
  if (!letter.empty()) name += fmt::format(", which is \"{}\" in Latin-1 (Windows-1252)", letter);
  return name;
}

std::string more(std::size_t count, const char* what) {
  if (count == 0) return "";
  return count == 1 ? fmt::format("; 1 more {} follows", what) : fmt::format("; {} more {}s follow", count, what);
}

void replace_malformed_bytes(std::string& text, Report& report) {
  std::optional<std::size_t> first;
  std::string name;
  std::size_t count = 0, from = 0;
  while (const auto bad = first_invalid_utf8(std::string_view{text}.substr(from))) {
    const std::size_t at = from + *bad;
    if (!first) {
      first = at;
      name = name_of_byte(text, at);
    }
    text[at] = '?';
    from = at + 1;
    ++count;
  }
  if (!first) return;
  report.error(position_of(text, *first),
               fmt::format("expected UTF-8, found {}{}", name, more(count - 1, "such byte")));
}

void replace_forbidden_characters(std::string& text, Report& report) {
  const auto first = first_forbidden_character(text);
  if (!first) return;
  std::size_t count = 0;
  for (auto found = first; found; found = first_forbidden_character(text, found->offset + found->size_bytes)) ++count;
  report.error(position_of(text, first->offset), fmt::format("expected text, found the control character U+{:04X}{}",
                                                             first->code_point, more(count - 1, "such character")));
  blank_forbidden_characters(text);
}

}  // namespace

std::optional<std::string> read_source(std::string_view bytes, Report& report) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    report.error({.line = 1, .column = 1}, "expected UTF-8, found UTF-16; save the file as UTF-8");
    return std::nullopt;
  }
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  std::string text = with_line_feeds(bytes);
  replace_malformed_bytes(text, report);
  replace_forbidden_characters(text, report);
  return text;
}

Position position_of(std::string_view text, std::size_t offset) {
  const auto before = text.substr(0, offset);
  const auto line_start = before.rfind('\n') + 1;  // npos + 1 is 0: the first line
  return {.line = static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n') + 1),
          .column = static_cast<std::uint32_t>(before.size() - line_start + 1)};
}

std::optional<ForbiddenCharacter> first_forbidden_character(std::string_view text, std::size_t from) {
  const auto byte_at = [text](std::size_t at) {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : static_cast<unsigned char>(0);
  };
  for (std::size_t at = from; (at = end_of_printable_ascii(text, at)) < text.size(); ++at) {
    const unsigned char byte = byte_at(at);
    if (byte < 0x20 && byte != '\t' && byte != '\n') return ForbiddenCharacter{at, 1, byte};
    if (byte == 0x7F) return ForbiddenCharacter{at, 1, byte};
    const unsigned char second = byte_at(at + 1);
    if (byte == 0xC2 && second >= 0x80 && second < 0xA0) return ForbiddenCharacter{at, 2, second};
    const unsigned char third = byte_at(at + 2);
    if (byte == 0xEF && second == 0xBF && third >= 0xBE) return ForbiddenCharacter{at, 3, 0xFFC0U + (third & 0x3FU)};
  }
  return std::nullopt;
}

void blank_forbidden_characters(std::string& text) {
  auto found = first_forbidden_character(text);
  while (found) {
    text.replace(found->offset, found->size_bytes, found->size_bytes, ' ');
    found = first_forbidden_character(text, found->offset + found->size_bytes);
  }
}

std::string single_line(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
    if (!space) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace citefeed::content
