#include "citation/apa_parts.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "citation/characters.hpp"

namespace citefeed::citation {
namespace {

// Tells from its words whether a name is a person's or a group's.

struct WordCount {
  std::size_t words = 0;
  std::size_t capitals = 0;  ///< words that do not begin with a small letter, as particles do
  bool names_group = false;  ///< no person is called so
  bool has_head = false;     ///< it is a group by itself
  bool small_words = false;
};

WordCount& operator+=(WordCount& count, const WordCount& more);

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
  return is_one_of(word, joints);
}

/// Linear time.
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

/// "Carl", "Carl R.", "Mary Ann": given names written out.
bool may_be_given(std::string_view text) {
  const auto count = count_words(text);
  return count.words <= 3 && !count.names_group && !count.small_words && begins_with_capital(text);
}

/// "Lambert", "van der Berg".
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

// Cuts a printed list of authors into the pieces that names are made of.

enum class PieceKind : std::uint8_t {
  words,     ///< a family name, a given name written out, a group
  initials,  ///< "M. J.", "J.-F.", "MJ"
  suffix,    ///< "Jr.", "III"
  et_al,     ///< "et al."
  gap,       ///< the ". . ." of a long list
};

struct NamePiece {
  std::string_view text = {};
  PieceKind kind = PieceKind::words;
  bool after_comma = false;        ///< a comma or semicolon stands before it
  bool after_conjunction = false;  ///< "&" or "and" stands before it
  bool after_ampersand = false;    ///< it is "&"
};

constexpr std::size_t none = std::string_view::npos;

/// The bytes of the ellipsis that begins at `at`: "…", "...", ". . .", also with four dots, in brackets, or of
/// asterisks; 0 when there is none.
std::size_t ellipsis_length(std::string_view text, std::size_t at) {
  const auto rest = text.substr(at);
  for (const std::string_view form : {"…", "* * *", "***", "[...]", "[…]", "[. . .]", "(...)", "(…)"})
    if (rest.starts_with(form)) return form.size();
  if (!rest.starts_with('.')) return 0;
  std::size_t dots = 0;
  std::size_t length = 0;
  for (std::size_t next = 0; next < rest.size() && (rest[next] == '.' || rest[next] == ' '); ++next) {
    if (rest[next] != '.') continue;
    ++dots;
    length = next + 1;
  }
  return dots >= 3 ? length : 0;
}

/// The bytes of "et al." that begins at `at`; 0 when there is none.
std::size_t et_al_length(std::string_view text, std::size_t at) {
  if (at >= text.size() || (to_ascii_lower(text[at]) != 'e' && text[at] != '&')) return 0;
  const auto rest = text.substr(at);
  for (const std::string_view form : {"et al.", "et al", "et. al.", "et coll.", "& al."})
    if (starts_ignoring_case(rest, form) && (rest.size() == form.size() || !is_ascii_letter(rest[form.size()])))
      return form.size();
  return 0;
}

bool is_gap(std::string_view text) {
  return !text.empty() && ellipsis_length(text, 0) == text.size();
}

/// True for "Jr.", "Sr", "III" and the like.
bool is_suffix(std::string_view word) {
  constexpr std::array<std::string_view, 9> suffixes = {"Jr", "Sr", "Jnr", "II", "III", "IV", "2nd", "3rd", "4th"};
  if (word.ends_with('.')) word.remove_suffix(1);
  return is_one_of(word, suffixes);
}

/// True for one word that can be an initial or several: "M.", "M.J.", "J.-F.", "-F.", "Yu.", "M", "MJ".
bool is_initial(std::string_view word) {
  std::size_t at = 0;
  std::size_t letters = 0;
  bool all_capital = true;
  while (at < word.size()) {
    if (const auto dash = dash_length(word, at); dash != 0) {
      at += dash;
      continue;
    }
    // One initial: a capital, up to two small letters when a full stop follows ("Yu.", "Chr."); a particle's after one
    // with a full stop ("W.v.d.").
    const bool particle =
        at > 0 && word[at - 1] == '.' && word.substr(at, 2).ends_with('.') && is_ascii_lower(word[at]);
    if (!particle && !begins_with_capital(word.substr(at))) return false;
    at += code_point_length(word, at);
    ++letters;
    std::size_t small = 0;
    while (at < word.size() && begins_lower(word.substr(at)) && small < 3) {
      at += code_point_length(word, at);
      ++small;
    }
    const bool full_stop = at < word.size() && word[at] == '.';
    if (small > 2 || (small > 0 && !full_stop)) return false;
    if (full_stop) {
      ++at;
      all_capital = false;
    }
  }
  return letters > 0 && (!all_capital || letters <= 3);
}

/// "Fox." is an initial like "Chr." where it stands first; behind others, "C. Fox.", it is a name that ends the list.
bool looks_like_name(std::string_view word) {
  constexpr std::size_t shortest = 4;
  return word.size() == shortest && begins_lower(word.substr(1)) && begins_lower(word.substr(2));
}

/// True when every word is an initial; small particles may follow the first: "J. F. de", "W. v. d.".
bool are_initials(std::string_view text) {
  bool any = false;
  while (!text.empty()) {
    const auto space = std::min(text.find(' '), text.size());
    const auto word = text.substr(0, space);
    text.remove_prefix(std::min(space + 1, text.size()));
    if (any && looks_like_name(word)) return false;
    if (is_initial(word) && !is_suffix(word)) {
      any = true;
    } else if (!any || !begins_lower(word) || word.size() > 4) {
      return false;
    }
  }
  return any;
}

PieceKind kind_of(std::string_view text) {
  if (is_gap(text)) return PieceKind::gap;
  if (et_al_length(text, 0) == text.size() || text == "others" || text == "others.") return PieceKind::et_al;
  if (is_suffix(text)) return PieceKind::suffix;
  return are_initials(text) ? PieceKind::initials : PieceKind::words;
}

/// The bytes of the conjunction that begins at `at`, with the spaces around it: " & ", " and ", "&"; 0 when there is
/// none. Those of other languages count only after an initial or before one, as they are parts of many names.
std::size_t conjunction_length(std::string_view text, std::size_t at, bool after_initial) {
  const auto rest = text.substr(at);
  if (rest.starts_with('&')) {
    const bool alone = at == 0 || text[at - 1] == ' ' || text[at - 1] == '.' || text[at - 1] == ',';
    return !alone ? 0 : rest.starts_with("&amp;") ? 5 : 1;
  }
  if (!rest.starts_with(' ')) return 0;
  if (rest.starts_with(" and ")) return 5;
  if (et_al_length(text, at + 1) != 0) return 0;
  for (const std::string_view word : {" et ", " y ", " und ", " e ", " with "}) {
    if (!rest.starts_with(word)) continue;
    // "A. Pérez y B. López"
    const auto next = rest.substr(word.size());
    const bool before_initial = next.size() >= 2 && is_ascii_upper(next[0]) && (next[1] == '.' || next[1] == '-');
    return after_initial || before_initial ? word.size() : 0;
  }
  return 0;
}

class PieceCutter final {
 public:
  explicit PieceCutter(std::string_view text) : text_(text) {}

