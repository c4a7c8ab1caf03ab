#include "citation/apa_names.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "citation/apa_name_pieces.hpp"
#include "citation/apa_name_words.hpp"
#include "citation/characters.hpp"

namespace citefeed::citation {
namespace {

/// Splits "M. J. Lambert" after its leading initials; the first part is empty when there are none.
std::pair<std::string_view, std::string_view> split_leading_initials(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size()) {
    const auto space = std::min(text.find(' ', end), text.size());
    const auto word = text.substr(end, space - end);
    if (!is_initial(word) || word.back() != '.' || word == "St.") break;
    end = std::min(space + 1, text.size());
  }
  return {trim_end(text.substr(0, end), " "), text.substr(end)};
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

/// What may stand before the first name: the asterisk of a meta-analysis, a number of the list.
std::string_view without_list_marks(std::string_view text) {
  for (bool marked = true; marked;) {
    marked = false;
    for (const std::string_view mark : {" ", "*", "†", "‡", "•"}) {
      if (!text.starts_with(mark)) continue;
      text.remove_prefix(mark.size());
      marked = true;
    }
  }
  std::size_t digits = 0;
  while (digits < std::min(text.size(), std::size_t{4}) && is_digit(text[digits])) ++digits;
  if (digits > 0 && text.substr(digits).starts_with(". ")) text.remove_prefix(digits + 2);
  return text;
}

/// The full stop after "Carl" ends the list; that of an initial belongs to it.
std::string_view without_end_of_list(std::string_view given) {
  const auto word = last_word(given);
  constexpr std::size_t longest_particle = 3;
  return is_initial(word) || word.size() <= longest_particle ? given : trim_end(given, " .");
}

class NameReader final {
 public:
  explicit NameReader(std::string_view text) : text_(text), pieces_(cut_names(text)) {
    for (const auto& piece : pieces_) {
      any_initials_ = any_initials_ || piece.kind == PieceKind::initials;
      listed_ = listed_ || (piece.after_comma && piece.after_conjunction);
    }
  }

  NameList read() {
    while (at_ < pieces_.size()) read_one();
    return std::move(list_);
  }

 private:
  void read_one() {
    switch (pieces_[at_].kind) {
      case PieceKind::et_al:
        list_.et_al = true;
        ++at_;
        return;
      case PieceKind::gap:
        ++at_;
        return;
      case PieceKind::suffix:
        if (!list_.names.empty()) list_.names.back().suffix = as_suffix(pieces_[at_].text);
        ++at_;
        return;
      case PieceKind::initials:
      case PieceKind::words:
        if (!read_inverted() && !read_with_suffix_between() && !read_in_one_piece() && !read_written_out())
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
                           .given = std::string(without_end_of_list(person.given)),
                           .suffix = std::string(as_suffix(person.suffix))});
    list_.found = weaker(list_.found, found);
  }

  /// "Lambert, M. J.", also "Lambert, M. J. III" and, where a comma was forgotten, "Lambert, M. J. Norcross, J. C.".
  bool read_inverted() {
    const auto [family, family_suffix] = split_suffix(pieces_[at_].text);
    if (const auto* initials = following(1, PieceKind::initials)) {
      add_person({.family = family, .given = initials->text, .suffix = family_suffix}, 2, Found::placed);
      return true;
    }
    const auto* mixed = following(1, PieceKind::words);
    if (mixed == nullptr) return false;
    const auto [given, suffix] = split_suffix(mixed->text);
    if (!suffix.empty() && (are_initials(given) || may_be_given(given))) {
      add_person({.family = family, .given = given, .suffix = suffix}, 2, Found::placed);
      return true;
    }
    const auto [initials, next_family] = split_leading_initials(mixed->text);
    if (initials.empty() || next_family.empty() || !begins_with_given(2)) return false;
    pieces_[at_ + 1].text = next_family;
    add_person({.family = family, .given = initials, .suffix = family_suffix}, 1, Found::guessed);
    return true;
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
      // "U.S. Department of Education", "W. K. Kellogg Foundation"
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
  bool listed_ = false;  ///< the last of several stands after ", &"
};

}  // namespace

NameList read_names(std::string_view text) {
  return NameReader(without_list_marks(text)).read();
}

}  // namespace citefeed::citation
