#include "citation/apa_name_words.hpp"

#include <algorithm>
#include <array>

#include "citation/characters.hpp"

namespace citefeed::citation {
namespace {

bool begins_with_any(std::string_view word, const auto& beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](std::string_view beginning) { return starts_ignoring_case(word, beginning); });
}

/// Words that say what kind of group it is, in English, French, German and Spanish, as beginnings.
bool is_group_head(std::string_view word) {
  constexpr std::array<std::string_view, 33> beginnings = {
      "academ",  "administration", "agency",    "alliance", "association", "authorit", "investigat",
      "panel",   "force",          "coalition", "bureau",   "center",      "centre",   "collaborat",
      "college", "commission",     "committee", "consorti", "corporation", "council",  "department",
      "federa",  "foundation",     "group",     "institut", "ministry",    "network",  "office",
      "organi",  "societ",         "team",      "union",    "universi"};
  return begins_with_any(word, beginnings);
}

/// Words that groups have in their names and people do not.
bool is_group_word(std::string_view word) {
  constexpr std::array<std::string_view, 25> beginnings = {
      "associates",    "bank",     "board",   "clinic",   "conference", "fund",    "gesellschaft",
      "government",    "hospital", "initiat", "library",  "minist",     "museum",  "nations",
      "psychologists", "program",  "project", "research", "school",     "service", "state",
      "study",         "task",     "trial",   "verband"};
  return is_group_head(word) || begins_with_any(word, beginnings);
}

/// Small words that join the parts of a group's name: "of", "for", "on".
bool is_group_joint(std::string_view word) {
  constexpr std::array<std::string_view, 8> joints = {"of", "for", "on", "in", "against", "the", "für", "pour"};
  return std::find(joints.begin(), joints.end(), word) != joints.end();
}

}  // namespace

WordCount count_words(std::string_view text) {
  WordCount count;
  while (!text.empty()) {
    const auto space = std::min(text.find(' '), text.size());
    const auto word = text.substr(0, space);
    text.remove_prefix(std::min(space + 1, text.size()));
    ++count.words;
    count.has_head = count.has_head || is_group_head(word);
    count.names_group = count.names_group || is_group_word(word) || is_group_joint(word);
    count.small_words = count.small_words || begins_lower(word);
    if (!begins_lower(word)) ++count.capitals;
  }
  return count;
}

bool may_be_given(std::string_view text) {
  const auto count = count_words(text);
  return count.words <= 3 && !count.names_group && !count.small_words && begins_with_capital(text);
}

bool may_be_family(std::string_view text) {
  const auto count = count_words(text);
  return count.words <= 3 && !count.names_group;
}

WordCount& operator+=(WordCount& count, const WordCount& more) {
  count.words += more.words;
  count.capitals += more.capitals;
  count.names_group = count.names_group || more.names_group;
  count.has_head = count.has_head || more.has_head;
  count.small_words = count.small_words || more.small_words;
  return count;
}

}  // namespace citefeed::citation
