#include "citation/bibtex_names.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/utf8.hpp"
#include "citation/characters.hpp"
#include "citation/latex.hpp"
#include "citation/read.hpp"
#include "citation/write.hpp"

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

/// "D", "DR", "D. R.", "J.-P.": initials and nothing else.
bool are_initials(std::string_view text) {
  constexpr std::size_t most = 4;
  std::size_t letters = 0;
  for (std::size_t at = 0; at < text.size(); at += code_point_length(text, at)) {
    if (text[at] == '.' || text[at] == '-' || text[at] == ' ') continue;
    // Of scripts without case any letter could be one.
    const bool is_capital = is_ascii_upper(text[at]) || (text[at] == '\xc3' && begins_with_capital(text.substr(at)));
    if (!is_capital) return false;
    ++letters;
  }
  return letters > 0 && letters <= most;
}

bool is_suffix(std::string_view word) {
  constexpr std::array<std::string_view, 8> suffixes = {"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV", "3rd"};
  return is_one_of(word, suffixes);
}

/// "Kraus DR", "Roe B.": initials are never a family name; "Malcolm X" is somebody.
bool ends_in_initials(const std::vector<std::string>& words) {
  const auto& last = words.back();
  const bool begins_with_name = words.front().find('.') == std::string::npos && !are_initials(words.front());
  return words.size() > 1 && begins_with_name && last.size() > 1 && are_initials(last);
}

/// "First von Last": the family name begins with the first small word, or is the last word.
Name read_words(std::vector<std::string> words) {
  Name name;
  if (words.size() > 2 && is_suffix(words.back())) {
    name.suffix = std::move(words.back());
    words.pop_back();
  }
  if (ends_in_initials(words)) {
    name.family = joined(words, 0, words.size() - 1);
    name.given = std::move(words.back());
    return name;
  }
  std::size_t family = 0;
  while (family + 1 < words.size() && !begins_lower(words[family])) ++family;
  name.family = joined(words, family, words.size());
  name.given = joined(words, 0, family);
  return name;
}

Name read_in_order(std::string_view text) {
  std::vector<std::string> words;
  for (const auto word : split_outside_braces(text, space_length)) {
    auto plain = plain_text(from_latex(word));
    if (!plain.empty()) words.push_back(std::move(plain));
  }
  return words.empty() ? Name{} : read_words(std::move(words));
}

// BibLaTeX's names of named parts: "family=Re, given=A. C., prefix=Del, useprefix=true" (biber, 3.4).

struct NamePart {
  std::string key = {};
  std::string value = {};
};

/// "given=Jean Paul", its value or all of it also in quotation marks.
std::optional<NamePart> read_name_part(std::string_view text) {
  constexpr std::array<std::string_view, 12> keys = {"family",    "given",         "prefix",   "suffix",
                                                     "family-i",  "given-i",       "prefix-i", "suffix-i",
                                                     "useprefix", "nametemplates", "id",       "literal"};
  text = trim_both(text, " \t\r\n\"");
  const auto equals = text.find('=');
  if (equals == std::string_view::npos) return std::nullopt;
  auto key = lower_ascii(trim_both(text.substr(0, equals), " \t\r\n"));
  if (!is_one_of(key, keys)) return std::nullopt;
  return NamePart{.key = std::move(key),
                  .value = plain_text(from_latex(trim_both(text.substr(equals + 1), " \t\r\n\"")))};
}

/// The commas outside of braces and quotation marks divide.
std::vector<std::string_view> split_named_parts(std::string_view text) {
  bool quoted = false;
  return split_outside_braces(text, [&quoted](std::string_view all, std::size_t at) -> std::size_t {
    if (all[at] == '"') quoted = !quoted;
    return all[at] == ',' && !quoted ? 1 : 0;
  });
}

std::optional<Name> read_named_parts(std::string_view text) {
  if (!read_name_part(text.substr(0, text.find(',')))) return std::nullopt;
  Name name;
  std::string prefix, initials;
  bool prefix_belongs = true;
  for (const auto piece : split_named_parts(text)) {
    auto part = read_name_part(piece);
    if (!part) continue;
    if (part->key == "family") name.family = std::move(part->value);
    if (part->key == "given") name.given = std::move(part->value);
    if (part->key == "given-i") initials = std::move(part->value);
    if (part->key == "suffix") name.suffix = std::move(part->value);
    if (part->key == "literal") name.literal = std::move(part->value);
    if (part->key == "prefix") prefix = std::move(part->value);
    if (part->key == "useprefix") prefix_belongs = part->value != "false";
  }
  if (!name.literal.empty()) return Name{.literal = std::move(name.literal)};
  if (name.given.empty()) name.given = std::move(initials);
  auto& with_prefix = prefix_belongs ? name.family : name.given;
  if (!prefix.empty())
    with_prefix = prefix_belongs ? joined({prefix, name.family}, 0, 2) : joined({name.given, prefix}, 0, 2);
  return name;
}

