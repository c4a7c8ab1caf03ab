#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "citation/characters.hpp"
#include "citation/citation.hpp"
#include "citation/latex.hpp"
#include "citation/read.hpp"
#include "citation/write.hpp"

namespace citefeed::citation {
namespace {

// The names of a BibTeX author field.

struct BibtexNames {
  std::vector<Name> names = {};
  bool et_al = false;  ///< the list ends in "and others", behind at least one name
};

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

/// "First von Last": the family name begins with the first small word, or is the last word.
Name read_in_order(std::string_view text) {
  std::vector<std::string> words;
  for (const auto word : split_outside_braces(text, space_length)) {
    auto plain = plain_text(from_latex(word));
    if (!plain.empty()) words.push_back(std::move(plain));
  }
  if (words.empty()) return {};
  std::size_t family = 0;
  while (family + 1 < words.size() && !begins_lower(words[family])) ++family;
  return {.family = joined(words, family, words.size()), .given = joined(words, 0, family)};
}

Name read_name(std::string_view text) {
  text = trim_both(text, " \t\r\n");
  if (is_wholly_braced(text)) return {.literal = plain_text(from_latex(text))};
  const auto parts = split_outside_braces(text, comma_length);
  if (parts.size() == 1) return read_in_order(text);
  std::vector<std::string> plain;
  plain.reserve(parts.size());
  for (const auto part : parts) plain.push_back(plain_text(from_latex(part)));
  if (plain.size() == 2) return {.family = std::move(plain[0]), .given = std::move(plain[1])};
  return {.family = std::move(plain[0]), .given = joined(plain, 2, plain.size()), .suffix = std::move(plain[1])};
}

/// `text` for one part of a name; braces keep what would divide it.
std::string name_part(std::string_view text) {
  const bool divides = text.find(',') != std::string_view::npos || contains_ignoring_case(text, " and ") ||
                       starts_ignoring_case(text, "and ") || text.ends_with(" and") ||
                       equals_ignoring_case(text, "and");
  return divides ? "{" + to_latex(text) + "}" : to_latex(text);
}

std::string bibtex_name(const Name& name) {
  if (!name.literal.empty()) return "{" + to_latex(name.literal) + "}";
  std::string text = name_part(name.family);
  if (!name.suffix.empty()) text += ", " + name_part(name.suffix);
  if (!name.given.empty() || !name.suffix.empty()) return text + ", " + name_part(name.given);
  // Without a comma, the words before the last would be given names; BibTeX warns of nothing after a comma.
  const bool one_word = name.family.find(' ') == std::string::npos && !text.starts_with('{');
  return one_word ? text : text + ", {}";
}

/// Reads names divided by "and": "First von Last", "von Last, First", "von Last, Jr, First" (BibTeX, btxdoc, 4); a name
/// that is wholly in braces is a group. Linear time.
BibtexNames read_bibtex_names(std::string_view field) {
  BibtexNames result;
  for (const auto part : split_outside_braces(field, and_length)) {
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

/// `citation`'s authors as such a field, from which read_bibtex_names() reads the same.
std::string to_bibtex_names(const Citation& citation) {
  std::string text;
  for (const auto& name : citation.authors) text += (text.empty() ? "" : " and ") + bibtex_name(name);
  if (citation.gap && !text.empty()) text += " and others";
  return text;
}

// Takes a BibTeX file apart into entries and fields; the values stay in LaTeX.

struct BibtexField {
  std::string name = {};   ///< in small letters
  std::string value = {};  ///< without its delimiters, macros replaced, pieces joined
  std::size_t offset = 0;  ///< of the name
};

struct BibtexEntry {
  std::string type = {};  ///< in small letters, without '@'
  std::string key = {};
  std::vector<BibtexField> fields = {};
  std::size_t offset = 0;  ///< of the '@'
};

constexpr std::size_t none = std::string_view::npos;

std::map<std::string, std::string, std::less<>> month_macros() {
  return {{"jan", "1"}, {"feb", "2"}, {"mar", "3"}, {"apr", "4"},  {"may", "5"},  {"jun", "6"},
          {"jul", "7"}, {"aug", "8"}, {"sep", "9"}, {"oct", "10"}, {"nov", "11"}, {"dec", "12"}};
}

class Parser final {
 public:
  explicit Parser(CitationFile& file) : file_(file), text_(file.text()) {}

  std::vector<BibtexEntry> parse() {
    while ((at_ = text_.find('@', at_)) != none) read_entry();
    return std::move(entries_);
  }

 private:
  void warn(std::size_t offset, std::string message) {
    file_.report(std::min(offset, text_.size()), Severity::warning, std::move(message));
  }

  [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }
  [[nodiscard]] bool sees(char wanted) const { return !at_end() && text_[at_] == wanted; }

  [[nodiscard]] std::string found_here() const {
    return at_end() ? "the end of the file" : in_quotes(text_.substr(at_, code_point_length(text_, at_)));
  }

  /// White space, and LaTeX comments, which some people write between fields.
  void skip_space() {
    while (!at_end()) {
      at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size());
      if (!sees('%')) return;
      at_ = std::min(text_.find_first_of("\r\n", at_), text_.size());
    }
  }

  /// A name of an entry type, field, macro or key: up to white space or one of the characters with a meaning.
  std::string_view take_name() {
    const auto end = std::min(text_.find_first_of(" \t\r\n{}(),=#\"%@", at_), text_.size());
    const auto name = text_.substr(at_, end - at_);
    at_ = end;
    return name;
  }

  /// True where a line begins an entry: nothing else looks like this, so what was open before it was left open.
  [[nodiscard]] bool begins_entry(std::size_t at) const {
    if (text_[at] != '@' || at == 0 || (text_[at - 1] != '\n' && text_[at - 1] != '\r')) return false;
    constexpr std::size_t longest_type = 32;
    auto end = at + 1;
    while (end < text_.size() && end - at < longest_type && is_ascii_letter(text_[end])) ++end;
    return end > at + 1 && end < text_.size() && (text_[end] == '{' || text_[end] == '(');
  }

  /// Reads from the '@' at at_; what is no entry is passed over.
  void read_entry() {
    BibtexEntry entry{.offset = at_++};
    skip_space();
    entry.type = lower_ascii(take_name());
    if (entry.type == "comment") return skip_comment();
    skip_space();
    if (entry.type.empty() || (!sees('{') && !sees('('))) return;
    const char close = text_[at_++] == '{' ? '}' : ')';
    skip_space();
    if (entry.type == "preamble") {
      static_cast<void>(read_value());
    } else if (entry.type == "string") {
      read_macro();
    } else {
      read_key(entry, close);
      read_fields(entry, close);
      entries_.push_back(std::move(entry));
      return;
    }
    skip_space();
    if (sees(close)) ++at_;
  }

  /// JabRef keeps its settings in comments; where the braces do not match, BibTeX's own rule holds: go on behind the
  /// word.
  void skip_comment() {
    skip_space();
    if (!sees('{')) return;
    if (std::binary_search(never_closed_.begin(), never_closed_.end(), at_)) return;
    const auto open = at_++;
    if (!skip_to_closing_brace()) at_ = open;
  }

  /// From behind an opening brace to behind the brace that closes it. A backslash hides no brace (BibTeX). Remembers
  /// the braces that nothing closes, so that no stretch is searched once for each of them.
  bool skip_to_closing_brace() {
    std::vector<std::size_t> open = {at_ - 1};
    for (; !at_end(); ++at_) {
      const char byte = text_[at_];
      if (byte == '{') open.push_back(at_);
      if (byte == '@' && begins_entry(at_)) break;
      if (byte != '}') continue;
      open.pop_back();
      if (!open.empty()) continue;
      ++at_;
      return true;
    }
    never_closed_ = std::move(open);
    return false;
  }

  void read_key(BibtexEntry& entry, char close) {
    const auto end = std::min(text_.find_first_of(close == '}' ? ",}\r\n" : ",\r\n", at_), text_.size());
    const auto key = text_.substr(at_, end - at_);
    // "@article{title = …": somebody left the key out.
    if (key.find('=') != none) return warn(at_, "expected a key and a comma, found " + in_quotes(key));
    entry.key = trim_both(key, " \t");
    at_ = end;
  }

  void read_fields(BibtexEntry& entry, char close) {
    while (true) {
      skip_space();
      while (sees(',')) {
        ++at_;
        skip_space();
      }
      if (sees(close)) {
        ++at_;
        return;
      }
      if (at_end() || begins_entry(at_)) {
        const char brace[] = {close, '\0'};
        return warn(entry.offset, std::string("expected a closing \"") + brace + "\" of this entry, found " +
                                      (at_end() ? "the end of the file" : "the next entry"));
      }
      const auto before = at_;
      read_field(entry);
      if (at_ == before) ++at_;  // a brace that closes nothing
    }
  }

  void read_field(BibtexEntry& entry) {
    BibtexField field{.offset = at_};
    field.name = lower_ascii(take_name());
    skip_space();
    if (field.name.empty() || !sees('=')) {
      warn(field.name.empty() ? at_ : field.offset,
           "expected a field such as \"title = {…}\", found " +
               (field.name.empty() ? found_here() : in_quotes(field.name) + " without \"=\""));
      return skip_broken_field();
    }
    ++at_;
    skip_space();
    auto value = read_value();
    if (!value) return skip_broken_field();
    field.value = std::move(*value);
    entry.fields.push_back(std::move(field));
    skip_space();
    if (!at_end() && !sees(',') && !sees('}') && !sees(')') && !begins_entry(at_))
      warn(at_, "expected a comma after the field \"" + entry.fields.back().name + "\", found " + found_here());
  }

  /// To the comma, brace or line end that may end it; at least one character, so that reading goes on.
  void skip_broken_field() {
    const auto end = text_.find_first_of(",}\r\n", at_);
    at_ = end == none ? text_.size() : end;
    if (!at_end() && text_[at_] != '}' && !begins_entry(at_)) ++at_;
  }

  void read_macro() {
    const auto name = lower_ascii(take_name());
    skip_space();
    if (name.empty() || !sees('=')) return warn(at_, "expected \"@string{name = {…}}\", found " + found_here());
    ++at_;
    skip_space();
    if (auto value = read_value()) macros_.insert_or_assign(name, std::move(*value));
  }

  /// Pieces joined by '#': "{…}", "\"…\"", a number or a macro.
  std::optional<std::string> read_value() {
    std::string value;
    while (true) {
      auto piece = read_piece();
      if (!piece) return std::nullopt;
      value += *piece;
      skip_space();
      if (!sees('#')) return value;
      ++at_;
      skip_space();
    }
  }

  std::optional<std::string> read_piece() {
    if (sees('{')) return read_braced();
    if (sees('"')) return read_quoted();
    const auto begin = at_;
    const auto name = take_name();
    if (name.empty()) {
      warn(begin, "expected a value in braces or quotation marks, found " + found_here());
      return std::nullopt;
    }
    if (std::all_of(name.begin(), name.end(), is_digit)) return std::string(name);
    if (const auto macro = macros_.find(lower_ascii(name)); macro != macros_.end()) return replace_macro(macro->second);
    warn(begin, "expected a macro that @string defines, or braces around a text, found " + in_quotes(name));
    return std::string(name);
  }

  /// Macros made of macros grow without end; no honest file is mostly that.
  std::optional<std::string> replace_macro(const std::string& value) {
    constexpr std::size_t always_fine = std::size_t{1} << 20U;
    replaced_bytes_ += value.size();
    if (replaced_bytes_ <= always_fine + 4 * text_.size()) return value;
    warn(at_, "expected macros shorter than the rest of the file, found a longer one; it is left out");
    return std::nullopt;
  }

  std::optional<std::string> read_braced() {
    const auto begin = ++at_;
    if (skip_to_closing_brace()) return std::string(text_.substr(begin, at_ - begin - 1));
    warn(begin - 1, "expected a closing brace for this one, found none");
    return std::string(text_.substr(begin, at_ - begin));
  }

  /// Up to the quotation mark that stands outside of braces.
  std::optional<std::string> read_quoted() {
    const auto begin = ++at_;
    std::size_t depth = 0;
    for (; !at_end() && !begins_entry(at_); ++at_) {
      if (text_[at_] == '{') ++depth;
      if (text_[at_] == '}' && depth > 0) --depth;
      if (text_[at_] != '"' || depth != 0) continue;
      return std::string(text_.substr(begin, at_++ - begin));
    }
    warn(begin - 1, "expected a closing quotation mark for this one, found none");
    return std::string(text_.substr(begin, at_ - begin));
  }

  CitationFile& file_;
  std::string_view text_;
  std::size_t at_ = 0;
  std::map<std::string, std::string, std::less<>> macros_ = month_macros();
  std::size_t replaced_bytes_ = 0;              ///< in place of macros, so far
  std::vector<std::size_t> never_closed_ = {};  ///< offsets of braces, in order
  std::vector<BibtexEntry> entries_ = {};
};

/// The entries of `file`, in its order, as far as they can be read ("BibTeX, the program", and btparse for what that
/// leaves open). @string macros are replaced, names of months are known; @comment and @preamble are passed over, and so
/// is what stands between entries. An entry that is not closed ends where the next begins a line. Mistakes are reported
/// to `file`. Linear time.
std::vector<BibtexEntry> parse_bibtex(CitationFile& file) {
  return Parser(file).parse();
}

/// The value of the first of `names` that `entry` has and that is not empty; empty when there is none.
std::string_view find_field(const BibtexEntry& entry, std::initializer_list<std::string_view> names) {
  for (const auto name : names)
    for (const auto& field : entry.fields)
      if (field.name == name && !trim_both(field.value, " \t\r\n{}").empty()) return field.value;
  return {};
}

/// The base letter of a Latin letter with a mark: U+00C0 to U+017F in order.
constexpr std::string_view base_letters =
    "aaaaaaaceeeeiiiidnooooo-ouuuuytsaaaaaaaceeeeiiiidnooooo-ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuu"
    "uuwwyyyzzzzzzs";

/// `text` in small ASCII letters and digits, without its marks; anything else is left out.
std::string to_key_letters(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); at += code_point_length(text, at)) {
    const char byte = text[at];
    if (is_ascii_letter(byte) || is_digit(byte)) {
      result += to_ascii_lower(byte);
    } else if (is_multi_byte(byte) && code_point_length(text, at) == 2) {
      const auto lead = static_cast<unsigned char>(byte) & 0x1fU;
      const auto code_point = lead << 6U | (static_cast<unsigned char>(text[at + 1]) & 0x3fU);
      constexpr std::size_t first = 0xc0;
      const bool known = code_point >= first && code_point - first < base_letters.size();
      if (known && base_letters[code_point - first] != '-') result += base_letters[code_point - first];
    }
  }
  return result;
}

/// Words that say nothing about a title, in English, French, German and Spanish.
bool is_stop_word(std::string_view word) {
  constexpr std::array<std::string_view, 43> words = {
      "a",    "an", "and", "are", "as",  "at",   "be",  "by", "can",  "das",  "de",  "der", "des", "die", "do",
      "does", "el", "en",  "et",  "for", "from", "how", "in", "is",   "it",   "la",  "las", "le",  "les", "los",
      "of",   "on", "or",  "the", "to",  "und",  "une", "un", "what", "when", "who", "why", "with"};
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string telling_word(std::string_view title) {
  while (!title.empty()) {
    const auto space = std::min(title.find_first_of(" -/"), title.size());
    auto word = to_key_letters(title.substr(0, space));
    title.remove_prefix(std::min(space + 1, title.size()));
    if (!word.empty() && !is_stop_word(word)) return word;
  }
  return {};
}

}  // namespace

std::string citation_key(const Citation& citation) {
  std::string key;
  if (!citation.authors.empty()) {
    const auto& first = citation.authors.front();
    key = first.literal.empty() ? to_key_letters(first.family) : telling_word(first.literal);
  }
  const auto word = telling_word(citation.title);
  if (key.empty() && word.empty()) return {};
  if (citation.year) key += std::to_string(*citation.year) + citation.year_suffix;
  return key + word;
}

namespace {

struct EntryType {
  const char* name = "misc";
  const char* container = "howpublished";  ///< the field of what the work is in
  const char* publisher = "publisher";     ///< the field of who published it
};

EntryType entry_type(WorkType type) {
  switch (type) {
    case WorkType::article_journal:
      return {.name = "article", .container = "journal"};
    case WorkType::book:
      return {.name = "book", .container = "series"};
    case WorkType::chapter:
      return {.name = "incollection", .container = "booktitle"};
    case WorkType::thesis:
      return {.name = "phdthesis", .container = "series", .publisher = "school"};
    case WorkType::report:
      return {.name = "techreport", .container = "series", .publisher = "institution"};
    case WorkType::conference_paper:
      return {.name = "inproceedings", .container = "booktitle"};
    case WorkType::preprint:
      return {.name = "unpublished"};
    case WorkType::dataset:
      return {.name = "dataset"};
    case WorkType::software:
      return {.name = "software"};
    case WorkType::video:
      return {.name = "video"};
    case WorkType::broadcast:
      return {.name = "audio"};
    case WorkType::blog_post:
      return {.name = "online"};
    case WorkType::webpage:
    case WorkType::speech:
      break;
  }
  return {};
}

/// Addresses and DOIs are typeset verbatim; only what would end the field has to go.
std::string verbatim(std::string_view text) {
  std::string result;
  for (const char byte : normalise_space(text)) {
    if (byte == '{') {
      result += "%7B";
    } else if (byte == '}') {
      result += "%7D";
    } else if (byte == '\\') {
      result += "%5C";
    } else {
      result += byte;
    }
  }
  return result;
}

/// "682--690"; a page with a dash of its own stands in braces, so that only the dash of the range is bare.
std::string bibtex_page(const std::string& page) {
  return has_dash(page) ? "{" + to_latex(page) + "}" : to_latex(page);
}

std::string bibtex_pages(const Citation& citation) {
  if (!citation.article_number.empty()) return bibtex_page(citation.article_number);
  if (citation.last_page.empty()) return bibtex_page(citation.first_page);
  return bibtex_page(citation.first_page) + "--" + bibtex_page(citation.last_page);
}

void add(std::string& entry, std::string_view field, const std::string& value) {
  if (value.empty()) return;
  entry += ",\n  ";
  entry += field;
  entry += " = {" + value + "}";
}

/// Programs that know no article numbers read them as pages; "eid" says what they are where their form does not.
void add_numbers(std::string& entry, const Citation& citation) {
  const bool report = citation.type == WorkType::report;
  add(entry, report ? "issue" : "number", to_latex(citation.issue));
  if (report && !citation.article_number.empty()) return add(entry, "number", to_latex(citation.article_number));
  add(entry, "pages", bibtex_pages(citation));
  if (!is_article_number(citation.article_number)) add(entry, "eid", to_latex(citation.article_number));
}

}  // namespace

std::string to_bibtex(const Citation& citation, std::string_view key) {
  const auto type = entry_type(citation.type);
  std::string entry = std::string("@") + type.name + "{" + std::string(key);
  add(entry, "author", to_bibtex_names(citation));
  add(entry, "title", to_latex_title(citation.title));
  add(entry, "titleaddon", to_latex(citation.genre));
  add(entry, type.container, to_latex(citation.container_title));
  if (citation.type == WorkType::thesis) add(entry, "type", "Thesis");
  if (citation.year) add(entry, "year", std::to_string(*citation.year));
  add(entry, "yearsuffix", to_latex(citation.year_suffix));
  if (citation.gap && *citation.gap < citation.authors.size()) add(entry, "authorgap", gap_note(citation));
  add(entry, "volume", to_latex(citation.volume));
  add_numbers(entry, citation);
  add(entry, type.publisher, to_latex(citation.publisher));
  add(entry, "doi", verbatim(citation.doi));
  add(entry, "url", verbatim(citation.url));
  add(entry, "note", to_latex(citation.note));
  entry += "\n}\n";
  return entry;
}

namespace {

struct TypeName {
  std::string_view name = {};
  WorkType type = WorkType::webpage;
};

/// The types of BibTeX (btxdoc, 3.1) and BibLaTeX (manual, 2.1).
std::optional<WorkType> work_type(std::string_view name) {
  using enum WorkType;
  static constexpr std::array<TypeName, 34> types = {{{"article", article_journal},
                                                      {"periodical", article_journal},
                                                      {"suppperiodical", article_journal},
                                                      {"book", book},
                                                      {"mvbook", book},
                                                      {"booklet", book},
                                                      {"collection", book},
                                                      {"mvcollection", book},
                                                      {"proceedings", book},
                                                      {"mvproceedings", book},
                                                      {"reference", book},
                                                      {"mvreference", book},
                                                      {"incollection", chapter},
                                                      {"inproceedings", chapter},
                                                      {"conference", chapter},
                                                      {"inbook", chapter},
                                                      {"bookinbook", chapter},
                                                      {"suppbook", chapter},
                                                      {"suppcollection", chapter},
                                                      {"inreference", chapter},
                                                      {"phdthesis", thesis},
                                                      {"mastersthesis", thesis},
                                                      {"thesis", thesis},
                                                      {"techreport", report},
                                                      {"report", report},
                                                      {"manual", report},
                                                      {"standard", report},
                                                      {"misc", webpage},
                                                      {"online", webpage},
                                                      {"electronic", webpage},
                                                      {"www", webpage},
                                                      {"unpublished", webpage},
                                                      {"dataset", webpage},
                                                      {"software", webpage}}};
  for (const auto& type : types)
    if (type.name == name) return type.type;
  return std::nullopt;
}

bool is_address(std::string_view text) {
  return (text.starts_with("http://") || text.starts_with("https://")) && text.find(' ') == none;
}

class EntryReader final {
 public:
  EntryReader(const BibtexEntry& entry, CitationFile& file) : entry_(entry), file_(file) {}

