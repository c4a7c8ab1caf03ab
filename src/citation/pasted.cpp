#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "citation/apa_parts.hpp"
#include "citation/characters.hpp"
#include "citation/read.hpp"
#include "citation/reference.hpp"

namespace citefeed::citation {
namespace {

constexpr std::size_t none = std::string_view::npos;

// Links: what they show, and where they lead to only when they do not show it.

struct Link {
  std::string_view shown = {};
  std::string_view address = {};
  std::size_t length = 0;  ///< of all of it; 0 when there is no link
};

constexpr std::size_t longest_link = 1000;  ///< keeps the time linear on brackets without end

bool begins_address(std::string_view text) {
  return starts_ignoring_case(text, "http://") || starts_ignoring_case(text, "https://") ||
         starts_ignoring_case(text, "doi.org/");
}

/// "[shown](address)" at the beginning of `text`. The address has its own brackets in pairs (CommonMark 0.31, 6.3).
Link markdown_link(std::string_view text) {
  text = text.substr(0, longest_link);
  const auto middle = text.find("](");
  if (!text.starts_with('[') || middle == none || !begins_address(text.substr(middle + 2))) return {};
  std::size_t depth = 1;
  for (auto at = middle + 2; at < text.size(); ++at) {
    if (text[at] == ' ') return {};
    if (text[at] == '(') ++depth;
    if (text[at] == ')' && --depth == 0)
      return {
          .shown = text.substr(1, middle - 1), .address = text.substr(middle + 2, at - middle - 2), .length = at + 1};
  }
  return {};
}

/// "<a href="address">shown</a>" at the beginning of `text`.
Link html_link(std::string_view text) {
  constexpr std::string_view attribute = "href=\"";
  constexpr std::string_view end_tag = "</a>";
  text = text.substr(0, longest_link);
  if (!starts_ignoring_case(text, "<a ")) return {};
  const auto tag_end = text.find('>');
  const auto href = text.find(attribute);
  const auto end = text.find(end_tag);
  if (tag_end == none || href == none || end == none || href > tag_end || end < tag_end) return {};
  const auto address = text.substr(href + attribute.size(), tag_end - href - attribute.size());
  return {.shown = text.substr(tag_end + 1, end - tag_end - 1),
          .address = address.substr(0, address.find('"')),
          .length = end + end_tag.size()};
}

std::string without_links(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const auto next = std::min(find_first_of(text, "[<", at), text.size());
    result += text.substr(at, next - at);
    at = next;
    if (at == text.size()) break;
    const auto link = text[at] == '[' ? markdown_link(text.substr(at)) : html_link(text.substr(at));
    if (link.length == 0) {
      result += text[at++];
      continue;
    }
    result += link.shown;
    if (link.shown.find("10.") == none && !begins_address(link.shown)) result.append(" ").append(link.address);
    at += link.length;
  }
  return result;
}

// Characters that stand for others, or for nothing.

struct Replacement {
  std::string_view from = {};
  std::string_view to = {};
};

/// Soft hyphens, with the end of the line that they divided a word at; ligatures of typesetting; quotation marks as TeX
/// writes them.
constexpr std::array<Replacement, 12> replacements = {{{"\u00ad ", ""},
                                                       {"\u00ad", ""},
                                                       {"\ufb00", "ff"},
                                                       {"\ufb01", "fi"},
                                                       {"\ufb02", "fl"},
                                                       {"\ufb03", "ffi"},
                                                       {"\ufb04", "ffl"},
                                                       {"\ufb05", "st"},
                                                       {"\ufb06", "st"},
                                                       {"``", "“"},
                                                       {"''", "”"},
                                                       {"\\&", "&"}}};

constexpr CharacterSet begins_replacement_in_ascii{"`'\\"};

/// The characters that a backslash takes their meaning in Markdown from, as far as references have them.
constexpr CharacterSet escaped_in_markdown{"*_[]()#<>`~\\"};

bool has_replacement(std::string_view text) {
  for (const std::string_view mark : {"\\", "``", "''", "\u00ad", "\xef\xac"})
    if (text.find(mark) != none) return true;
  return false;
}

std::string with_replacements(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto rest = text.substr(at);
    if (!is_multi_byte(rest[0]) && !begins_replacement_in_ascii.contains(rest[0])) {
      result += text[at++];
      continue;
    }
    const auto* const found = std::find_if(replacements.begin(), replacements.end(),
                                           [&](const Replacement& known) { return rest.starts_with(known.from); });
    if (found != replacements.end()) {
      result += found->to;
      at += found->from.size();
    } else {
      if (rest[0] == '\\' && rest.size() > 1 && escaped_in_markdown.contains(rest[1])) ++at;
      result += text[at++];
    }
  }
  return result;
}