  std::vector<NamePiece> cut() {
    while (at_ < text_.size()) step();
    close_piece();
    return std::move(pieces_);
  }

 private:
  void step() {
    const char byte = text_[at_];
    if (byte == ',' || byte == ';') {
      skip(1);
      next_.after_comma = true;
    } else if ((byte == '(' || byte == '[') && ellipsis_length(text_, at_) == 0) {
      // Roles and account names, "(Eds.)" and "[@name]", are no part of a name.
      const auto close = find_first_of(text_, ")]", at_);
      const auto after = close == none ? text_.size() : close + 1;
      if (stands_inside_group(after)) {
        at_ = after;
      } else {
        skip(after - at_);
      }
    } else if ((at_begin_of_word() || at_joined_ellipsis()) && take_mark()) {
      next_.after_comma = true;
    } else if (const auto conjunction = conjunction_length(text_, at_, ends_in_initial()); conjunction != 0) {
      const bool ampersand = text_[at_] == '&';
      skip(conjunction);
      next_.after_conjunction = true;
      next_.after_ampersand = ampersand;
    } else {
      ++at_;
    }
  }

  /// "Depression Study (TADS) Team": words go on after the bracket that ends before `after`.
  [[nodiscard]] bool stands_inside_group(std::size_t after) const {
    const bool word_follows = after + 1 < text_.size() && text_[after] == ' ' && is_ascii_letter(text_[after + 1]) &&
                              conjunction_length(text_, after, true) == 0 && et_al_length(text_, after + 1) == 0;
    return word_follows && !piece().empty() && kind_of(piece()) == PieceKind::words;
  }

