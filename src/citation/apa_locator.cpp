#include "citation/apa_parts.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include "citation/characters.hpp"

namespace citefeed::citation {
namespace {

// The words and numbers that a locator is made of: "Vol.", "pp.", "S344", "xii".

enum class Label : std::uint8_t { missing, volume, issue, pages, article, supplement };

struct FoundLabel {
  Label label = Label::missing;
  std::size_t length = 0;  ///< with what stands between the label and its value
};

constexpr std::size_t none = std::string_view::npos;

struct LabelWord {
  std::string_view word = {};
  Label label = Label::missing;
};

/// Longer words stand before their own beginnings.
constexpr std::array<LabelWord, 46> label_words = {{
    {"volumes", Label::volume},
    {"volume", Label::volume},
    {"vols", Label::volume},
    {"vol", Label::volume},
    {"bd", Label::volume},
    {"tome", Label::volume},
    {"jg", Label::volume},
    {"article number", Label::article},
    {"article no", Label::article},
    {"article id", Label::article},
    {"article", Label::article},
    {"artículo", Label::article},
    {"artikel", Label::article},
    {"art. no", Label::article},
    {"art. nr", Label::article},
    {"art.no", Label::article},
    {"art.nr", Label::article},
    {"elocation", Label::article},
    {"e-location", Label::article},
    {"elocator", Label::article},
    {"art no", Label::article},
    {"art", Label::article},
    {"paper", Label::article},
    {"id", Label::article},
    {"number", Label::issue},
    {"issue", Label::issue},
    {"iss", Label::issue},
    {"núm", Label::issue},
    {"num", Label::issue},
    {"no", Label::issue},
    {"nr", Label::issue},
    {"n°", Label::issue},
    {"nº", Label::issue},
    {"n", Label::issue},
    {"heft", Label::issue},
    {"págs", Label::pages},
    {"pág", Label::pages},
    {"pages", Label::pages},
    {"page", Label::pages},
    {"pgs", Label::pages},
    {"pp", Label::pages},
    {"pg", Label::pages},
    {"p", Label::pages},
    {"s", Label::pages},
    {"supplement", Label::supplement},
    {"suppl", Label::supplement},
}};

constexpr CharacterSet label_beginnings{"abehijnpstvABEHIJNPSTV"};
static_assert(std::all_of(label_words.begin(), label_words.end(),
                          [](const LabelWord& label) { return label_beginnings.contains(label.word[0]); }));

/// The label that `text` begins with: a whole word, perhaps with a full stop or colon, before a value: "Vol. 29",
/// "p.12".
FoundLabel label_at(std::string_view text) {
  if (text.empty() || !label_beginnings.contains(text[0])) return {};
  for (const auto& [word, label] : label_words) {
    if (!starts_ignoring_case(text, word)) continue;
    auto length = word.size();
    if (length < text.size() && is_ascii_letter(text[length])) continue;
    // "n71" is an article number, "n. 71" and "n 71" are issues; "S. 12" is a page (Seite), "S12" a supplement's.
    if (word == "n" && length < text.size() && is_digit(text[length])) continue;
    if (word == "s" && !text.starts_with("S. ")) continue;
    while (length < text.size() && (text[length] == '.' || text[length] == ':' || text[length] == ' ')) ++length;
    const bool value_follows = length < text.size() && (is_digit(text[length]) || is_ascii_letter(text[length]));
    if (value_follows || label == Label::supplement) return {label, length};
  }
  return {};
}

/// The bytes of the value with a digit that `text` begins with: "28", "S344", "e0161544", "41A", "022301", "12.3",
/// "598.e1"; 0 for none.
std::size_t number_length(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && at < 6 && is_ascii_letter(text[at])) ++at;
  if (at == text.size() || !is_digit(text[at])) return 0;
  while (at < text.size() && (is_digit(text[at]) || is_ascii_letter(text[at]) || text[at] == '/')) {
    ++at;
    // "12.3", and "598.e1" for pages that are only online.
    const bool online = at + 2 < text.size() && to_ascii_lower(text[at + 1]) == 'e' && is_digit(text[at + 2]);
    const bool inner_stop = at + 1 < text.size() && text[at] == '.' && (is_digit(text[at + 1]) || online);
    if (inner_stop) ++at;
  }
  return at <= 24 ? at : 0;
}

/// The bytes of the Roman numeral that `text` begins with, "xii", "XIV"; 0 for none.
std::size_t roman_length(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && std::string_view("ivxlcIVXLC").find(text[at]) != none) ++at;
  const bool whole =
      at > 0 && at <= 9 &&
      (at == text.size() || !(is_ascii_letter(text[at]) || is_multi_byte(text[at])) || dash_length(text, at) != 0);
  return whole ? at : 0;
}