  Citation read() {
    Citation citation{.type = read_type(), .title = read_title()};
    read_authors(citation);
    read_year(citation);
    citation.genre = text({"titleaddon"});
    read_container(citation);
    citation.volume = text({"volume"});
    read_numbers(citation);
    citation.publisher = text({"publisher", "institution", "school", "organization"});
    read_location(citation);
    return citation;
  }

 private:
  [[nodiscard]] std::string_view latex(std::initializer_list<std::string_view> names) const {
    return find_field(entry_, names);
  }
  [[nodiscard]] std::string text(std::initializer_list<std::string_view> names) const {
    return plain_text(from_latex(latex(names)));
  }

  void warn(std::string_view name, std::string message) {
    const auto field = std::find_if(entry_.fields.begin(), entry_.fields.end(),
                                    [&](const BibtexField& candidate) { return candidate.name == name; });
    file_.report(field == entry_.fields.end() ? entry_.offset : field->offset, Severity::warning, std::move(message));
  }

  WorkType read_type() {
    // "@inbook" is also a part of a book that bears no title of its own.
    if (entry_.type == "inbook" && latex({"booktitle"}).empty()) return WorkType::book;
    if (const auto type = work_type(entry_.type)) return *type;
    file_.report(entry_.offset, Severity::warning,
                 "expected a type of entry such as \"@article\", found " + in_quotes("@" + entry_.type) +
                     "; read as a web page");
    return WorkType::webpage;
  }

