#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "citation/characters.hpp"
#include "citation/nlm_parts.hpp"

namespace citefeed::citation {
namespace {

constexpr std::size_t none = std::string_view::npos;

bool is_suffix(std::string_view word) {
  constexpr std::array<std::string_view, 12> suffixes = {"Jr",  "Sr",  "Jnr", "II", "III", "IV",
                                                         "2nd", "3rd", "4th", "2d", "3d",  "5th"};
  return is_one_of(trim_end(word, "."), suffixes);
}

/// "JA", "J.A.", "J-P", "J.", "ÅM": up to four capitals, each perhaps with a full stop or hyphen behind it.
bool are_initials(std::string_view word) {
  constexpr std::size_t most = 4;
  std::size_t letters = 0;
  for (std::size_t at = 0; at < word.size();) {
    const auto dash = dash_length(word, at);
    if (letters > 0 && (word[at] == '.' || dash != 0)) {
      at += std::max(dash, std::size_t{1});
      continue;
    }
    const bool is_letter = is_ascii_letter(word[at]) || (is_multi_byte(word[at]) && dash == 0);
    if (!is_letter || !begins_with_capital(word.substr(at))) return false;
    at += code_point_length(word, at);
    ++letters;
  }
  return letters > 0 && letters <= most;
}

/// "JA" as "J. A.", "J-P" as "J.-P.".
std::string spaced(std::string_view initials) {
  std::string text;
  for (std::size_t at = 0; at < initials.size();) {
    if (const auto dash = dash_length(initials, at); dash != 0) {
      text += '-';
      at += dash;
      continue;
    }
    const auto length = code_point_length(initials, at);
    const auto letter = initials.substr(at, length);
    at += length;
    if (letter == "." || letter == " ") continue;
    if (!text.empty() && text.back() != '-') text += ' ';
    text.append(letter).append(".");
  }
  return text;
}

/// What family names are made of: letters, apostrophes, hyphens, and the full stop of "St.".
bool may_be_in_family(std::string_view word) {
  if (word.empty() || word == "and" || word == "et" || is_digit(word[0])) return false;
  if (word == "St.") return true;
  return find_first_of(word, ".()[]{}<>\"/&*?!0123456789") == none;
}

struct Word {
  std::string_view text = {};  ///< up to a space, comma, semicolon or colon
  std::size_t end = 0;
};

/// Longer words are no names.
constexpr std::size_t longest_word = 64;

Word word_at(std::string_view text, std::size_t at) {
  const auto rest = text.substr(std::min(at, text.size()), longest_word);
  const auto length = std::min(find_first_of(rest, " ,;:"), rest.size());
  return {.text = rest.substr(0, length), .end = at + length};
}

std::size_t skip_spaces(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] == ' ') ++at;
  return at;
}

/// The bytes of "et al.", "and others" or "and colleagues" at `at`, without a full stop; 0 for none.
std::size_t et_al_length(std::string_view text, std::size_t at) {
  const auto rest = text.substr(std::min(at, text.size()), longest_word);
  for (const std::string_view form : {"et al", "et. al", "and others", "and colleagues", "e colab", "y cols"})
    if (starts_ignoring_case(rest, form) && (rest.size() == form.size() || !is_ascii_letter(rest[form.size()])))
      return form.size();
  return 0;
}

/// The bytes of what joins names without a comma: "and ", "& ", "for the ", "on behalf of "; 0 for none.
std::size_t joint_length(std::string_view text, std::size_t at) {
  const auto rest = text.substr(std::min(at, text.size()), longest_word);
  for (const std::string_view joint :
       {"and the ", "and ", "& ", "&amp; ", "on behalf of the ", "on behalf of ", "for the ", "from the ", "with the ",
        "with ", "the members of ", "the ", "und ", "et ", "y ", "e "})
    if (rest.starts_with(joint)) return et_al_length(rest, 0) == 0 ? joint.size() : 0;
  return 0;
}

struct Role {
  std::size_t length = 0;  ///< 0 for none; with brackets, without a full stop behind it
  bool translates = false;
};

