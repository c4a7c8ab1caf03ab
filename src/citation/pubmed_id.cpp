#include "citation/pubmed_id.hpp"

#include <algorithm>
#include <array>

#include "base/utf8.hpp"

namespace citefeed::citation {
namespace {

constexpr std::size_t most_digits = 9;  ///< today's have eight

/// The number at the beginning of `text`; empty when there is none.
std::string leading_id(std::string_view text) {
  const auto end = static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
  return parse_pubmed_id(text.substr(0, end));
}

/// Where `mark` is no part of a longer word or name, the number after it and `passed_over`.
std::string id_after(std::string_view text, std::string_view lower, std::string_view mark,
                     std::string_view passed_over) {
  for (auto at = lower.find(mark); at != std::string_view::npos; at = lower.find(mark, at + 1)) {
    if (at > 0 && (is_ascii_letter(lower[at - 1]) || is_digit(lower[at - 1]))) continue;
    const std::string_view rest = text.substr(at + mark.size());
    const auto begin = std::min(rest.find_first_not_of(passed_over), rest.size());
    if (auto id = leading_id(rest.substr(begin)); !id.empty()) return id;
  }
  return {};
}

std::string id_in(std::string_view text) {
  struct Form {
    std::string_view mark;
    std::string_view passed_over;
  };
  constexpr std::array<Form, 3> forms{
      {{"pmid", ": "}, {"pubmed.ncbi.nlm.nih.gov/", "/"}, {"ncbi.nlm.nih.gov/pubmed/", "/"}}};
  const std::string lower = lower_ascii(text);
  for (const auto& [mark, passed_over] : forms) {
    if (auto id = id_after(text, lower, mark, passed_over); !id.empty()) return id;
  }
  return {};
}

}  // namespace

std::string parse_pubmed_id(std::string_view text) {
  text = trim(text);
  if (!std::all_of(text.begin(), text.end(), is_digit)) return {};
  text.remove_prefix(std::min(text.find_first_not_of('0'), text.size()));
  return text.size() > most_digits ? std::string{} : std::string{text};
}

std::string find_pubmed_id(const Citation& citation) {
  auto id = id_in(citation.printed);
  return id.empty() ? id_in(citation.url) : id;
}

}  // namespace citefeed::citation
