#include "importing/markdown_writer.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

namespace citefeed::importing {
namespace {

constexpr std::ptrdiff_t many_bars = 200;  ///< content/ refuses lines that look like very wide rows of a table

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// True where a block's marker ends: at white space or the end of the line (CommonMark, 5.2).
bool ends_marker(std::string_view rest) {
  return rest.empty() || rest.front() == ' ' || rest.front() == '\t';
}

/// Where a backslash keeps the start of a paragraph from opening another kind of block (CommonMark, 4 and 5); npos when
/// nowhere.
std::size_t block_marker(std::string_view text) {
  if (text.empty()) return std::string_view::npos;
  const char first = text.front();
  const auto rest = text.substr(1);
  if (first == '>' || first == '[' || first == '~') return 0;  // quotation, link definition, fence
  if (first == '+' && ends_marker(rest)) return 0;
  if (first == '-' && (ends_marker(rest) || rest.front() == '-')) return 0;  // list, thematic break
  if (first == '#' && ends_marker(text.substr(std::min(text.find_first_not_of('#'), text.size())))) return 0;
  const auto digits = std::min(text.find_first_not_of("0123456789"), text.size());
  const bool number = digits > 0 && digits < text.size() && (text[digits] == '.' || text[digits] == ')');
  return number && ends_marker(text.substr(digits + 1)) ? digits : std::string_view::npos;
}

/// True when `text` begins with a character reference (CommonMark, 6.2 and HTML): they end in a semicolon, perhaps in
/// what `follows`.
bool is_reference(std::string_view text, bool follows = false) {
  const auto end =
      std::find_if_not(text.begin() + 1, text.end(), [](char c) { return is_letter(c) || is_digit(c) || c == '#'; });
  return text.front() == '&' && (end == text.end() ? follows : *end == ';');
}

/// True when the first character of `text` must be escaped wherever it stands, or where more `follows` the text.
bool is_markup(std::string_view text, bool follows) {
  const char next = text.size() > 1 ? text[1] : '\0';
  const bool may_begin = follows && text.size() == 1;
  switch (text.front()) {
    case '\\':
    case '*':
    case '_':
    case '`':
      return true;
    case '<':  // raw HTML and autolinks (CommonMark, 6.5 and 6.6)
      return may_begin || is_letter(next) || next == '/' || next == '!' || next == '?';
    case '&':
      return is_reference(text, follows);
    case ']':  // inline link (6.3); there are no definitions a reference could mean
      return may_begin || next == '(';
    default:
      return false;
  }
}

struct Context {
  bool starts_paragraph = false;
  bool in_link = false;
  bool before_link = false;
  bool follows = false;  ///< there is more text
  bool many_bars = false;
};

std::string escaped(std::string_view text, const Context& context) {
  static constexpr std::string_view byte_order_mark = "\uFEFF";  // dropped at the start of a document
  std::string out;
  std::size_t at = 0;
  if (context.starts_paragraph && text.starts_with(byte_order_mark)) {
    out = "&#xFEFF;";
    at = byte_order_mark.size();
  }
  for (; at < text.size(); ++at) {
    const char c = text[at];
    const bool last = at + 1 == text.size();
    const bool bracket = context.in_link && (c == '[' || c == ']');
    const bool image = context.before_link && last && c == '!';
    if (c == '|' && context.many_bars) {
      out += "&#124;";
      continue;
    }
    if (bracket || image || is_markup(text.substr(at), context.follows)) out += '\\';
    out += c;
  }
  return out;
}

/// `href` as a link destination in angle brackets (6.3); it is ASCII without angle brackets, spaces and backslashes. A
/// backslash before a reference would not help: cmark decodes references in destinations first.
std::string destination(std::string_view href) {
  std::string out;
  for (; !href.empty(); href.remove_prefix(1)) {
    out += is_reference(href) ? "&amp;" : href.substr(0, 1);
  }
  return out;
}

std::ptrdiff_t bars_in(const Paragraph& paragraph) {
  std::ptrdiff_t bars = 0;
  for (const auto& span : paragraph) bars += std::count(span.text.begin(), span.text.end(), '|');
  return bars;
}

/// White space or punctuation on the other side of a run of asterisks lets it open or close whatever it holds; a letter
/// or digit of ASCII inside needs nothing (CommonMark, 6.2, left- and right-flanking).
bool may_flank(char inside, char outside) {
  if (is_letter(inside) || is_digit(inside)) return true;
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  const bool is_edge = is_ascii(outside) && !is_letter(outside) && !is_digit(outside);
  return is_edge && inside != ' ';
}

/// True when `text` begins or ends with white space beyond ASCII, which asterisks do not take for part of a word.
bool has_wide_space_at_ends(std::string_view text) {
  static constexpr std::array<std::string_view, 17> spaces = {
      "\u00A0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006",
      "\u2007", "\u2008", "\u2009", "\u200A", "\u2028", "\u202F", "\u205F", "\u3000"};
  return std::any_of(spaces.begin(), spaces.end(),
                     [text](std::string_view space) { return text.starts_with(space) || text.ends_with(space); });
}

/// The size of the white space at the start and the end of `text` that emphasis cannot hold.
std::pair<std::size_t, std::size_t> space_at_ends(std::string_view text) {
  const auto begin = std::min(text.find_first_not_of(' '), text.size());
  const auto end = text.find_last_not_of(' ') + 1;  // npos + 1 is 0
  return {begin, text.size() - std::max(begin, end)};
}

/// `text` as code (6.1): between more backticks than follow each other in it.
std::string code_span(std::string_view text) {
  std::size_t longest = 0, run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string ticks(longest + 1, '`');
  const bool needs_space =
      text.starts_with('`') || text.ends_with('`') || (text.starts_with(' ') && text.ends_with(' '));
  const char* space = needs_space ? " " : "";
  return ticks + space + std::string{text} + space + ticks;
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(' ') == std::string_view::npos;
}

/// Writes the spans of a paragraph one after the other.
class InlineWriter final {
 public:
  explicit InlineWriter(const Paragraph& paragraph) : spans_(paragraph), many_bars_(bars_in(paragraph) > many_bars) {}

