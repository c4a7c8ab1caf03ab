#include <algorithm>
#include <array>

#include "citation/characters.hpp"
#include "citation/write.hpp"

namespace citefeed::citation {
namespace {

/// The base letter of a Latin letter with a mark: U+00C0 to U+017F in order.
constexpr std::string_view base_letters =
    "aaaaaaaceeeeiiiidnooooo-ouuuuytsaaaaaaaceeeeiiiidnooooo-ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuu"
    "uuwwyyyzzzzzzs";

/// `text` in small ASCII letters and digits, without its marks; anything else is left out.
std::string to_key_letters(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); at += code_point_length(text, at)) {
    const char byte = text[at];
    if (is_ascii_letter(byte) || is_digit(byte)) {
      result += to_ascii_lower(byte);
    } else if (is_multi_byte(byte) && code_point_length(text, at) == 2) {
      const auto lead = static_cast<unsigned char>(byte) & 0x1fU;
      const auto code_point = lead << 6U | (static_cast<unsigned char>(text[at + 1]) & 0x3fU);
      constexpr std::size_t first = 0xc0;
      const bool known = code_point >= first && code_point - first < base_letters.size();
      if (known && base_letters[code_point - first] != '-') result += base_letters[code_point - first];
    }
  }
  return result;
}

/// Words that say nothing about a title, in English, French, German and Spanish.
bool is_stop_word(std::string_view word) {
  constexpr std::array<std::string_view, 43> words = {
      "a",    "an", "and", "are", "as",  "at",   "be",  "by", "can",  "das",  "de",  "der", "des", "die", "do",
      "does", "el", "en",  "et",  "for", "from", "how", "in", "is",   "it",   "la",  "las", "le",  "les", "los",
      "of",   "on", "or",  "the", "to",  "und",  "une", "un", "what", "when", "who", "why", "with"};
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string telling_word(std::string_view title) {
  while (!title.empty()) {
    const auto space = std::min(title.find_first_of(" -/"), title.size());
    auto word = to_key_letters(title.substr(0, space));
    title.remove_prefix(std::min(space + 1, title.size()));
    if (!word.empty() && !is_stop_word(word)) return word;
  }
  return {};
}

}  // namespace

std::string citation_key(const Citation& citation) {
  std::string key;
  if (!citation.authors.empty()) {
    const auto& first = citation.authors.front();
    key = first.literal.empty() ? to_key_letters(first.family) : telling_word(first.literal);
  }
  const auto word = telling_word(citation.title);
  if (key.empty() && word.empty()) return {};
  if (citation.year) key += std::to_string(*citation.year) + citation.year_suffix;
  return key + word;
}

}  // namespace citefeed::citation
