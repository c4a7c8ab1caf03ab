/// The few things the readers of references need to know about characters: ASCII classes, letter case, dashes, quotes,
/// spaces.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "citation/character_set.hpp"

namespace citefeed::citation {

[[nodiscard]] constexpr bool is_digit(char byte) {
  return byte >= '0' && byte <= '9';
}
[[nodiscard]] constexpr bool is_ascii_upper(char byte) {
  return byte >= 'A' && byte <= 'Z';
}
[[nodiscard]] constexpr bool is_ascii_lower(char byte) {
  return byte >= 'a' && byte <= 'z';
}
[[nodiscard]] constexpr bool is_ascii_letter(char byte) {
  return is_ascii_upper(byte) || is_ascii_lower(byte);
}
[[nodiscard]] constexpr bool is_multi_byte(char byte) {
  return static_cast<unsigned char>(byte) >= 0x80U;
}
[[nodiscard]] constexpr char to_ascii_lower(char byte) {
  return is_ascii_upper(byte) ? static_cast<char>(byte - 'A' + 'a') : byte;
}

/// `text` with each run of Unicode white space as one space, none at the ends, and without invisible joiners (zero
/// width space, word joiner, byte order mark). Bytes that are not UTF-8 stay as they are.
[[nodiscard]] std::string normalise_space(std::string_view text);

/// The bytes of the code point that begins at `at`, at least 1; malformed sequences count byte by byte.
[[nodiscard]] std::size_t code_point_length(std::string_view text, std::size_t at);

/// The bytes of the dash that begins at `at` (hyphen-minus, U+2010 to U+2015, minus sign); 0 when there is none.
[[nodiscard]] std::size_t dash_length(std::string_view text, std::size_t at);

/// The bytes of the closing quotation mark that begins at `at` (" ' ” ’ »); 0 when there is none.
[[nodiscard]] std::size_t closing_quote_length(std::string_view text, std::size_t at);

/// True when `text` begins with a quotation mark that can open a title (" ' “ ‘ « „).
[[nodiscard]] bool begins_with_quote(std::string_view text);

/// True when `text` begins with a letter that is certainly a small one (ASCII, Latin-1, Greek, Cyrillic).
[[nodiscard]] bool begins_lower(std::string_view text);

/// True when `text` begins with a letter that is not a small one; scripts without case count.
[[nodiscard]] bool begins_with_capital(std::string_view text);

/// ASCII letters compare without regard to case.
[[nodiscard]] constexpr bool starts_ignoring_case(std::string_view text, std::string_view prefix) {
  if (text.size() < prefix.size()) return false;
  for (std::size_t at = 0; at < prefix.size(); ++at)
    if (to_ascii_lower(text[at]) != to_ascii_lower(prefix[at])) return false;
  return true;
}
[[nodiscard]] constexpr bool equals_ignoring_case(std::string_view left, std::string_view right) {
  return left.size() == right.size() && starts_ignoring_case(left, right);
}
[[nodiscard]] bool contains_ignoring_case(std::string_view text, std::string_view wanted);

/// The word that ends where `text` ends: what follows its last space.
[[nodiscard]] std::string_view last_word(std::string_view text);

/// `text` as it compares: letters and digits of any script, case folded; where it has none, all of it. For UTF-8.
[[nodiscard]] std::string letters_of(std::string_view text);

}  // namespace citefeed::citation
