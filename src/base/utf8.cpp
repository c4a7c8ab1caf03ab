#include "base/utf8.hpp"

#include <utf8proc.h>
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>

namespace citefeed {
namespace {

const utf8proc_uint8_t* bytes_of(std::string_view text) {
  return reinterpret_cast<const utf8proc_uint8_t*>(text.data());
}

/// Decodes the code point at `at`; the number of bytes it takes, or a negative number when it is malformed.
utf8proc_ssize_t decode(std::string_view text, std::size_t at, utf8proc_int32_t& point) {
  return utf8proc_iterate(bytes_of(text) + at, static_cast<utf8proc_ssize_t>(text.size() - at), &point);
}

/// True when each of the eight bytes of `word` is from 0x20 to 0x7E. Adding 1 to a byte without its highest bit sets
/// that bit only for 0x7F, adding 0x60 sets it for all from 0x20 on; no sum carries into the next byte.
constexpr bool are_printable_ascii(std::uint64_t word) {
  constexpr std::uint64_t each = 0x0101010101010101, high = 0x80 * each;
  const std::uint64_t low = word & ~high;
  return (((low + each) | word | ~(low + 0x60 * each)) & high) == 0;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

struct Free {
  void operator()(utf8proc_uint8_t* bytes) const { std::free(bytes); }  // utf8proc allocates with malloc
};

/// `text` with case folded and `options` of utf8proc applied.
std::string mapped(std::string_view text, int options) {
  utf8proc_uint8_t* folded = nullptr;
  const auto all = static_cast<utf8proc_option_t>(UTF8PROC_CASEFOLD | UTF8PROC_STABLE | UTF8PROC_COMPOSE | options);
  const auto length = utf8proc_map(bytes_of(text), static_cast<utf8proc_ssize_t>(text.size()), &folded, all);
  const std::unique_ptr<utf8proc_uint8_t, Free> owner{folded};
  if (length < 0) return std::string{text};
  return std::string{reinterpret_cast<const char*>(folded), static_cast<std::size_t>(length)};
}

}  // namespace

std::size_t end_of_printable_ascii(std::string_view text, std::size_t from) {
  std::size_t at = from;
  std::uint64_t word = 0;
  for (; at + sizeof word <= text.size(); at += sizeof word) {
    std::memcpy(&word, text.data() + at, sizeof word);
    if (!are_printable_ascii(word)) break;
  }
  while (at < text.size() && text[at] >= ' ' && text[at] < 0x7F) ++at;
  return at;
}

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
  for (std::size_t at = 0; (at = end_of_printable_ascii(text, at)) < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    utf8proc_int32_t point = 0;
    const auto length = decode(text, at, point);
    if (length <= 0) return at;
    at += static_cast<std::size_t>(length);
  }
  return std::nullopt;
}

std::optional<std::size_t> first_control_character(std::string_view text) {
  for (std::size_t at = 0; (at = end_of_printable_ascii(text, at)) < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if ((byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7F) return at;
  }
  return std::nullopt;
}

std::string_view truncate_graphemes(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  std::size_t boundary = 0, at = 0;
  utf8proc_int32_t previous = 0, state = 0;
  while (at <= max_bytes) {
    utf8proc_int32_t point = 0;
    const auto length = decode(text, at, point);
    if (length <= 0) break;
    if (at == 0 || utf8proc_grapheme_break_stateful(previous, point, &state)) boundary = at;
    previous = point;
    at += static_cast<std::size_t>(length);
  }
  return text.substr(0, boundary);
}

std::string lower_ascii(std::string_view text) {
  std::string lower{text};
  std::transform(lower.begin(), lower.end(), lower.begin(), to_ascii_lower);
  return lower;
}

std::string fold_case(std::string_view text) {
  return is_ascii(text) ? lower_ascii(text) : mapped(text, 0);
}

std::string fold_name(std::string_view text) {
  static constexpr std::string_view space = " \t\r\n\f\v";
  const std::string folded = mapped(text, UTF8PROC_LUMP | UTF8PROC_IGNORE);
  std::string name;
  for (const char c : folded) {
    if (space.find(c) == std::string_view::npos) {
      name += c;
    } else if (!name.empty() && name.back() != ' ') {
      name += ' ';
    }
  }
  if (name.ends_with(' ')) name.pop_back();
  return name;
}

std::string_view trim(std::string_view text) {
  static constexpr std::string_view space = " \t\r\n\f\v";
  const auto first = text.find_first_not_of(space);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(space) - first + 1);
}

}  // namespace citefeed