Role role_at(std::string_view text, std::size_t at) {
  const auto rest = text.substr(std::min(at, text.size()), longest_word);
  const std::size_t bracket = rest.starts_with('(') || rest.starts_with('[') ? 1 : 0;
  for (const std::string_view role : {"technical editors", "technical editor", "editors", "editor", "editor(s)",
                                      "compilers", "compiler", "eds", "ed", "translators", "translator", "hrsg"}) {
    if (!starts_ignoring_case(rest.substr(bracket), role)) continue;
    auto length = bracket + role.size();
    if (length < rest.size() && is_ascii_letter(rest[length])) continue;
    if (bracket != 0) {
      if (rest.substr(length).starts_with('.')) ++length;
      if (!rest.substr(length).starts_with(')') && !rest.substr(length).starts_with(']')) continue;
      ++length;
    }
    return {.length = length, .translates = role.starts_with("translator")};
  }
  return {};
}

/// Words that say that a name is a group's.
bool names_group(std::string_view word) {
  constexpr std::array<std::string_view, 41> beginnings = {
      "academ",   "administration", "agency",    "alliance",  "associat",    "authorit", "investigat",
      "panel",    "force",          "coalition", "bureau",    "center",      "centre",   "collabor",
      "college",  "commission",     "committee", "consorti",  "corporation", "council",  "department",
      "federa",   "foundation",     "fund",      "group",     "institut",    "ministry", "network",
      "nations",  "office",         "organi",    "programme", "service",     "societ",   "team",
      "trialist", "union",          "universi",  "society",   "bank",        "register"};
  return begins_with_any(word, beginnings);
}

/// Small words inside the names of groups.
bool joins_group(std::string_view word) {
  constexpr std::array<std::string_view, 20> joints = {"of",      "for", "the", "and", "in", "on",  "to",
                                                       "against", "at",  "&",   "de",  "la", "el",  "du",
                                                       "des",     "und", "y",   "für", "et", "with"};
  return is_one_of(word, joints);
}

enum class GroupName : std::uint8_t { no, perhaps, surely };

/// A group's name has capitals throughout, or says what it is: "DCCT research group"; titles have small words.
GroupName group_name(std::string_view text) {
  constexpr std::size_t longest = 200;
  if (text.empty() || text.size() > longest || !begins_with_capital(text)) return GroupName::no;
  bool small_words = false;
  bool says_so = false;
  bool ends_so = false;
  while (!text.empty()) {
    const auto space = std::min(text.find(' '), text.size());
    const auto word = trim_both(text.substr(0, space), "(),;:'\"");
    text.remove_prefix(std::min(space + 1, text.size()));
    ends_so = names_group(word);
    says_so = says_so || ends_so;
    small_words = small_words || (begins_lower(word) && !joins_group(word) && !ends_so);
  }
  if (small_words) return ends_so ? GroupName::surely : GroupName::no;
  return says_so ? GroupName::surely : GroupName::perhaps;
}

struct Person {
  std::string_view family = {};
  std::string_view given = {};
  std::string_view suffix = {};
  std::size_t end = 0;  ///< after the initials and suffix; a full stop that ends the list stands behind it
};

class PersonReader final {
 public:
  PersonReader(std::string_view text, std::size_t at) : text_(text), at_(at), begin_(at) {}

  /// "Doe JA", "van der Berg P Jr", "Doe J. A.", "Doe, J. A."; nothing where something else stands there.
  std::optional<Person> read() {
    constexpr int most_words = 6;
    for (int words = 0; words < most_words; ++words) {
      const auto word = word_at(text_, at_);
      if (words > 0 && are_initials(word.text) && !is_suffix(word.text)) return read_given();
      if (words > 0 && is_suffix(word.text) && word.end < text_.size() && text_[word.end] == ' ') {
        person_.suffix = trim_end(word.text, ".");
        at_ = word.end + 1;
        continue;
      }
      if (!may_be_in_family(word.text)) return std::nullopt;
      person_.family = text_.substr(begin_, word.end - begin_);
      at_ = skip_spaces(text_, word.end);
      if (text_.substr(word.end).starts_with(", ")) return read_after_comma(word.end + 2);
      if (at_ == word.end) return std::nullopt;
    }
    return std::nullopt;
  }

