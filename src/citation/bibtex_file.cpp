#include "citation/bibtex_file.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "base/utf8.hpp"
#include "citation/characters.hpp"

namespace citefeed::citation {
namespace {

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

  /// In small letters. Web of Science has names of several words, "Early Access Date", which are joined by hyphens.
  std::string take_field_name() {
    auto name = lower_ascii(take_name());
    const auto end_of_first = at_;
    constexpr std::size_t most_words = 4;
    for (std::size_t words = 1; words < most_words; ++words) {
      const auto next = text_.find_first_not_of(" \t", at_);
      if (next == none || next == at_ || !is_ascii_letter(text_[next])) break;
      at_ = next;
      name += '-' + lower_ascii(take_name());
    }
    const auto next = text_.find_first_not_of(" \t", at_);
    if (at_ == end_of_first || (next != none && text_[next] == '=')) return name;
    at_ = end_of_first;
    return name.substr(0, name.find('-'));
  }

  void read_field(BibtexEntry& entry) {
    BibtexField field{.offset = at_};
    field.name = take_field_name();
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

}  // namespace

std::vector<BibtexEntry> parse_bibtex(CitationFile& file) {
  return Parser(file).parse();
}

}  // namespace citefeed::citation