  /// Takes an ellipsis or "et al." as a piece of its own.
  bool take_mark() {
    const auto gap = ellipsis_length(text_, at_);
    const auto length = gap != 0 ? gap : et_al_length(text_, at_);
    if (length == 0) return false;
    close_piece();
    begin_ = at_;
    at_ += length;
    close_piece();
    begin_ = at_;
    return true;
  }

  void skip(std::size_t bytes) {
    close_piece();
    at_ += bytes;
    begin_ = at_;
  }

  void close_piece() {
    next_.text = piece();
    if (next_.text.empty() || next_.text == ".") return;
    next_.kind = kind_of(next_.text);
    pieces_.push_back(next_);
    next_ = NamePiece{};
  }

  [[nodiscard]] std::string_view piece() const { return trim_both(text_.substr(begin_, at_ - begin_), " "); }
  [[nodiscard]] bool at_begin_of_word() const { return at_ == begin_ || text_[at_ - 1] == ' '; }
  /// "A.… Last", "A.... Last", "A... Last": no space before the ellipsis. Of four dots the first ends the initial.
  [[nodiscard]] bool at_joined_ellipsis() const {
    const auto rest = text_.substr(at_);
    if (rest.starts_with("…")) return true;
    if (!rest.starts_with("...")) return false;
    return text_[at_ - 1] == '.' || !rest.substr(3).starts_with('.');
  }
  /// After an initial, also one with a comma: "Ortiz, A. y García, M.", "Ortiz, A., y García, M."
  [[nodiscard]] bool ends_in_initial() const {
    if (text_[at_] != ' ') return false;
    const auto before = piece();
    return before.empty() ? next_.after_comma : is_initial(last_word(before));
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t begin_ = 0;
  NamePiece next_ = {};
  std::vector<NamePiece> pieces_ = {};
};

/// The pieces of `text` in order, without empty ones; they point into `text`.
std::vector<NamePiece> cut_names(std::string_view text) {
  return PieceCutter(text).cut();
}

/// The bytes of the initials that a name is joined to without a space: "W." of "W.Jones", "L.D." of "L.D.McLeod"; 0
/// when there are none.
std::size_t joined_initials_length(std::string_view word) {
  std::size_t end = 0;
  while (end + 3 < word.size() && is_ascii_upper(word[end]) && word[end + 1] == '.') end += 2;
  return begins_with_capital(word.substr(end)) && begins_lower(word.substr(end + 1)) ? end : 0;
}

/// Splits "M. J. Lambert" after its leading initials; the first part is empty when there are none.
std::pair<std::string_view, std::string_view> split_leading_initials(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size()) {
    const auto space = std::min(text.find(' ', end), text.size());
    const auto word = text.substr(end, space - end);
    if (end > 0 && looks_like_name(word)) break;
    if (!is_initial(word) || word.back() != '.' || word == "St.") {
      end += joined_initials_length(word);
      break;
    }
    end = std::min(space + 1, text.size());
  }
  return {trim_end(text.substr(0, end), " "), text.substr(end)};
}

/// "M. J. Lambert"
bool begins_with_initials(std::string_view text) {
  const auto [given, family] = split_leading_initials(text);
  return !given.empty() && !family.empty();
}

/// Splits "Lambert MJ" before its trailing initials; the second part is empty when there are none.
std::pair<std::string_view, std::string_view> split_trailing_initials(std::string_view text) {
  auto begin = text.size();
  while (true) {
    const auto lead = trim_end(text.substr(0, begin), " ");
    const auto word = last_word(lead);
    if (word.size() == lead.size() || !is_initial(word)) break;
    begin = lead.size() - word.size();
  }
  return {trim_end(text.substr(0, begin), " "), text.substr(begin)};
}

/// Splits "M. L. III" before its suffix; the second part is empty when there is none.
std::pair<std::string_view, std::string_view> split_suffix(std::string_view given) {
  const auto word = last_word(given);
  if (word.size() == given.size() || !is_suffix(word)) return {given, {}};
  return {trim_end(given.substr(0, given.size() - word.size()), " "), word};
}

/// The full stop after "III" ends the list of authors; that of "Jr." belongs to it.
std::string_view as_suffix(std::string_view word) {
  return word.starts_with('I') ? trim_end(word, ".") : word;
}

/// The bytes of the number of a list, "12. ", "12) ", that `text` begins with; 0 when there is none.
std::size_t list_number_length(std::string_view text) {
  constexpr std::size_t most_digits = 4;
  std::size_t digits = 0;
  while (digits < std::min(text.size(), most_digits) && is_digit(text[digits])) ++digits;
  const auto after = text.substr(digits);
  return digits > 0 && (after.starts_with(". ") || after.starts_with(") ")) ? digits + 2 : 0;
}

/// What may stand before the first name: the asterisk of a meta-analysis, a bullet, a number of the list.
std::string_view without_list_marks(std::string_view text) {
  for (bool marked = true; marked;) {
    marked = false;
    for (const std::string_view mark : {" ", "*", "†", "‡", "•", "‣", "◦", "·", "- ", "– ", "— "}) {
      if (!text.starts_with(mark)) continue;
      text.remove_prefix(mark.size());
      marked = true;
    }
  }
  text.remove_prefix(list_number_length(text));
  return text;
}

/// The full stop after "Carl" ends the list; that of an initial belongs to it.
std::string_view without_end_of_list(std::string_view given) {
  const auto word = last_word(given);
  constexpr std::size_t longest_particle = 3;
  return is_initial(word) || word.size() <= longest_particle ? given : trim_end(given, " .");
}

/// "MJ" and "M.J." as "M. J.", "J-F" as "J.-F.", since programs that print initials take letters without a full stop
/// for one name, and lose all but the first.
void append_initials(std::string& given, std::string_view word) {
  for (std::size_t at = 0; at < word.size();) {
    if (const auto dash = dash_length(word, at); dash != 0) {
      given += word.substr(at, dash);
      at += dash;
      continue;
    }
    if (!given.empty() && given.back() == '.') given += ' ';
    const auto stop = std::min(word.find('.', at), word.size());
    // Up to the next full stop, but capitals without one are initials of their own.
    auto end = at + code_point_length(word, at);
    while (end < stop && begins_lower(word.substr(end))) end += code_point_length(word, end);
    given.append(word.substr(at, end - at)).append(".");
    at = end < word.size() && word[end] == '.' ? end + 1 : end;
  }
}

/// `given` with the initials in it as "M. J."; given names that are written out, and particles, as printed.
std::string with_full_stops(std::string_view given) {
  if (!are_initials(given)) return std::string(given);
  std::string result;
  while (!given.empty()) {
    const auto space = std::min(given.find(' '), given.size());
    const auto word = given.substr(0, space);
    given.remove_prefix(std::min(space + 1, given.size()));
    if (is_initial(word)) {
      append_initials(result, word);
    } else {
      result.append(result.empty() ? "" : " ").append(word);
    }
  }
  return result;
}

/// True for "U.S." and the like before the name of an office.
bool names_country(std::string_view given) {
  return given == "U.S." || given == "U.K." || given == "U.N.";
}

/// A name in the order that people say it: "Albert C. Gunther", "SS Naidoo", "Jos M. F. ten Berge".
struct SpokenName {
  std::string_view given = {};
  std::string_view family = {};
  std::string_view suffix = {};
  bool has_initial = false;
  bool has_full_stop = false;  ///< behind an initial
};

bool is_particle(std::string_view word) {
  constexpr std::array<std::string_view, 16> particles = {"van", "von", "de", "der", "den", "ten", "ter", "la",
                                                          "le",  "di",  "da", "del", "dos", "du",  "vom", "zu"};
  return is_one_of(word, particles);
}

/// Nothing when `text` cannot be a person's name of two to four words in that order.
std::optional<SpokenName> spoken_name(std::string_view text) {
  std::string_view suffix;
  std::tie(text, suffix) = split_suffix(text);
  text = trim_end(text, ".");
  const auto count = count_words(text);
  constexpr std::size_t most_words = 5;
  if (count.words < 2 || count.words > most_words || count.names_group || !begins_with_capital(text)) return {};
  if (names_country(text.substr(0, text.find(' ')))) return {};
  auto family = text.size() - last_word(text).size();
  if (family == 0 || !begins_with_capital(text.substr(family)) || is_initial(text.substr(family))) return {};
  auto given = trim_end(text.substr(0, family), " ");
  while (is_particle(last_word(given)) && last_word(given).size() < given.size()) {
    family = given.size() - last_word(given).size();
    given = trim_end(given.substr(0, family), " ");
  }
  SpokenName name{.given = given, .family = text.substr(family), .suffix = suffix};
  while (!given.empty()) {
    const auto word = given.substr(0, given.find(' '));
    given.remove_prefix(std::min(word.size() + 1, given.size()));
    name.has_initial = name.has_initial || is_initial(word);
    name.has_full_stop = name.has_full_stop || (is_initial(word) && word.ends_with('.'));
    if (!begins_with_capital(word)) return {};
  }
  return name;
}

class NameReader final {
 public:
  explicit NameReader(std::string_view text) : text_(text), pieces_(cut_names(text)) {
    for (const auto& piece : pieces_) {
      any_initials_ = any_initials_ || piece.kind == PieceKind::initials;
      listed_ = listed_ || (piece.after_comma && piece.after_conjunction);
    }
    spoken_ = are_spoken();
  }