 private:
  /// "Doe, J. A.": the comma is no end of the name.
  std::optional<Person> read_after_comma(std::size_t at) {
    const auto word = word_at(text_, at);
    if (!are_initials(word.text) || is_suffix(word.text)) return std::nullopt;
    at_ = at;
    return read_given();
  }

  std::optional<Person> read_given() {
    if (std::none_of(person_.family.begin(), person_.family.end(),
                     [](char byte) { return is_ascii_upper(byte) || is_multi_byte(byte); }))
      return std::nullopt;
    const auto begin = at_;
    auto end = begin;
    for (auto word = word_at(text_, begin); goes_on(word, begin); word = word_at(text_, end + 1)) end = word.end;
    person_.given = text_.substr(begin, end - begin);
    at_ = end;
    read_suffix();
    return finish();
  }

  /// The word is one more initial: "J. A.", "J A"; not the "A." of "A. baumannii" that begins a title.
  [[nodiscard]] bool goes_on(const Word& word, std::size_t begin) const {
    if (!are_initials(word.text) || is_suffix(word.text)) return false;
    const bool is_first = word.text.data() == text_.data() + begin;
    if (is_first) return true;
    const auto before = word.text.data()[-1];
    const auto behind = text_.substr(word.end);
    const bool joined = before == ' ' && text_.substr(begin, word.end - begin).size() <= 16;
    const bool in_stops = word.text.ends_with('.') && text_[word.end - word.text.size() - 2] == '.';
    const bool begins_title = behind.starts_with(' ') && begins_lower(behind.substr(1)) &&
                              joint_length(text_, word.end + 1) == 0 && et_al_length(text_, word.end + 1) == 0;
    const bool without_stops = text_[word.end - word.text.size() - 2] != '.' && !begins_title;
    return joined && ((in_stops && !begins_title) || without_stops);
  }

  /// "Doe JA Jr", "Doe JA 3rd"; "Doe JA, Jr" is left to the list.
  void read_suffix() {
    if (!text_.substr(at_).starts_with(' ')) return;
    const auto word = word_at(text_, at_ + 1);
    if (!is_suffix(word.text)) return;
    person_.suffix = trim_end(word.text, ".");
    at_ = word.end - (word.text.ends_with('.') ? 1 : 0);
  }

  /// The name must end here: "Vitamin D supplementation" is none.
  std::optional<Person> finish() {
    // The full stop of the last initial ends the list as well.
    if (person_.suffix.empty() && person_.given.ends_with('.') && ends_list(at_)) --at_;
    const auto behind = text_.substr(at_);
    const bool ends = behind.empty() || std::string_view(",;.:").find(behind[0]) != none;
    const auto next = skip_spaces(text_, at_);
    if (!ends && joint_length(text_, next) == 0 && et_al_length(text_, next) == 0 && role_at(text_, next).length == 0)
      return std::nullopt;
    person_.end = at_;
    return person_;
  }

  [[nodiscard]] bool ends_list(std::size_t at) const {
    const auto behind = text_.substr(at);
    if (behind.empty()) return true;
    if (behind[0] != ' ') return false;
    return joint_length(text_, at + 1) == 0 && et_al_length(text_, at + 1) == 0 && role_at(text_, at + 1).length == 0;
  }

  std::string_view text_;
  std::size_t at_;
  std::size_t begin_;
  Person person_ = {};
};

class ListReader final {
 public:
  explicit ListReader(std::string_view text) : text_(text) {}

  NlmNames read() {
    while (!ended_ && read_one() && read_divider()) {
    }
    if (!ended_ || list_.names.empty()) return {};
    list_.end = skip_spaces(text_, at_);
    return std::move(list_);
  }

 private:
  bool read_one() {
    at_ = skip_spaces(text_, at_);
    at_ += joint_length(text_, at_);
    if (read_et_al() || read_role() || read_late_suffix()) return true;
    if (const auto person = PersonReader(text_, at_).read()) {
      list_.names.push_back({.family = std::string(person->family),
                             .given = spaced(person->given),
                             .suffix = std::string(person->suffix)});
      list_.found = weaker(list_.found, Found::placed);
      list_.any_person = true;
      at_ = person->end;
      return true;
    }
    return read_group();
  }