  [[nodiscard]] std::string read_title() const {
    auto title = plain_title(from_latex(latex({"title"})));
    if (const auto subtitle = plain_title(from_latex(latex({"subtitle"}))); !subtitle.empty()) title += ": " + subtitle;
    return title;
  }

  void read_authors(Citation& citation) const {
    auto names = read_bibtex_names(latex({"author"}));
    if (names.names.empty() && citation.type == WorkType::book) names = read_bibtex_names(latex({"editor"}));
    citation.authors = std::move(names.names);
    if (!names.et_al) return;
    const auto inside = read_gap(text({"authorgap"}), citation.authors.size());
    citation.gap = inside.value_or(citation.authors.size());
  }

  void read_year(Citation& citation) {
    for (const std::string_view name : {"year", "date"}) {
      const auto printed = text({name});
      auto year = citation::read_year(printed);
      if (!year && !printed.empty() && !is_unpublished(printed))
        warn(name, "expected a year such as \"2019\", found " + in_quotes(printed));
      if (!year) continue;
      citation.year = year->year;
      citation.year_suffix = std::move(year->suffix);
      break;
    }
    if (auto suffix = text({"yearsuffix"}); !suffix.empty()) citation.year_suffix = std::move(suffix);
  }

  /// What people write as the year of a work that has none.
  static bool is_unpublished(std::string_view text) {
    return contains_ignoring_case(text, "press") || contains_ignoring_case(text, "forthcoming") ||
           contains_ignoring_case(text, "n.d") || contains_ignoring_case(text, "submitted");
  }