  NameList read() {
    while (at_ < pieces_.size()) read_one();
    return std::move(list_);
  }

 private:
  void read_one() {
    switch (pieces_[at_].kind) {
      case PieceKind::et_al:
      case PieceKind::gap:
        if (!list_.gap && !list_.names.empty()) list_.gap = list_.names.size();
        ++at_;
        return;
      case PieceKind::suffix:
        if (!list_.names.empty()) list_.names.back().suffix = as_suffix(pieces_[at_].text);
        ++at_;
        return;
      case PieceKind::initials:
      case PieceKind::words:
        if (!read_spoken() && !read_inverted() && !read_with_suffix_between() && !read_in_one_piece() &&
            !read_written_out())
          read_group();
        return;
    }
  }

  /// The piece `distance` further on, when it is of `kind` and only a comma stands before it.
  [[nodiscard]] const NamePiece* following(std::size_t distance, PieceKind kind) const {
    if (at_ + distance >= pieces_.size()) return nullptr;
    const auto& piece = pieces_[at_ + distance];
    return piece.kind == kind && piece.after_comma && !piece.after_conjunction ? &piece : nullptr;
  }

  /// True when all names are in the order that people say them, which one with an initial, or a list of three, makes
  /// sure: "Yariv Tsfati and Albert C. Gunther". Two names without any, "Mental Health and Social Care", may be words,
  /// and one alone, "BBC News", a group.
  [[nodiscard]] bool are_spoken() const {
    std::size_t names = 0;
    bool has_initial = false;
    bool has_full_stop = false;
    bool joined = false;
    for (const auto& piece : pieces_) {
      if (piece.kind == PieceKind::et_al || piece.kind == PieceKind::gap) continue;
      const auto name = piece.kind == PieceKind::words ? spoken_name(piece.text) : std::nullopt;
      if (!name) return false;
      ++names;
      has_initial = has_initial || name->has_initial;
      has_full_stop = has_full_stop || name->has_full_stop;
      joined = joined || piece.after_conjunction;
    }
    return has_full_stop || (joined && (has_initial || names > 2));
  }