Name read_name(std::string_view text) {
  text = trim_both(text, " \t\r\n");
  if (is_wholly_braced(text)) return {.literal = plain_text(from_latex(text))};
  if (auto named = read_named_parts(text)) return *std::move(named);
  const auto parts = split_outside_braces(text, comma_length);
  if (parts.size() == 1) return read_in_order(text);
  std::vector<std::string> plain;
  plain.reserve(parts.size());
  for (const auto part : parts) plain.push_back(plain_text(from_latex(part)));
  if (plain.size() == 2 && is_suffix(plain[1])) return {.family = std::move(plain[0]), .suffix = std::move(plain[1])};
  if (plain.size() == 2) return {.family = std::move(plain[0]), .given = std::move(plain[1])};
  return {.family = std::move(plain[0]), .given = joined(plain, 2, plain.size()), .suffix = std::move(plain[1])};
}

// Lists that are divided, or held together, in ways of their own.

std::size_t semicolon_length(std::string_view text, std::size_t at) {
  return text[at] == ';' && at + 1 < text.size() && is_space(text[at + 1]) ? 1 : 0;
}

/// "Doe J.", as one of several that only commas divide.
bool is_name_before_initials(std::string_view part) {
  part = trim_both(part, " \t\r\n");
  const auto word = last_word(part);
  return word.size() > 1 && word.size() < part.size() && word.find_first_of("{\\") == std::string_view::npos &&
         are_initials(word) && !are_initials(part.substr(0, part.find(' ')));
}

/// Names divided by "and"; by semicolons where there is no "and" (Scopus), and by commas where initials stand last
/// ("Doe J., Roe R.").
std::vector<std::string_view> divide_names(std::string_view field) {
  auto parts = split_outside_braces(field, and_length);
  if (parts.size() > 1) return parts;
  parts = split_outside_braces(field, semicolon_length);
  if (parts.size() > 1) return parts;
  parts = split_outside_braces(field, comma_length);
  const auto has_stop = [](std::string_view part) { return trim_both(part, " \t\r\n").ends_with('.'); };
  const bool listed = parts.size() > 1 && std::all_of(parts.begin(), parts.end(), [&](std::string_view part) {
                        return is_name_before_initials(part) && has_stop(part) == has_stop(parts.front());
                      });
  return listed ? parts : std::vector<std::string_view>{field};
}

/// True for people in a pair of braces too many, as Web of Science writes editors: "{Doe, J and Roe, R}"; "Roe, Doe and
/// Sons" are a group.
bool are_people(std::string_view list) {
  const auto parts = split_outside_braces(list, and_length);
  return std::all_of(parts.begin(), parts.end(), [&](std::string_view part) {
    const auto sides = split_outside_braces(part, comma_length);
    if (sides.size() != 2) return parts.size() > 1 && means_et_al(trim_both(part, " \t\r\n"));
    return parts.size() > 1 ? sides[1].find_first_not_of(" \t\r\n") != std::string_view::npos
                            : are_initials(trim_both(sides[1], " \t\r\n"));
  });
}

std::string_view without_outer_braces(std::string_view field) {
  field = trim_both(field, " \t\r\n");
  constexpr std::size_t most = 3;
  auto inner = field;
  for (std::size_t i = 0; i < most && is_wholly_braced(inner); ++i) {
    inner = trim_both(inner.substr(1, inner.size() - 2), " \t\r\n");
    if (are_people(inner)) return inner;
  }
  return field;
}

/// `text` for one part of a name; braces keep what would divide it.
std::string name_part(std::string_view text) {
  const bool divides = text.find_first_of(",;=") != std::string_view::npos || has_and(text);
  return divides ? "{" + to_latex(text) + "}" : to_latex(text);
}

std::string bibtex_name(const Name& name) {
  if (!name.literal.empty()) return "{" + to_latex(name.literal) + "}";
  std::string text = name_part(name.family);
  if (!name.suffix.empty()) text += ", " + name_part(name.suffix);
  if (!name.given.empty() || !name.suffix.empty()) return text + ", " + name_part(spaced_initials(name.given));
  // Without a comma, the words before the last would be given names; BibTeX warns of nothing after a comma.
  const bool one_word = name.family.find(' ') == std::string::npos && !text.starts_with('{');
  return one_word ? text : text + ", {}";
}

}  // namespace

BibtexNames read_bibtex_names(std::string_view field) {
  BibtexNames result;
  for (const auto part : divide_names(without_outer_braces(field))) {
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
