#include "citation/apa_locator_words.hpp"

#include <algorithm>
#include <array>

#include "citation/characters.hpp"

namespace citefeed::citation {
namespace {

constexpr std::size_t none = std::string_view::npos;

struct LabelWord {
  std::string_view word = {};
  Label label = Label::missing;
};

/// Longer words stand before their own beginnings.
constexpr std::array<LabelWord, 37> label_words = {{
    {"volume", Label::volume},
    {"vol", Label::volume},
    {"bd", Label::volume},
    {"tome", Label::volume},
    {"jg", Label::volume},
    {"article number", Label::article},
    {"article no", Label::article},
    {"article id", Label::article},
    {"article", Label::article},
    {"artículo", Label::article},
    {"art. no", Label::article},
    {"art no", Label::article},
    {"art", Label::article},
    {"paper", Label::article},
    {"id", Label::article},
    {"number", Label::issue},
    {"issue", Label::issue},
    {"iss", Label::issue},
    {"núm", Label::issue},
    {"num", Label::issue},
    {"no", Label::issue},
    {"nr", Label::issue},
    {"n°", Label::issue},
    {"nº", Label::issue},
    {"n", Label::issue},
    {"heft", Label::issue},
    {"págs", Label::pages},
    {"pág", Label::pages},
    {"pages", Label::pages},
    {"page", Label::pages},
    {"pgs", Label::pages},
    {"pp", Label::pages},
    {"pg", Label::pages},
    {"p", Label::pages},
    {"s", Label::pages},
    {"supplement", Label::supplement},
    {"suppl", Label::supplement},
}};

constexpr CharacterSet label_beginnings{"abhijnpstvABHIJNPSTV"};
static_assert(std::all_of(label_words.begin(), label_words.end(),
                          [](const LabelWord& label) { return label_beginnings.contains(label.word[0]); }));

}  // namespace

FoundLabel label_at(std::string_view text) {
  if (text.empty() || !label_beginnings.contains(text[0])) return {};
  for (const auto& [word, label] : label_words) {
    if (!starts_ignoring_case(text, word)) continue;
    auto length = word.size();
    if (length < text.size() && is_ascii_letter(text[length])) continue;
    // "n71" is an article number, "n. 71" and "n 71" are issues; "S. 12" is a page (Seite), "S12" a supplement's.
    if (word == "n" && length < text.size() && is_digit(text[length])) continue;
    if (word == "s" && !text.starts_with("S. ")) continue;
    while (length < text.size() && (text[length] == '.' || text[length] == ':' || text[length] == ' ')) ++length;
    const bool value_follows = length < text.size() && (is_digit(text[length]) || is_ascii_letter(text[length]));
    if (value_follows || label == Label::supplement) return {label, length};
  }
  return {};
}

std::size_t number_length(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && at < 6 && is_ascii_letter(text[at])) ++at;
  if (at == text.size() || !is_digit(text[at])) return 0;
  while (at < text.size() && (is_digit(text[at]) || is_ascii_letter(text[at]) || text[at] == '/')) {
    ++at;
    // "12.3", and "598.e1" for pages that are only online.
    const bool online = at + 2 < text.size() && to_ascii_lower(text[at + 1]) == 'e' && is_digit(text[at + 2]);
    const bool inner_stop = at + 1 < text.size() && text[at] == '.' && (is_digit(text[at + 1]) || online);
    if (inner_stop) ++at;
  }
  return at <= 24 ? at : 0;
}

std::size_t roman_length(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && std::string_view("ivxlcIVXLC").find(text[at]) != none) ++at;
  const bool whole =
      at > 0 && at <= 9 &&
      (at == text.size() || !(is_ascii_letter(text[at]) || is_multi_byte(text[at])) || dash_length(text, at) != 0);
  return whole ? at : 0;
}

bool is_issue(std::string_view text) {
  if (text.empty() || text.size() > 48) return false;
  if (std::any_of(text.begin(), text.end(), is_digit)) return true;
  constexpr std::array<std::string_view, 20> words = {
      "suppl", "special", "spec", "winter", "spring", "summer", "autumn", "fall", "jan", "feb",
      "mar",   "apr",     "may",  "jun",    "jul",    "aug",    "sep",    "oct",  "nov", "dec"};
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return starts_ignoring_case(text, word); });
}

}  // namespace citefeed::citation