  bool read_spoken() {
    const auto name = spoken_ ? spoken_name(pieces_[at_].text) : std::nullopt;
    if (!name) return false;
    add_person({.family = name->family, .given = name->given, .suffix = name->suffix}, 1,
               name->has_initial ? Found::placed : Found::guessed);
    return true;
  }

  struct Person {
    std::string_view family = {};
    std::string_view given = {};
    std::string_view suffix = {};
  };

  void add_person(const Person& person, std::size_t pieces, Found found) {
    at_ += pieces;
    const auto family = trim_end(person.family, " .");
    if (family.empty()) return;
    list_.names.push_back({.family = std::string(family),
                           .given = with_full_stops(without_end_of_list(person.given)),
                           .suffix = std::string(as_suffix(person.suffix))});
    list_.found = weaker(list_.found, found);
  }

  /// "Lambert, M. J.", also "Lambert, M. J. III" and, where a comma was forgotten, "Lambert, M. J. Norcross, J. C.".
  bool read_inverted() {
    const auto [family, family_suffix] = split_suffix(pieces_[at_].text);
    if (const auto* initials = following(1, PieceKind::initials)) {
      add_person({.family = family, .given = initials->text, .suffix = family_suffix}, 2, Found::placed);
      take_divided_initials();
      return true;
    }
    const auto* mixed = following(1, PieceKind::words);
    if (mixed == nullptr) return false;
    const auto [given, suffix] = split_suffix(mixed->text);
    if (!suffix.empty() && (are_initials(given) || may_be_given(given))) {
      add_person({.family = family, .given = given, .suffix = suffix}, 2, Found::placed);
      return true;
    }
    // "M. Cooper, P. F. Schmid": initials stand first, nothing is missing.
    if (begins_with_initials(pieces_[at_].text)) return false;
    const auto [initials, next_family] = split_leading_initials(mixed->text);
    if (initials.empty() || next_family.empty() || !begins_with_given(2)) return false;
    pieces_[at_ + 1].text = next_family;
    add_person({.family = family, .given = initials, .suffix = family_suffix}, 1, Found::guessed);
    return true;
  }

