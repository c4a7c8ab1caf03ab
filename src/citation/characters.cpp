#include "citation/characters.hpp"

#include "base/utf8.hpp"

namespace citefeed::citation {
namespace {

constexpr std::uint8_t unsigned_byte(char byte) {
  return static_cast<std::uint8_t>(byte);
}

/// The bytes of the Unicode white space (White_Space property) that begins at `at`; 0 when there is none.
std::size_t space_length(std::string_view text, std::size_t at) {
  const char byte = text[at];
  if (byte == ' ' || (byte >= '\t' && byte <= '\r')) return 1;
  if (!is_multi_byte(byte)) return 0;
  const auto rest = text.substr(at);
  if (rest.starts_with("\u00a0") || rest.starts_with("\xc2\x85")) return 2;
  if (rest.starts_with("\u1680") || rest.starts_with("\u202f") || rest.starts_with("\u205f") ||
      rest.starts_with("\u3000") || rest.starts_with("\u2028") || rest.starts_with("\u2029"))
    return 3;
  const bool general_punctuation_space = rest.size() >= 3 && rest.starts_with("\xe2\x80") &&
                                         unsigned_byte(rest[2]) >= 0x80U && unsigned_byte(rest[2]) <= 0x8aU;
  return general_punctuation_space ? 3 : 0;
}

std::size_t invisible_length(std::string_view text, std::size_t at) {
  if (!is_multi_byte(text[at])) return 0;
  const auto rest = text.substr(at);
  return rest.starts_with("\u200b") || rest.starts_with("\u2060") || rest.starts_with("\ufeff") ? 3 : 0;
}

bool is_continuation(char byte) {
  return (unsigned_byte(byte) & 0xc0U) == 0x80U;
}

/// The bytes of the space or punctuation mark beyond ASCII that begins at `at`: U+0080 to U+00BF,
/// and U+2000 to U+206F; 0 for anything else.
std::size_t mark_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t offset) {
    return at + offset < text.size() ? static_cast<unsigned char>(text[at + offset]) : 0U;
  };
  if (byte(0) == 0xC2U) return 2;
  return byte(0) == 0xE2U && (byte(1) == 0x80U || byte(1) == 0x81U) ? 3 : 0;
}

/// The first place at or after `from` where a space may begin, or something else that takes a closer look.
std::size_t end_of_ascii_word(std::string_view text, std::size_t from) {
  std::size_t at = from;
  while (at < text.size() && text[at] > ' ' && !is_multi_byte(text[at])) ++at;
  return at;
}

}  // namespace

std::string normalise_space(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  bool space_before = false;
  std::size_t at = 0;
  while (at < text.size()) {
    if (const auto space = space_length(text, at); space != 0) {
      space_before = true;
      at += space;
      continue;
    }
    if (const auto invisible = invisible_length(text, at); invisible != 0) {
      at += invisible;
      continue;
    }
    if (space_before && !result.empty()) result += ' ';
    space_before = false;
    const std::size_t word_end = end_of_ascii_word(text, at + 1);
    result += text.substr(at, word_end - at);
    at = word_end;
  }
  return result;
}

std::size_t code_point_length(std::string_view text, std::size_t at) {
  const auto lead = unsigned_byte(text[at]);
  const std::size_t wanted = lead >= 0xf0U ? 4 : lead >= 0xe0U ? 3 : lead >= 0xc0U ? 2 : 1;
  std::size_t length = 1;
  while (length < wanted && at + length < text.size() && is_continuation(text[at + length])) ++length;
  return length == wanted ? wanted : 1;
}

std::size_t dash_length(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  if (text[at] == '-') return 1;
  if (!is_multi_byte(text[at])) return 0;
  const auto rest = text.substr(at);
  if (rest.starts_with("\u2212")) return 3;
  const bool dash = rest.size() >= 3 && rest.starts_with("\xe2\x80") && unsigned_byte(rest[2]) >= 0x90U &&
                    unsigned_byte(rest[2]) <= 0x95U;
  return dash ? 3 : 0;
}

std::size_t closing_quote_length(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  if (text[at] == '"' || text[at] == '\'') return 1;
  const auto rest = text.substr(at);
  if (rest.starts_with("”") || rest.starts_with("’")) return 3;
  return rest.starts_with("»") ? 2 : 0;
}

bool begins_with_quote(std::string_view text) {
  return text.starts_with('"') || text.starts_with('\'') || text.starts_with("“") || text.starts_with("‘") ||
         text.starts_with("«") || text.starts_with("„");
}

bool begins_lower(std::string_view text) {
  if (text.empty()) return false;
  if (!is_multi_byte(text[0])) return is_ascii_lower(text[0]);
  if (text.size() < 2) return false;
  const auto lead = unsigned_byte(text[0]);
  const auto next = unsigned_byte(text[1]);
  if (lead == 0xc3U) return next >= 0x9fU && next != 0xb7U;  // ß to ÿ
  if (lead == 0xceU) return next >= 0xacU;                   // ά to ο
  if (lead == 0xcfU) return next <= 0x8eU;                   // π to ώ
  if (lead == 0xd0U) return next >= 0xb0U;                   // а to п
  return lead == 0xd1U && next <= 0x9fU;                     // р to џ
}

bool begins_with_capital(std::string_view text) {
  if (text.empty()) return false;
  if (!is_multi_byte(text[0])) return is_ascii_upper(text[0]);
  // Latin-1 signs and general punctuation are no letters.
  if (unsigned_byte(text[0]) == 0xc2U || text.starts_with("\xe2\x80") || text.starts_with("\xe2\x81")) return false;
  return !begins_lower(text);
}

bool contains_ignoring_case(std::string_view text, std::string_view wanted) {
  if (wanted.empty()) return true;
  const char first = to_ascii_lower(wanted[0]);
  for (std::size_t at = 0; at + wanted.size() <= text.size(); ++at)
    if (to_ascii_lower(text[at]) == first && starts_ignoring_case(text.substr(at), wanted)) return true;
  return false;
}

std::string_view last_word(std::string_view text) {
  const auto space = text.rfind(' ');
  return space == std::string_view::npos ? text : text.substr(space + 1);
}

std::string letters_of(std::string_view text) {
  const std::string folded = fold_case(text);
  std::string letters;
  for (std::size_t at = 0; at < folded.size();) {
    const char byte = folded[at];
    if (const std::size_t mark = mark_length(folded, at); mark > 0) {
      at += mark;
      continue;
    }
    if (is_ascii_letter(byte) || is_digit(byte) || is_multi_byte(byte)) letters += byte;
    ++at;
  }
  return letters.empty() ? folded : letters;
}

}  // namespace citefeed::citation
