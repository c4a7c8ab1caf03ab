/// The few things the readers of references need to know about characters: sets of them, letter case, dashes, quotes,
/// spaces.
#pragma once
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <string>
#include <string_view>

#include "base/utf8.hpp"

namespace citefeed::citation {

// Sets of ASCII characters that are looked for in text: one bit each, put together by the compiler.

/// Made of string literals alone, so that looking a byte up costs a shift, however many characters the set has (the
/// search functions of std::string_view go through the set once per byte of the text).
class CharacterSet final {
 public:
  template <std::size_t size>
  // NOLINTNEXTLINE(google-explicit-constructor,hicpp-explicit-conversions,*-avoid-c-arrays): a literal is the set
  consteval CharacterSet(const char (&characters)[size]) {
    for (const char character : std::string_view{characters, size - 1}) {
      if (static_cast<unsigned char>(character) >= 0x80U) throw "ASCII only";  // does not compile
      bits_.at(static_cast<std::size_t>(character) / 64U) |= std::uint64_t{1}
                                                             << (static_cast<unsigned>(character) % 64U);
    }
  }

  [[nodiscard]] constexpr bool contains(char byte) const {
    const auto value = static_cast<unsigned char>(byte);
    const std::uint64_t half = value < 64U ? bits_[0] : value < 128U ? bits_[1] : 0;
    return ((half >> (value % 64U)) & 1U) != 0;
  }

 private:
  std::array<std::uint64_t, 2> bits_ = {};
};

/// As the members of std::string_view of these names: a position, or npos.
[[nodiscard]] constexpr std::size_t find_first_of(std::string_view text, CharacterSet set, std::size_t from = 0) {
  for (std::size_t at = from; at < text.size(); ++at)
    if (set.contains(text[at])) return at;
  return std::string_view::npos;
}
[[nodiscard]] constexpr std::size_t find_first_not_of(std::string_view text, CharacterSet set, std::size_t from = 0) {
  for (std::size_t at = from; at < text.size(); ++at)
    if (!set.contains(text[at])) return at;
  return std::string_view::npos;
}
/// At `to` or before it.
[[nodiscard]] constexpr std::size_t find_last_of(std::string_view text, CharacterSet set,
                                                 std::size_t to = std::string_view::npos) {
  for (std::size_t end = to < text.size() ? to + 1 : text.size(); end > 0; --end)
    if (set.contains(text[end - 1])) return end - 1;
  return std::string_view::npos;
}

/// `text` without the characters of `unwanted` at its end, or at both ends.
[[nodiscard]] constexpr std::string_view trim_end(std::string_view text, CharacterSet unwanted) {
  while (!text.empty() && unwanted.contains(text.back())) text.remove_suffix(1);
  return text;
}
[[nodiscard]] constexpr std::string_view trim_both(std::string_view text, CharacterSet unwanted) {
  while (!text.empty() && unwanted.contains(text.front())) text.remove_prefix(1);
  return trim_end(text, unwanted);
}

[[nodiscard]] constexpr bool is_multi_byte(char byte) {
  return static_cast<unsigned char>(byte) >= 0x80U;
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

/// The number that the four digits at `at` are.
[[nodiscard]] constexpr int year_at(std::string_view text, std::size_t at) {
  int year = 0;
  for (const char digit : text.substr(at, 4)) year = year * 10 + (digit - '0');
  return year;
}

/// True when `text` is one of `words`, letter case and all.
template <class Words = std::initializer_list<std::string_view>>
[[nodiscard]] constexpr bool is_one_of(std::string_view text, const Words& words) {
  return std::find(std::begin(words), std::end(words), text) != std::end(words);
}

/// Whether `text` is one of `words`, begins with one, or has one in it; ASCII letters compare without regard to case.
/// `words` is a list in braces or any range of std::string_view.
template <class Words = std::initializer_list<std::string_view>>
[[nodiscard]] constexpr bool equals_any(std::string_view text, const Words& words) {
  return std::any_of(std::begin(words), std::end(words),
                     [&](std::string_view word) { return equals_ignoring_case(text, word); });
}
template <class Words = std::initializer_list<std::string_view>>
[[nodiscard]] constexpr bool begins_with_any(std::string_view text, const Words& words) {
  return std::any_of(std::begin(words), std::end(words),
                     [&](std::string_view word) { return starts_ignoring_case(text, word); });
}
template <class Words = std::initializer_list<std::string_view>>
[[nodiscard]] bool contains_any(std::string_view text, const Words& words) {
  return std::any_of(std::begin(words), std::end(words),
                     [&](std::string_view word) { return contains_ignoring_case(text, word); });
}

/// The word that ends where `text` ends: what follows its last space.
[[nodiscard]] std::string_view last_word(std::string_view text);

/// `text` as it compares: letters and digits of any script, case folded; where it has none, all of it. For UTF-8.
[[nodiscard]] std::string letters_of(std::string_view text);

}  // namespace citefeed::citation
