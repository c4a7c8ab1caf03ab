#include "citation/apa_journal_name.hpp"

#include <algorithm>
#include <array>

#include "citation/characters.hpp"
#include "citation/journal_words.hpp"

namespace citefeed::citation {
namespace {

constexpr std::size_t none = std::string_view::npos;

/// Words with which the name of a journal's part begins: "Series B, Biological sciences".
bool begins_part_of_journal(std::string_view text) {
  for (const std::string_view word : {"Supplement", "Supplementum", "Sonderheft", "Beiheft"})
    if (trim_end(text.substr(0, text.find(' ')), ",") == word) return true;
  // "Dissertation Abstracts International. B, Sciences and Engineering"
  if (!text.empty() && is_ascii_upper(text[0]) && (text.size() == 1 || text.substr(1).starts_with(", "))) return true;
  for (const std::string_view word : {"Series ", "Section ", "Part ", "Serie ", "Sect. ", "Ser. "}) {
    if (!text.starts_with(word)) continue;
    const auto rest = text.substr(word.size());
    const bool letter = !rest.empty() && is_ascii_upper(rest[0]) && (rest.size() == 1 || !is_ascii_letter(rest[1]));
    if (letter || word == "Ser. " || word == "Sect. ") return true;
  }
  return false;
}

/// "Journal of", "The British journal of": how no sentence of a title begins.
bool begins_journal(std::string_view sentence) {
  for (const std::string_view opening : {"Annals of ", "Bulletin of ", "Proceedings of ", "Transactions of "})
    if (starts_ignoring_case(sentence, opening)) return true;
  constexpr std::size_t longest_beginning = 40;
  const auto beginning = sentence.substr(0, longest_beginning);
  for (const std::string_view opening : {"journal of ", "journals of "}) {
    const auto found = std::search(beginning.begin(), beginning.end(), opening.begin(), opening.end(),
                                   [](char left, char right) { return to_ascii_lower(left) == right; });
    if (found == beginning.end()) continue;
    // "Journal of a therapist" is a title.
    const auto rest = sentence.substr(static_cast<std::size_t>(found - beginning.begin()) + opening.size());
    if (rest.starts_with("a ") || rest.starts_with("an ") || rest.starts_with("my ")) return false;
    const auto before = beginning.substr(0, static_cast<std::size_t>(found - beginning.begin()));
    if (before.empty() || equals_ignoring_case(before, "the ")) return true;
    // One word that says whose: "American", "The European", "International".
    const auto whose = starts_ignoring_case(before, "the ") ? before.substr(4) : before;
    return begins_with_capital(whose) && whose.find(' ') == whose.size() - 1;
  }
  return false;
}

}  // namespace

std::string_view bare_last_word(std::string_view text) {
  auto word = last_word(trim_end(text, "."));
  while (!word.empty() && (word[0] == '(' || word[0] == '[' || word[0] == '"' || word[0] == '\''))
    word.remove_prefix(1);
  return word;
}

bool is_name_before_description(std::string_view name, std::string_view description) {
  constexpr std::array<std::string_view, 4> kinds = {"Revista ", "Revue ", "Rivista ", "Zeitschrift "};
  const bool describes =
      std::any_of(kinds.begin(), kinds.end(), [&](std::string_view kind) { return description.starts_with(kind); });
  const auto space = name.find(' ');
  const bool short_name =
      space == none || (begins_with_capital(name.substr(space + 1)) && name.find(' ', space + 1) == none);
  return describes && short_name && name.ends_with('.') && begins_with_capital(name) &&
         std::none_of(name.begin(), name.end(), is_digit);
}

bool is_family_of_journals(std::string_view sentence) {
  constexpr std::array<std::string_view, 4> families = {"The lancet.", "Lancet.", "Nature reviews.",
                                                        "Nature clinical practice."};
  const bool known = std::any_of(families.begin(), families.end(),
                                 [&](std::string_view family) { return equals_ignoring_case(sentence, family); });
  return known || (sentence.ends_with('.') && begins_journal(sentence));
}

bool belongs_to_journal(std::string_view left, std::string_view right) {
  if (!left.ends_with('.')) return false;
  if (is_journal_abbreviation(bare_last_word(left))) return true;
  return begins_part_of_journal(right);
}

bool is_spelled_abbreviation(std::string_view sentence) {
  return sentence.size() >= 4 && sentence.find(' ') == none && sentence.ends_with('.') &&
         sentence[sentence.size() - 3] == '.' && is_ascii_upper(sentence[0]);
}

bool is_short_for_word(std::string_view sentence, std::string_view right) {
  constexpr std::size_t longest = 6;
  const bool one_word = sentence.size() <= longest && sentence.find(' ') == none && sentence.ends_with('.') &&
                        begins_with_capital(sentence) && begins_lower(sentence.substr(1));
  return one_word && is_journal_abbreviation(trim_end(right.substr(0, right.find(' ')), ".,"));
}

}  // namespace citefeed::citation