/// True for what may stand in the brackets of an issue: a number, a supplement, a season, a special issue.
bool is_issue(std::string_view text) {
  if (text.empty() || text.size() > 48) return false;
  if (std::any_of(text.begin(), text.end(), is_digit)) return true;
  constexpr std::array<std::string_view, 20> words = {
      "suppl", "special", "spec", "winter", "spring", "summer", "autumn", "fall", "jan", "feb",
      "mar",   "apr",     "may",  "jun",    "jul",    "aug",    "sep",    "oct",  "nov", "dec"};
  return begins_with_any(text, words);
}

/// What stands in the brackets right behind a volume, and holds no number: "Part A", "Pt. B", "SI", "c".
bool is_lettered_issue(std::string_view text) {
  for (const std::string_view word : {"Part ", "Pt. ", "Pt ", "Teil "}) {
    if (starts_ignoring_case(text, word)) text.remove_prefix(word.size());
  }
  constexpr std::size_t longest = 2;
  return !text.empty() && text.size() <= longest && std::all_of(text.begin(), text.end(), is_ascii_letter);
}

class LocatorReader final {
 public:
  explicit LocatorReader(std::string_view text) : text_(text) {}

  std::optional<Locator> read() {
    skip_separators();
    while (at_ < text_.size()) {
      if (!read_component()) return std::nullopt;
      skip_separators();
    }
    if (!any_) return std::nullopt;
    return std::move(locator_);
  }

 private:
  [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }

  void skip_separators() { at_ = std::min(find_first_not_of(text_, " ,;:.", at_), text_.size()); }

  bool read_component() {
    any_ = true;
    if (skip_missing_pages()) return true;
    if (text_[at_] == '(') return read_brackets();
    const auto [label, length] = label_at(rest());
    if (label == Label::supplement) return read_supplement(length);
    at_ += length;
    switch (label) {
      case Label::volume:
        return locator_.volume.empty() && take(locator_.volume, locator_.volume_found, Found::marked);
      case Label::issue:
        return locator_.issue.empty() && take(locator_.issue, locator_.issue_found, Found::marked);
      case Label::article:
        return read_article_number(Found::marked);
      case Label::pages:
        return read_pages(Found::marked);
      case Label::missing:
      case Label::supplement:
        break;
    }
    return read_bare_number();
  }

  /// "n/a-n/a", "NP", "(no pagination)" say that there are none.
  bool skip_missing_pages() {
    for (const std::string_view none_given :
         {"n/a-n/a", "n/a–n/a", "n/a", "(no pagination)", "no pagination specified", "no pagination", "e-pub"}) {
      if (!starts_ignoring_case(rest(), none_given)) continue;
      at_ += none_given.size();
      return true;
    }
    const bool no_pages = has_place_before_pages() && trim_end(rest(), ".") == "NP";
    if (no_pages) at_ = text_.size();
    return no_pages;
  }