  /// "Wall, M., M.": a comma too many between the initials of one person.
  void take_divided_initials() {
    const auto* next = following(0, PieceKind::initials);
    while (next != nullptr && next->text.size() == 2 && next->text.ends_with('.')) {
      list_.names.back().given.append(" ").append(next->text);
      list_.found = Found::guessed;
      ++at_;
      next = following(0, PieceKind::initials);
    }
  }

  /// The piece `distance` further on begins with the initials of the name before it.
  [[nodiscard]] bool begins_with_given(std::size_t distance) const {
    if (following(distance, PieceKind::initials) != nullptr) return true;
    const auto* mixed = following(distance, PieceKind::words);
    return mixed != nullptr && !split_leading_initials(mixed->text).first.empty();
  }

  /// "King, Jr., M. L."
  bool read_with_suffix_between() {
    const auto* suffix = following(1, PieceKind::suffix);
    const auto* initials = following(2, PieceKind::initials);
    if (suffix == nullptr || initials == nullptr) return false;
    add_person({.family = pieces_[at_].text, .given = initials->text, .suffix = suffix->text}, 3, Found::placed);
    return true;
  }

  /// "M. J. Lambert" and "Lambert MJ".
  bool read_in_one_piece() {
    const auto text = pieces_[at_].text;
    if (const auto [given, family] = split_leading_initials(text); !given.empty() && !family.empty()) {
      // "U.S. Congress", "U.S. Department of Education", "W. K. Kellogg Foundation"
      if (names_country(given)) return false;
      if (const auto count = count_words(family); count.names_group && count.words > 1) return false;
      add_person({.family = family, .given = given}, 1, Found::placed);
      return true;
    }
    const auto [family, given] = split_trailing_initials(text);
    if (given.empty() || family.empty() || !may_be_family(family) || count_words(family).capitals > 2) return false;
    add_person({.family = family, .given = given}, 1, Found::placed);
    return true;
  }