  void read_container(Citation& citation) const {
    citation.container_title = text({"journal", "journaltitle", "booktitle", "maintitle"});
    const bool has_series = citation.type != WorkType::article_journal && citation.type != WorkType::chapter;
    if (citation.container_title.empty() && has_series) citation.container_title = text({"series"});
    if (!citation.container_title.empty() || citation.type != WorkType::webpage) return;
    citation.container_title = text({"howpublished"});
  }

  void read_numbers(Citation& citation) const {
    set_article_number(citation, text({"eid", "articleno", "article-number", "articlenumber"}));
    if (citation.type == WorkType::report) {
      set_article_number(citation, text({"number"}));
      citation.issue = text({"issue"});
    } else {
      citation.issue = text({"number", "issue"});
    }
    read_pages(citation);
  }

  /// The dash of the range is the first outside of braces; a page in braces has dashes of its own.
  void read_pages(Citation& citation) const {
    const auto pages = latex({"pages"});
    std::size_t depth = 0;
    std::size_t at = 0;
    for (; at < pages.size(); ++at) {
      if (pages[at] == '{') ++depth;
      if (pages[at] == '}' && depth > 0) --depth;
      if (depth == 0 && dash_length(pages, at) != 0) break;
    }
    auto end = at;
    while (dash_length(pages, end) != 0) end += dash_length(pages, end);
    const bool has_dash = end != at;
    const auto first = plain_text(from_latex(pages.substr(0, at)));
    if (has_dash || pages.find("\\textendash") == none)
      return set_pages(citation, first, plain_text(from_latex(pages.substr(end))));
    set_page_range(citation, first);
  }

