#include "citation/apa_name_pieces.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "citation/characters.hpp"

namespace citefeed::citation {
namespace {

constexpr std::size_t none = std::string_view::npos;

/// The bytes of the ellipsis that begins at `at`: "…", "...", ". . .", also with four dots; 0 when there is none.
std::size_t ellipsis_length(std::string_view text, std::size_t at) {
  const auto rest = text.substr(at);
  if (rest.starts_with("…")) return std::string_view("…").size();
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
  if (at >= text.size() || to_ascii_lower(text[at]) != 'e') return 0;
  const auto rest = text.substr(at);
  for (const std::string_view form : {"et al.", "et al", "et. al.", "et coll."})
    if (starts_ignoring_case(rest, form) && (rest.size() == form.size() || !is_ascii_letter(rest[form.size()])))
      return form.size();
  return 0;
}

bool is_gap(std::string_view text) {
  return !text.empty() && ellipsis_length(text, 0) == text.size();
}

PieceKind kind_of(std::string_view text) {
  if (is_gap(text)) return PieceKind::gap;
  if (et_al_length(text, 0) == text.size() || text == "others" || text == "others.") return PieceKind::et_al;
  if (is_suffix(text)) return PieceKind::suffix;
  return are_initials(text) ? PieceKind::initials : PieceKind::words;
}

/// The bytes of the conjunction that begins at `at`, with the spaces around it: " & ", " and ", "&"; 0 when there is
/// none. Those of other languages count only after an initial, as they are parts of many names.
std::size_t conjunction_length(std::string_view text, std::size_t at, bool after_initial) {
  const auto rest = text.substr(at);
  if (rest.starts_with('&')) {
    const bool alone = at == 0 || text[at - 1] == ' ' || text[at - 1] == '.' || text[at - 1] == ',';
    return !alone ? 0 : rest.starts_with("&amp;") ? 5 : 1;
  }
  if (!rest.starts_with(' ')) return 0;
  if (rest.starts_with(" and ")) return 5;
  if (!after_initial || et_al_length(text, at + 1) != 0) return 0;
  for (const std::string_view word : {" et ", " y ", " und ", " e ", " with "})
    if (rest.starts_with(word)) return word.size();
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
    } else if (byte == '(' || byte == '[') {
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

}  // namespace

std::vector<NamePiece> cut_names(std::string_view text) {
  return PieceCutter(text).cut();
}

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

bool are_initials(std::string_view text) {
  bool any = false;
  while (!text.empty()) {
    const auto space = std::min(text.find(' '), text.size());
    const auto word = text.substr(0, space);
    text.remove_prefix(std::min(space + 1, text.size()));
    if (is_initial(word) && !is_suffix(word)) {
      any = true;
    } else if (!any || !begins_lower(word) || word.size() > 4) {
      return false;
    }
  }
  return any;
}

bool is_suffix(std::string_view word) {
  constexpr std::array<std::string_view, 9> suffixes = {"Jr", "Sr", "Jnr", "II", "III", "IV", "2nd", "3rd", "4th"};
  if (word.ends_with('.')) word.remove_suffix(1);
  return std::find(suffixes.begin(), suffixes.end(), word) != suffixes.end();
}

}  // namespace citefeed::citation