  /// The issue, "(6)"; only before the pages.
  bool read_brackets() {
    const auto close = matching_bracket();
    if (close == none || !locator_.issue.empty() || has_pages(locator_)) return false;
    const auto inside = trim_both(text_.substr(at_ + 1, close - at_ - 1), " ");
    const bool behind_volume = at_ > 0 && text_[at_ - 1] != ' ' && !locator_.volume.empty();
    if (!is_issue(inside) && !(behind_volume && is_lettered_issue(inside))) return false;
    // "(No. 4)" is issue 4; "(3, Pt. 2)" stays whole.
    const auto [label, length] = label_at(inside);
    put(locator_.issue, locator_.issue_found, label == Label::issue ? inside.substr(length) : inside, Found::marked);
    if (!locator_.volume.empty()) locator_.volume_found = Found::marked;
    at_ = close + 1;
    return true;
  }

  [[nodiscard]] std::size_t matching_bracket() const {
    std::size_t depth = 0;
    for (auto at = at_; at < std::min(text_.size(), at_ + 64); ++at) {
      if (text_[at] == '(') ++depth;
      if (text_[at] == ')' && --depth == 0) return at;
    }
    return none;
  }

  /// "Suppl. 1" after a volume, as printed; "28 Suppl 3(3)" is a volume that has an issue.
  bool read_supplement(std::size_t label_length) {
    if (!locator_.issue.empty() || has_pages(locator_)) return false;
    const auto begin = at_;
    at_ += label_length;
    at_ += number_length(rest());
    if (rest().starts_with('(') && !locator_.volume.empty()) {
      locator_.volume.append(" ").append(text_.substr(begin, at_ - begin));
      return true;
    }
    put(locator_.issue, locator_.issue_found, trim_end(text_.substr(begin, at_ - begin), " .,:;"), Found::marked);
    return true;
  }

  /// An article number stands in the place of pages; those printed beside it, "Article 102345, 1–12", count its own.
  bool read_article_number(Found found) {
    if (!locator_.article_number.empty()) return false;
    locator_.first_page.clear();
    locator_.last_page.clear();
    const auto range = range_length();
    const auto length = range != 0 ? range : number_length(rest());
    if (length == 0) return false;
    put(locator_.article_number, locator_.pages_found, text_.substr(at_, length), found);
    at_ += length;
    return true;
  }

  /// A range, or a single page; further ones join the last one: "12–15, 18–20", "1, 3".
  bool read_pages(Found found) {
    const std::string_view divider = comma_before();
    const bool after_first = text_.substr(0, at_ - divider.size()).ends_with(locator_.first_page);
    std::string first;
    std::string last;
    if (!take_one(first)) return false;
    if (const auto dash = spaced_dash_length(); dash != 0) {
      at_ += dash;
      if (!take_one(last)) return false;
    }
    // "45+": on the following pages.
    if (rest().starts_with('+')) ++at_;
    if (rest() == " ff" || rest() == " f") at_ = text_.size();
    if (!locator_.article_number.empty()) return true;
    if (locator_.first_page.empty()) {
      put(locator_.first_page, locator_.pages_found, first, found);
      locator_.last_page = std::move(last);
      return true;
    }
    if (locator_.last_page.empty() && (divider.empty() || !after_first)) return false;
    // Without a comma it is the rest of a number that was torn apart: "277- 28 1".
    if (divider.empty()) locator_.pages_found = Found::guessed;
    if (locator_.last_page.empty()) {
      locator_.first_page.append(divider).append(first);
      locator_.last_page = std::move(last);
      return true;
    }
    locator_.last_page.append(divider).append(first);
    if (!last.empty()) locator_.last_page.append("-").append(last);
    return true;
  }

  /// The comma right before, with its space; empty when there is none.
  [[nodiscard]] std::string_view comma_before() const {
    const auto before = text_.substr(0, at_);
    return before.ends_with(", ") ? ", " : before.ends_with(',') ? "," : "";
  }