  std::string write() {
    for (std::size_t at = 0; at < spans_.size();) {
      const auto end = end_of_link(at);
      if (!spans_[at].image.empty()) {
        write_image(spans_[at]);
      } else if (spans_[at].href.empty()) {
        write_text(at);
      } else {
        write_link(at, end);
      }
      at = end;
    }
    const bool starts_with_text = !spans_.empty() && spans_.front().href.empty() && spans_.front().image.empty();
    const auto marker = starts_with_text ? block_marker(out_) : std::string::npos;
    if (marker != std::string::npos) out_.insert(marker, 1, '\\');
    return std::move(out_);
  }

 private:
  /// The end of the spans that share a link with the one at `at`; each other span stands alone.
  [[nodiscard]] std::size_t end_of_link(std::size_t at) const {
    auto end = at + 1;
    if (spans_[at].href.empty() || !spans_[at].image.empty()) return end;
    while (end < spans_.size() && spans_[end].href == spans_[at].href && spans_[end].image.empty()) ++end;
    return end;
  }

  void write_image(const Span& span) {
    const auto alt = escaped(span.text, {.in_link = true, .many_bars = many_bars_});
    out_ += "![" + alt + "](<" + destination(span.image) + ">)";
    closed_ = false;
  }

  void write_link(std::size_t at, std::size_t end) {
    out_ += '[';
    closed_ = false;
    const auto& href = spans_[at].href;
    for (; at < end; ++at) write_text(at, at + 1 == end);
    out_ += "](<" + destination(href) + ">)";
    closed_ = false;
  }

  /// The character that will follow the span at `at`, as far as it is known: markup is punctuation.
  [[nodiscard]] char next_of(std::size_t at, bool ends_link) const {
    if (ends_link) return ']';
    if (at + 1 == spans_.size()) return '\0';
    const auto& next = spans_[at + 1];
    if (!next.image.empty()) return '!';
    if (!next.href.empty() && spans_[at].href != next.href) return '[';
    return next.code && !is_blank(next.text) ? '`' : next.text.front();
  }

  void write_text(std::size_t at, bool ends_link = false) {
    const auto& span = spans_[at];
    const Context context{.starts_paragraph = out_.empty() && span.href.empty(),
                          .in_link = !span.href.empty(),
                          .before_link = at + 1 < spans_.size() && !spans_[at + 1].href.empty() && span.href.empty(),
                          .follows = at + 1 < spans_.size(),
                          .many_bars = many_bars_};
    const std::string marks = std::string(span.strong ? 2 : 0, '*') + (span.emphasis ? "*" : "");
    const auto [lead, trail] = space_at_ends(span.text);
    const auto core = std::string_view{span.text}.substr(lead, span.text.size() - lead - trail);
    const char before = lead > 0 ? ' ' : out_.empty() ? '\0' : out_.back();
    const char after = trail > 0 ? ' ' : next_of(at, ends_link);
    const bool beside_mark = lead == 0 && closed_;  // asterisks would join those before
    const bool is_code = span.code && !is_blank(core);
    const bool styled = !marks.empty() && !core.empty() && !beside_mark && !has_wide_space_at_ends(core) &&
                        may_flank(is_code ? '`' : core.front(), before) &&
                        may_flank(is_code ? '`' : core.back(), after);
    if (!styled) {
      if (is_code) {
        write_plain_code(lead, core, trail);
      } else {
        out_ += escaped(span.text, context);
      }
      closed_ = false;
      return;
    }
    auto inner_context = context;
    inner_context.starts_paragraph = false;
    inner_context.before_link = false;
    out_ += std::string(lead, ' ') + marks;
    out_ += is_code ? code_span(core) : escaped(core, inner_context);
    out_ += marks + std::string(trail, ' ');
    closed_ = trail == 0;
  }

  /// Backticks beside backticks would be one run of them: code that touches code becomes one with it.
  void write_plain_code(std::size_t lead, std::string_view core, std::size_t trail) {
    if (lead == 0 && code_.end == out_.size() && !code_.text.empty()) {
      out_.resize(code_.begin);
      code_.text += core;
    } else {
      out_.append(lead, ' ');
      code_ = {.begin = out_.size(), .text = std::string{core}};
    }
    out_ += code_span(code_.text);
    code_.end = out_.size();
    out_.append(trail, ' ');
  }

  /// The last code without asterisks, and where it is in `out_`.
  struct PlainCode {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string text = {};
  };

  const Paragraph& spans_;
  bool many_bars_;
  std::string out_ = {};
  bool closed_ = false;  ///< `out_` ends in the asterisks of a span
  PlainCode code_ = {};
};

}  // namespace

std::string to_markdown(const Paragraph& paragraph) {
  return InlineWriter{paragraph}.write();
}

}  // namespace citefeed::importing
