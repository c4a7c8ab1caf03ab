#include "citation/bibtex_names.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "citation/characters.hpp"
#include "citation/latex.hpp"
#include "citation/read.hpp"

namespace citefeed::citation {
namespace {

bool is_space(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

/// Divides `text` where `length_at` says that a divider of some length begins, outside of braces.
template <class LengthAt>
std::vector<std::string_view> split_outside_braces(std::string_view text, LengthAt length_at) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  std::size_t depth = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '{') ++depth;
    if (text[at] == '}' && depth > 0) --depth;
    const std::size_t divider = depth == 0 ? length_at(text, at) : 0;
    if (divider != 0) parts.push_back(text.substr(begin, at - begin));
    at += std::max(divider, std::size_t{1});
    if (divider != 0) begin = at;
  }
  parts.push_back(text.substr(begin));
  return parts;
}

/// "and" between white space, in any letter case; the white space after it divides the next "and".
std::size_t and_length(std::string_view text, std::size_t at) {
  const bool divides = at > 0 && is_space(text[at - 1]) && starts_ignoring_case(text.substr(at), "and") &&
                       at + 3 < text.size() && is_space(text[at + 3]);
  return divides ? 3 : 0;
}

std::size_t comma_length(std::string_view text, std::size_t at) {
  return text[at] == ',' ? 1 : 0;
}

std::size_t space_length(std::string_view text, std::size_t at) {
  return is_space(text[at]) || (text[at] == '~' && (at == 0 || text[at - 1] != '\\')) ? 1 : 0;
}

/// True when one pair of braces holds all of `text`.
bool is_wholly_braced(std::string_view text) {
  if (!text.starts_with('{') || !text.ends_with('}')) return false;
  std::size_t depth = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '{') ++depth;
    if (text[at] == '}' && depth > 0 && --depth == 0) return at + 1 == text.size();
  }
  return false;
}

std::string joined(const std::vector<std::string>& words, std::size_t begin, std::size_t end) {
  std::string text;
  for (auto i = begin; i < end; ++i)
    if (!words[i].empty()) text += (text.empty() ? "" : " ") + words[i];
  return text;
}

/// "First von Last": the family name begins with the first small word, or is the last word.
Name read_in_order(std::string_view text) {
  std::vector<std::string> words;
  for (const auto word : split_outside_braces(text, space_length)) {
    auto plain = plain_text(from_latex(word));
    if (!plain.empty()) words.push_back(std::move(plain));
  }
  if (words.empty()) return {};
  std::size_t family = 0;
  while (family + 1 < words.size() && !begins_lower(words[family])) ++family;
  return {.family = joined(words, family, words.size()), .given = joined(words, 0, family)};
}

Name read_name(std::string_view text) {
  text = trim_both(text, " \t\r\n");
  if (is_wholly_braced(text)) return {.literal = plain_text(from_latex(text))};
  const auto parts = split_outside_braces(text, comma_length);
  if (parts.size() == 1) return read_in_order(text);
  std::vector<std::string> plain;
  plain.reserve(parts.size());
  for (const auto part : parts) plain.push_back(plain_text(from_latex(part)));
  if (plain.size() == 2) return {.family = std::move(plain[0]), .given = std::move(plain[1])};
  return {.family = std::move(plain[0]), .given = joined(plain, 2, plain.size()), .suffix = std::move(plain[1])};
}

/// `text` for one part of a name; braces keep what would divide it.
std::string name_part(std::string_view text) {
  const bool divides = text.find(',') != std::string_view::npos || has_and(text);
  return divides ? "{" + to_latex(text) + "}" : to_latex(text);
}

std::string bibtex_name(const Name& name) {
  if (!name.literal.empty()) return "{" + to_latex(name.literal) + "}";
  std::string text = name_part(name.family);
  if (!name.suffix.empty()) text += ", " + name_part(name.suffix);
  if (!name.given.empty() || !name.suffix.empty()) return text + ", " + name_part(name.given);
  // Without a comma, the words before the last would be given names; BibTeX warns of nothing after a comma.
  const bool one_word = name.family.find(' ') == std::string::npos && !text.starts_with('{');
  return one_word ? text : text + ", {}";
}

}  // namespace

BibtexNames read_bibtex_names(std::string_view field) {
  BibtexNames result;
  for (const auto part : split_outside_braces(field, and_length)) {
    auto name = read_name(part);
    if (name == Name{}) continue;
    if (name.given.empty() && (means_et_al(name.family) || means_et_al(name.literal))) {
      result.et_al = !result.names.empty();
    } else {
      result.names.push_back(std::move(name));
    }
  }
  return result;
}

std::string to_bibtex_names(const std::vector<Name>& names, bool et_al) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : " and ") + bibtex_name(name);
  if (et_al && !text.empty()) text += " and others";
  return text;
}

bool has_and(std::string_view text) {
  return contains_ignoring_case(text, " and ") || starts_ignoring_case(text, "and ") ||
         (text.size() >= 4 && equals_ignoring_case(text.substr(text.size() - 4), " and")) ||
         equals_ignoring_case(text, "and");
}

}  // namespace citefeed::citation