  bool read_bare_number() {
    if (range_length() != 0) return read_bare_range();
    const auto length = number_length(rest());
    if (length == 0 && begins_roman_volume()) return take(locator_.volume, locator_.volume_found, Found::marked);
    if (length == 0) return has_place_before_pages() && roman_length(rest()) != 0 && read_pages(Found::placed);
    const auto value = text_.substr(at_, length);
    // "B39, 1–38": a series' letter before a number makes a volume when more follows.
    const bool in_series = is_ascii_upper(value[0]) && find_first_not_of(value, "0123456789", 1) == none &&
                           !has_pages(locator_) && more_follows(at_ + length);
    if (!has_place_before_pages() && (is_digit(value[0]) || in_series))
      return take(locator_.volume, locator_.volume_found, Found::placed);
    // "F1000Research, 12, 45": a name with a number in it.
    if (!has_place_before_pages() && is_ascii_letter(value[0]) && more_follows(at_ + length)) return false;
    // "12, 3, 45-67": what looked like a page was the issue.
    if (has_single_page() && locator_.issue.empty()) take_page_for_issue();
    return is_article_number(value) && !has_pages(locator_) ? read_article_number(Found::placed)
                                                            : read_pages(Found::placed);
  }

  /// "XII(3)", "LXVI (3)", "LIX, 433"
  [[nodiscard]] bool begins_roman_volume() const {
    const auto length = roman_length(rest());
    if (has_place_before_pages() || has_pages(locator_) || length == 0 || !is_ascii_upper(rest()[0])) return false;
    const auto after = rest().substr(length);
    return after.starts_with('(') || (length > 1 && (after.starts_with(" (") || after.starts_with(", ")));
  }

  bool read_bare_range() {
    if (has_single_page() && locator_.issue.empty() && locator_.article_number.empty()) take_page_for_issue();
    const auto begin = at_;
    const auto length = range_length();
    // A range is a double volume when more follows: "12-13, 45-67", "12-13(2), 5".
    if (!has_place_before_pages() && !has_pages(locator_) && more_follows(begin + length)) {
      put(locator_.volume, locator_.volume_found, text_.substr(begin, length), Found::placed);
      at_ += length;
      return true;
    }
    return read_pages(Found::placed);
  }

  void take_page_for_issue() {
    put(locator_.issue, locator_.issue_found, locator_.first_page, Found::guessed);
    locator_.first_page.clear();
    locator_.pages_found = Found::absent;
  }

  [[nodiscard]] bool more_follows(std::size_t from) const { return find_first_not_of(text_, " ,;:.", from) != none; }

  /// "e0161544" and "CD000123"; "S344" is the page of a supplement.
  static bool is_article_number(std::string_view value) {
    return to_ascii_lower(value[0]) == 'e' ||
           (value.size() > 2 && is_ascii_letter(value[0]) && is_ascii_letter(value[1]));
  }

  /// The bytes of a dash with the spaces around it; 0 when there is none.
  [[nodiscard]] std::size_t spaced_dash_length(std::size_t from = 0) const {
    auto at = at_ + from;
    while (at < text_.size() && text_[at] == ' ') ++at;
    const auto begin = at;
    while (dash_length(text_, at) != 0) at += dash_length(text_, at);
    if (at == begin) return 0;
    while (at < text_.size() && text_[at] == ' ') ++at;
    return at - at_ - from;
  }

  [[nodiscard]] std::size_t value_length(std::size_t from = 0) const {
    const auto text = rest().substr(std::min(from, rest().size()));
    const auto number = number_length(text);
    return number != 0 ? number : roman_length(text);
  }

  [[nodiscard]] std::size_t range_length() const {
    const auto first = value_length();
    if (first == 0) return 0;
    const auto dash = spaced_dash_length(first);
    if (dash == 0) return 0;
    const auto second = value_length(first + dash);
    return second == 0 ? 0 : first + dash + second;
  }

  bool take_one(std::string& field) {
    const auto length = value_length();
    if (length == 0) return false;
    field = text_.substr(at_, length);
    at_ += length;
    return true;
  }

  /// A value or a range, without spaces around its dash.
  bool take(std::string& field, Found& how, Found found) {
    if (!take_one(field)) return false;
    how = found;
    const auto dash = spaced_dash_length();
    if (dash == 0) return true;
    std::string second;
    at_ += dash;
    if (!take_one(second)) return false;
    field += "-" + second;
    return true;
  }

