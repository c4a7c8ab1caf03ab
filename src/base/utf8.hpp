/// UTF-8 text: is it valid, where may it be cut, how does it compare; and the classes of its ASCII characters.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace citefeed {

// The classes of ASCII, whatever the locale.

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
[[nodiscard]] constexpr char to_ascii_lower(char byte) {
  return is_ascii_upper(byte) ? static_cast<char>(byte - 'A' + 'a') : byte;
}
[[nodiscard]] constexpr char to_ascii_upper(char byte) {
  return is_ascii_lower(byte) ? static_cast<char>(byte - 'a' + 'A') : byte;
}
/// `text` with its ASCII letters small; all other bytes stay.
[[nodiscard]] std::string lower_ascii(std::string_view text);

/// What a hexadecimal digit in either letter case stands for, 0 to 15; -1 for anything else.
[[nodiscard]] constexpr int hex_value(char byte) {
  const char lower = to_ascii_lower(byte);
  if (is_digit(lower)) return lower - '0';
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}
[[nodiscard]] constexpr bool is_hex_digit(char byte) {
  return hex_value(byte) >= 0;
}

// UTF-8.

/// The offset of the first byte that is not part of well-formed UTF-8 (Unicode 15, table 3-7); nothing when all of it
/// is.
[[nodiscard]] std::optional<std::size_t> first_invalid_utf8(std::string_view text);

/// The first place at or after `from` where `text` has something other than printable ASCII (U+0020 to U+007E), or its
/// size: whoever looks at every character looks no closer at most of them. Eight at a time.
[[nodiscard]] std::size_t end_of_printable_ascii(std::string_view text, std::size_t from);

/// The offset of the first C0 control other than tab, line feed and carriage return, or DEL; nothing when there is
/// none.
[[nodiscard]] std::optional<std::size_t> first_control_character(std::string_view text);

/// The longest prefix of `text` (valid UTF-8) of at most `max_bytes` bytes that ends on a grapheme boundary (Unicode
/// UAX #29).
[[nodiscard]] std::string_view truncate_graphemes(std::string_view text, std::size_t max_bytes);

/// `text` (valid UTF-8) with case folded (Unicode, full), for comparing without regard to letter case. Cheap for ASCII.
[[nodiscard]] std::string fold_case(std::string_view text);

/// `text` (valid UTF-8) as a name to compare: case folded, and without what nobody sees or types on purpose. Any kind
/// of space is one space, none at either end; curly apostrophes and the many hyphens are ' and -; characters without a
/// width are left out.
[[nodiscard]] std::string fold_name(std::string_view text);

/// `text` without ASCII white space at both ends.
[[nodiscard]] std::string_view trim(std::string_view text);

}  // namespace citefeed
