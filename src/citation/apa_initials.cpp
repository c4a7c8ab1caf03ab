#include "citation/apa_initials.hpp"

#include <algorithm>

#include "citation/characters.hpp"

namespace citefeed::citation {
namespace {

constexpr std::size_t most_joined_initials = 3;  ///< "JRP" is three initials, "JEAN" is a name

/// A name without a full stop, between spaces, full stops and hyphens.
std::string initial_of(std::string_view name) {
  if (begins_lower(name)) return std::string(name);
  const bool joined = name.size() > 1 && name.size() <= most_joined_initials &&
                      std::all_of(name.begin(), name.end(), [](char letter) { return is_ascii_upper(letter); });
  if (!joined) return std::string(name.substr(0, code_point_length(name, 0))) + ".";
  std::string text;
  for (const char letter : name) text += (text.empty() ? "" : " ") + std::string(1, letter) + ".";
  return text;
}

/// A word up to a space; hyphens and full stops inside it divide its names.
std::string abbreviated(std::string_view word) {
  std::string text;
  while (!word.empty()) {
    const auto end = std::min(find_first_of(word, ".-"), word.size());
    const auto name = word.substr(0, end);
    const bool stopped = end < word.size() && word[end] == '.';
    if (!name.empty()) {
      if (text.ends_with('.')) text += ' ';
      text += stopped ? std::string(name) + "." : initial_of(name);
    }
    word.remove_prefix(end);
    if (stopped) word.remove_prefix(1);
    if (word.starts_with('-')) {
      text += '-';
      word.remove_prefix(1);
    }
  }
  return text;
}

}  // namespace

std::string to_initials(std::string_view given) {
  std::string text;
  while (!given.empty()) {
    const auto space = std::min(given.find(' '), given.size());
    const auto word = given.substr(0, space);
    given.remove_prefix(std::min(space + 1, given.size()));
    if (word.empty()) continue;
    text += (text.empty() ? "" : " ") + abbreviated(word);
  }
  return text;
}

}  // namespace citefeed::citation