  bool read_et_al() {
    const auto length = et_al_length(text_, at_);
    if (length == 0 || list_.names.empty()) return false;
    if (!list_.gap) list_.gap = list_.names.size();
    at_ += length;
    return true;
  }

  bool read_role() {
    const auto role = role_at(text_, at_);
    if (role.length == 0 || list_.names.empty()) return false;
    (role.translates ? list_.translated : list_.edited) = true;
    at_ += role.length;
    return true;
  }

  /// "Doe JA, Jr,"
  bool read_late_suffix() {
    const auto word = word_at(text_, at_);
    if (list_.names.empty() || !is_suffix(word.text) || !list_.names.back().literal.empty()) return false;
    list_.names.back().suffix = trim_end(word.text, ".");
    at_ = word.end - (word.text.ends_with('.') ? 1 : 0);
    return true;
  }

  /// The first name is a group's only where nothing else can be; further ones end at a comma.
  bool read_group() {
    auto end = list_.names.empty() ? find_sentence_end(text_, at_) : find_end_of_piece();
    if (end == none) return false;
    auto name = text_.substr(at_, end - at_);
    if (list_.names.empty()) {
      const auto semicolon = name.find("; ");
      if (semicolon != none) name = name.substr(0, semicolon);
      // "Study Group, Doe J, Roe M"
      const auto comma = name.find(", ");
      if (comma != none && PersonReader(text_, at_ + comma + 2).read()) name = name.substr(0, comma);
      end = at_ + name.size();
    }
    name = trim_both(name, " ");
    const auto group = group_name(name);
    const bool asks = end < text_.size() && (text_[end] == '?' || text_[end] == '!');
    if (group == GroupName::no || (list_.names.empty() && asks)) return false;
    list_.names.push_back({.literal = std::string(name)});
    list_.found = weaker(list_.found, group == GroupName::surely ? Found::placed : Found::guessed);
    at_ = end;
    return true;
  }

  [[nodiscard]] std::size_t find_end_of_piece() const {
    for (auto at = find_first_of(text_, ",;.", at_); at != none; at = find_first_of(text_, ",;.", at + 1))
      if (at + 1 == text_.size() || text_[at + 1] == ' ') return at;
    return none;
  }

  /// What stands between two names, or ends the list.
  bool read_divider() {
    const auto next = skip_spaces(text_, at_);
    if (joint_length(text_, next) != 0 || et_al_length(text_, next) != 0 || role_at(text_, next).length != 0) {
      at_ = next;
      return true;
    }
    if (at_ >= text_.size()) return false;
    const char mark = text_[at_];
    const auto behind = text_.substr(at_ + 1);
    ++at_;
    // "et al.;" and "Doe J., Roe M."
    if (mark == '.' && (behind.starts_with(',') || behind.starts_with(';'))) return read_divider();
    if (mark == ',' || mark == ';') return true;
    ended_ = mark == '.' || (mark == ':' && may_end_in_colon(behind));
    return ended_;
  }

  /// "Doe J, Roe M: Title", but not "Hepatitis C: a review".
  [[nodiscard]] bool may_end_in_colon(std::string_view behind) const {
    const bool many = list_.names.size() > 1 || list_.gap || list_.names.back().given.size() > 2;
    return list_.any_person && many && behind.starts_with(' ');
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool ended_ = false;
  NlmNames list_ = {};
};

}  // namespace

std::size_t find_sentence_end(std::string_view text, std::size_t from) {
  for (auto at = find_first_of(text, ".?!", from); at != none; at = find_first_of(text, ".?!", at + 1)) {
    if (at + 1 < text.size() && text[at + 1] != ' ') continue;
    const auto word = at >= 2 ? text.substr(at - 2, 2) : std::string_view{};
    const bool in_initials = text[at] == '.' && word.size() == 2 && word[0] == '.' && is_ascii_upper(word[1]);
    if (!in_initials || at + 1 >= text.size()) return at;
  }
  return none;
}

NlmNames read_nlm_names(std::string_view text) {
  return ListReader(text).read();
}

}  // namespace citefeed::citation
