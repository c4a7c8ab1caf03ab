/// Sets of ASCII characters that are looked for in text: one bit each, put together by the compiler.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace citefeed::citation {

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

}  // namespace citefeed::citation