  void read_location(Citation& citation) {
    const auto doi = plain_address(latex({"doi"}));
    auto url = plain_address(latex({"url"}));
    if (url.empty()) url = plain_address(argument_of_url(latex({"howpublished"})));
    if (url.empty() && is_address(citation.container_title)) url = std::exchange(citation.container_title, {});
    if (url == citation.container_title || latex({"howpublished"}).find("\\url") != none)
      citation.container_title.clear();
    set_location(citation, doi, url);
    if (!doi.empty() && citation.doi.empty())
      warn("doi", "expected a DOI such as \"10.1000/182\", found " + in_quotes(doi));
  }

  /// The address in "\url{…}"; empty for anything else.
  static std::string_view argument_of_url(std::string_view latex) {
    const auto begin = latex.find("\\url{");
    if (begin == none) return {};
    const auto argument = latex.substr(begin + 5);
    return argument.substr(0, argument.find('}'));
  }

  /// Braces and backslashes, which no address has, were percent-encoded for the sake of LaTeX.
  static std::string plain_address(std::string_view latex) {
    auto address = from_latex_verbatim(latex);
    if (!address.starts_with("10.")) return address;
    for (const auto& [code, character] : {std::pair{"%7B", '{'}, std::pair{"%7D", '}'}, std::pair{"%5C", '\\'}})
      for (auto at = address.find(code); at != none; at = address.find(code, at + 1))
        address.replace(at, 3, 1, character);
    return address;
  }

  const BibtexEntry& entry_;
  CitationFile& file_;
};

}  // namespace

ReadCitations read_bibtex(std::string_view bytes, const std::string& name) {
  CitationFile file(bytes, name);
  ReadCitations result;
  const auto entries = parse_bibtex(file);
  for (const auto& entry : entries) {
    auto citation = EntryReader(entry, file).read();
    if (is_blank(citation)) {
      file.report(entry.offset, Severity::error, "expected an entry with fields such as \"title = {…}\", found none");
    } else {
      result.citations.push_back(std::move(citation));
    }
  }
  result.diagnostics = file.take_diagnostics();
  if (entries.empty() && result.diagnostics.empty())
    result.diagnostics.push_back({.file = name, .message = "expected entries of BibTeX, found none"});
  return result;
}

}  // namespace citefeed::citation
