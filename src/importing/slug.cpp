#include "importing/slug.hpp"

#include <utf8proc.h>
#include <array>
#include <cstddef>
#include <cstdlib>
#include <memory>
#include <utility>

namespace citefeed::importing {
namespace {

constexpr std::size_t max_slug_bytes = 60;

struct Free {
  void operator()(utf8proc_uint8_t* bytes) const { std::free(bytes); }  // utf8proc allocates with malloc
};

/// Lower case without diacritics and ligatures (Unicode NFKD, marks dropped, case folded).
std::string folded(std::string_view text) {
  utf8proc_uint8_t* out = nullptr;
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK |
                                                      UTF8PROC_CASEFOLD | UTF8PROC_IGNORE | UTF8PROC_STABLE);
  const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                 static_cast<utf8proc_ssize_t>(text.size()), &out, options);
  const std::unique_ptr<utf8proc_uint8_t, Free> owner{out};
  if (size < 0) return std::string{text};
  return std::string{reinterpret_cast<const char*>(out), static_cast<std::size_t>(size)};
}

/// What letters without a decomposition are written as, and what is left out.
constexpr std::array<std::pair<std::string_view, std::string_view>, 11> replacements = {{{"æ", "ae"},
                                                                                         {"œ", "oe"},
                                                                                         {"ø", "o"},
                                                                                         {"đ", "d"},
                                                                                         {"ð", "d"},
                                                                                         {"þ", "th"},
                                                                                         {"ł", "l"},
                                                                                         {"ı", "i"},
                                                                                         {"'", ""},
                                                                                         {"’", ""},
                                                                                         {"ʼ", ""}}};

/// Takes one character off the front of `text`; what it becomes in a slug.
std::string next_of(std::string_view& text) {
  for (const auto& [from, to] : replacements) {
    if (!text.starts_with(from)) continue;
    text.remove_prefix(from.size());
    return std::string{to};
  }
  const char c = text.front();
  text.remove_prefix(1);
  const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  return std::string(1, kept ? c : '-');
}

/// `text` in [a-z0-9-], no hyphens at its ends or beside each other.
std::string hyphenated(std::string_view text) {
  const std::string plain = folded(text);
  std::string out;
  for (std::string_view rest = plain; !rest.empty();) {
    const auto next = next_of(rest);
    if (next != "-" || (!out.empty() && out.back() != '-')) out += next;
  }
  if (out.ends_with('-')) out.pop_back();
  return out;
}

std::string cut(std::string slug) {
  if (slug.size() <= max_slug_bytes) return slug;
  const auto hyphen = slug.rfind('-', max_slug_bytes);
  slug.resize(hyphen == std::string::npos ? max_slug_bytes : hyphen);
  return slug;
}

}  // namespace

std::string slug_of(std::string_view title) {
  auto slug = cut(hyphenated(title));
  return slug.empty() ? "post" : slug;
}

std::string comparable(std::string_view name) {
  static constexpr std::string_view conjunction = "-and-";
  std::string out = hyphenated(name);
  for (auto at = out.find(conjunction); at != std::string::npos; at = out.find(conjunction, at)) {
    out.erase(at, conjunction.size() - 1);
  }
  return out;
}

}  // namespace citefeed::importing