  [[nodiscard]] bool has_place_before_pages() const { return !locator_.volume.empty() || !locator_.issue.empty(); }
  [[nodiscard]] bool has_single_page() const { return !locator_.first_page.empty() && locator_.last_page.empty(); }

  std::string_view text_;
  std::size_t at_ = 0;
  bool any_ = false;
  Locator locator_ = {};
};

}  // namespace

std::optional<Locator> read_locator(std::string_view text) {
  return LocatorReader(text).read();
}

void set_locator(Reading& reading, Locator locator) {
  auto& citation = reading.citation;
  citation.volume = std::move(locator.volume);
  citation.issue = std::move(locator.issue);
  citation.first_page = std::move(locator.first_page);
  citation.last_page = std::move(locator.last_page);
  citation.article_number = std::move(locator.article_number);
  reading.evidence.volume = locator.volume_found;
  reading.evidence.issue = locator.issue_found;
  reading.evidence.pages = locator.pages_found;
}

namespace {

/// A word that a locator can begin with.
bool may_begin_locator(std::string_view word) {
  return word[0] == '(' || is_digit(word[0]) || number_length(word) != 0 || label_at(word).label != Label::missing ||
         roman_length(word) != 0;
}

/// "Mind, (4), 12", "Mind. (4), 12", and "Mind (4), 12", but not "Social Science & Medicine (1982), 154".
bool may_be_bracket_of_issue(std::string_view text, std::string_view before) {
  constexpr std::string_view dividers = ",;.";
  if (!before.empty() && dividers.find(before.back()) != none) return true;
  constexpr std::size_t longest_issue = 3;
  return text.substr(0, longest_issue + 2).find(')') != none;
}

/// "Physical Review C, 12": without a comma before it, the numeral belongs to the name; "Mind, LIX, 433" is a volume.
bool begins_with_stray_numeral(std::string_view text, std::string_view before) {
  const auto length = roman_length(text);
  return length != 0 && text.substr(length).starts_with(',') && !before.ends_with(',');
}

/// Where a quoted title that is followed by a capital ends: “Title.” Journal; npos when there is none.
std::size_t find_end_of_sentence_in_quotes(std::string_view text) {
  for (const std::string_view end : {".” ", ".\" ", "?” ", "?\" ", "!” ", "!\" "})
    if (const auto at = text.rfind(end); at != none && begins_with_capital(text.substr(at + end.size()))) return at;
  return none;
}

/// "985–987", but not "1914–1918", which a title ends in as well.
bool has_range_of_pages(const Locator& locator) {
  const auto may_be_year = [](const std::string& page) {
    return page.size() == 4 && (page.starts_with('1') || page.starts_with("20"));
  };
  return !locator.last_page.empty() && !may_be_year(locator.first_page) && !may_be_year(locator.last_page);
}

/// "“Title.” Journal of Listening 25", "Title. Behavioral Sciences. 84", "Title. Journal: 1-9": a lone volume or range
/// behind a title and a journal, with the marks that some programs print there instead of a comma.
bool stands_behind_journal(const Locator& locator, std::string_view before) {
  constexpr std::size_t longest_volume = 3;
  const bool is_volume = !locator.volume.empty() && locator.volume.size() <= longest_volume &&
                         std::all_of(locator.volume.begin(), locator.volume.end(), is_digit);
  const auto end = trim_end(before, " ");
  if (end.size() < 2) return false;
  const bool after_letter = is_ascii_letter(end.back());
  if (is_volume && after_letter && begins_with_quote(before)) return find_end_of_sentence_in_quotes(before) != none;
  const bool marked = (is_volume && end.back() == '.') || (has_range_of_pages(locator) && end.back() == ':');
  return marked && is_ascii_letter(end[end.size() - 2]) && last_sentence_begin(end, end.size()) != none;
}

/// One lone number is a locator only after a comma, "Artificial Intelligence, 19", or with a label: titles end in
/// numbers too.
bool is_certain(const Locator& locator, std::string_view text, std::string_view before) {
  const auto parts = static_cast<int>(!locator.volume.empty()) + static_cast<int>(!locator.issue.empty()) +
                     static_cast<int>(!locator.first_page.empty()) + static_cast<int>(!locator.article_number.empty());
  if (parts > 1) return true;
  const auto end = trim_end(before, " ");
  if (!end.empty() && end.back() == ',') return true;
  if (stands_behind_journal(locator, before)) return true;
  return label_at(text).label != Label::missing && !before.empty();
}

/// "Education permanente(133), pp. 9-33", as Word writes it: the issue is joined to the name's last word, which begins
/// at `begin`.
std::optional<SplitLocator> split_joined_issue(std::string_view body, std::size_t begin) {
  const auto end = std::min(body.find(' ', begin), body.size());
  const auto open = body.substr(begin, end - begin).find('(');
  if (open == none || open == 0 || !is_ascii_letter(body[begin + open - 1])) return std::nullopt;
  auto locator = read_locator(body.substr(begin + open));
  const bool is_place = locator && !locator->issue.empty() && !locator->first_page.empty();
  if (!is_place) return std::nullopt;
  return SplitLocator{.before = body.substr(0, begin + open), .locator = *std::move(locator)};
}

}  // namespace