  /// "Rogers, Carl R." and "Rogers, Carl".
  bool read_written_out() {
    const auto* given = following(1, PieceKind::words);
    if (given == nullptr || !may_be_family(pieces_[at_].text) || !may_be_given(given->text)) return false;
    // "PROSPER Group, Jones, K.": the second piece is a family name of its own.
    if (following(2, PieceKind::initials) != nullptr) return false;
    add_person({.family = pieces_[at_].text, .given = given->text}, 2, Found::guessed);
    return true;
  }

  void read_group() {
    Group group{.first = at_, .words = count_words(pieces_[at_].text)};
    for (++at_; at_ < pieces_.size() && goes_on_with_group(group, pieces_[at_]); ++at_) {
      group.words += count_words(pieces_[at_].text);
      group.has_comma = group.has_comma || pieces_[at_].after_comma;
    }
    auto name = trim_both(text_between(group.first, at_), " .");
    for (const std::string_view opening : {"on behalf of ", "for the "})
      if (starts_ignoring_case(name, opening)) name.remove_prefix(opening.size());
    if (name.empty()) return;
    // The only name, or one that says that it is a group's, leaves no doubt.
    const bool alone = group.first == 0 && at_ == pieces_.size();
    const bool certain = alone || group.words.names_group;
    list_.found = weaker(list_.found, certain ? Found::placed : Found::guessed);
    list_.all_persons = false;
    list_.names.push_back({.literal = std::string(name)});
  }

  /// The pieces of a group's name that were read already.
  struct Group {
    std::size_t first = 0;
    WordCount words = {};
    bool has_comma = false;  ///< between two of them
  };

  /// "Health and Care Excellence", "University of California, Los Angeles": a conjunction or comma inside one group's
  /// name.
  [[nodiscard]] bool goes_on_with_group(const Group& group, const NamePiece& next) const {
    if (next.kind != PieceKind::words || following(1, PieceKind::initials) != nullptr) return false;
    const auto end = count_words(next.text);
    if (next.after_conjunction && !next.after_comma)
      return (group.words.words > 1 || end.words > 1) &&
             !(next.after_ampersand && group.words.has_head && end.has_head);
    if (any_initials_) return false;
    // "A Society, & B Group": an enumeration inside one name has a comma before its last.
    if (next.after_conjunction && !group.has_comma) return false;
    return !listed_ || !end.names_group;
  }

  /// What is printed from the piece `first` to before the piece `end`.
  [[nodiscard]] std::string_view text_between(std::size_t first, std::size_t end) const {
    const auto& last = pieces_[end - 1].text;
    const auto from = static_cast<std::size_t>(pieces_[first].text.data() - text_.data());
    const auto to = static_cast<std::size_t>(last.data() - text_.data()) + last.size();
    return text_.substr(from, to - from);
  }

  std::string_view text_;
  std::vector<NamePiece> pieces_;
  NameList list_ = {};
  std::size_t at_ = 0;
  bool any_initials_ = false;
  bool spoken_ = false;  ///< given names stand before family names, without a comma
  bool listed_ = false;  ///< the last of several stands after ", &"
};

}  // namespace

NameList read_names(std::string_view text) {
  return NameReader(without_list_marks(text)).read();
}

}  // namespace citefeed::citation