// Emphasis of Markdown: *Journal*, **12**, _Journal_.

struct Run {
  std::size_t begin = 0;
  std::size_t length = 0;
};

bool is_word_byte(char byte) {
  return is_ascii_letter(byte) || is_digit(byte) || is_multi_byte(byte);
}

/// The longest runs that mark anything; longer ones are rules or gaps.
constexpr std::size_t longest_run = 3;

bool ends_in_word(std::string_view text) {
  for (const std::string_view mark : {"“", "‘", "«", "„", "–", "—"})
    if (text.ends_with(mark)) return false;
  return !text.empty() && is_word_byte(text.back());
}

bool begins_with_word(std::string_view text) {
  for (const std::string_view mark : {"”", "’", "»", "–", "—", "…"})
    if (text.starts_with(mark)) return false;
  return !text.empty() && is_word_byte(text.front());
}

bool may_open(std::string_view text, Run run) {
  const auto before = text.substr(0, run.begin);
  const auto after = text.substr(run.begin + run.length);
  return !after.empty() && after[0] != ' ' && !ends_in_word(before) && !before.ends_with('/') &&
         !before.ends_with('\\');
}

bool may_close(std::string_view text, Run run) {
  const auto before = text.substr(0, run.begin);
  const auto after = text.substr(run.begin + run.length);
  return !before.empty() && !before.ends_with(' ') && !before.ends_with('\\') && !begins_with_word(after);
}

/// The runs of `mark` that emphasise what stands between two of them. A closing run belongs to the last one of its
/// length that opens; what opens at the very beginning marks a study of a meta-analysis.
std::vector<Run> paired_runs(std::string_view text, char mark) {
  std::vector<Run> pairs;
  std::array<std::size_t, longest_run + 1> open = {none, none, none, none};
  for (auto at = text.find(mark); at != none; at = text.find(mark, at)) {
    const auto end = std::min(text.find_first_not_of(mark, at), text.size());
    const Run run{.begin = at, .length = end - at};
    at = end;
    if (run.length > longest_run) continue;
    if (open.at(run.length) != none && may_close(text, run)) {
      pairs.push_back({.begin = std::exchange(open.at(run.length), none), .length = run.length});
      pairs.push_back(run);
    } else if (may_open(text, run)) {
      open.at(run.length) = run.begin;
    }
  }
  return pairs;
}

std::string without_emphasis(std::string_view text, char mark) {
  auto runs = paired_runs(text, mark);
  std::sort(runs.begin(), runs.end(), [](const Run& left, const Run& right) { return left.begin < right.begin; });
  std::string result;
  std::size_t at = 0;
  for (const auto& run : runs) {
    result += text.substr(at, run.begin - at);
    at = run.begin + run.length;
  }
  return result.append(text.substr(at));
}

}  // namespace

std::string as_printed(std::string_view pasted) {
  // Nearly all references have none of this, and reading them is fast.
  const bool marked_up =
      pasted.find('<') != none || pasted.find("](") != none || (pasted.find('&') != none && pasted.find(';') != none);
  std::string text = marked_up ? plain_text(without_links(pasted)) : normalise_space(pasted);
  for (const char mark : {'*', '_'})
    if (text.find(mark) != none) text = without_emphasis(text, mark);
  if (has_replacement(text)) text = with_replacements(text);
  // A footnote's mark, or half of an emphasis.
  return std::string(trim_end(text, " *\\"));
}

}  // namespace citefeed::citation