namespace {

/// The longest locator that `body` ends in.
std::optional<SplitLocator> split_whole_locator(std::string_view body) {
  constexpr std::size_t longest = 120;
  constexpr int most_words = 16;
  std::optional<SplitLocator> found;
  auto begin = body.size();
  for (int words = 0; words < most_words && begin > 0; ++words) {
    // Words are divided by spaces; a comma without its space, "Journal,12(3)", divides as well.
    const auto divider = find_last_of(body.substr(0, begin - 1), " ,");
    begin = divider == none ? 0 : divider + 1;
    if (body.size() - begin > longest || begin == 0) break;
    const auto text = body.substr(begin);
    if (auto joined = split_joined_issue(body, begin)) found = *std::move(joined);
    if (text[0] == ' ' || text[0] == ',' || !may_begin_locator(text)) continue;
    if (begins_with_stray_numeral(text, trim_end(body.substr(0, begin), " "))) continue;
    // "Social Science & Medicine (1982), 154": brackets after a name belong to it.
    if (text[0] == '(' && !may_be_bracket_of_issue(text, trim_end(body.substr(0, begin), " "))) continue;
    auto locator = read_locator(text);
    if (!locator || !is_certain(*locator, text, body.substr(0, begin))) continue;
    found = SplitLocator{.before = body.substr(0, begin), .locator = *std::move(locator)};
  }
  return found;
}

/// "45–": the last page was cut off.
std::string_view without_open_range(std::string_view body) {
  for (const std::string_view dash : {"-", "–", "—", "−"}) {
    if (!body.ends_with(dash)) continue;
    const auto before = trim_end(body.substr(0, body.size() - dash.size()), " ");
    return !before.empty() && is_digit(before.back()) ? before : body;
  }
  return body;
}

}  // namespace

std::optional<SplitLocator> split_locator(std::string_view body) {
  const auto closed = without_open_range(body);
  auto split = split_whole_locator(closed);
  if (split && closed.size() < body.size() && split->locator.pages_found != Found::absent)
    split->locator.pages_found = Found::guessed;
  return split;
}

std::optional<SplitLocator> split_before_note(std::string_view body) {
  constexpr std::size_t longest_note = 400;
  constexpr int most_sentences = 8;
  auto end = body.size();
  for (int sentences = 0; sentences < most_sentences && end > 0; ++sentences) {
    end = body.rfind(". ", end - 1);
    if (end == none || end == 0 || body.size() - end > longest_note) break;
    auto split = split_locator(body.substr(0, end));
    if (!split) continue;
    const auto& locator = split->locator;
    if ((!locator.volume.empty() && has_pages(locator)) || has_range_of_pages(locator)) return split;
  }
  return std::nullopt;
}

}  // namespace citefeed::citation
