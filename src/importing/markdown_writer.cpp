#include "importing/markdown_writer.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

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

/// True when `text` begins with a character reference (CommonMark, 6.2 and HTML): they end in a semicolon.
bool is_reference(std::string_view text) {
  const auto end =
      std::find_if_not(text.begin() + 1, text.end(), [](char c) { return is_letter(c) || is_digit(c) || c == '#'; });
  return text.front() == '&' && end != text.end() && *end == ';';
}

/// True when the first character of `text` must be escaped wherever it stands.
bool is_markup(std::string_view text) {
  const char next = text.size() > 1 ? text[1] : '\0';
  switch (text.front()) {
    case '\\':
    case '*':
    case '_':
    case '`':
      return true;
    case '<':  // raw HTML and autolinks (CommonMark, 6.5 and 6.6)
      return is_letter(next) || next == '/' || next == '!' || next == '?';
    case '&':
      return is_reference(text);
    case ']':  // inline link (6.3); there are no definitions a reference could mean
      return next == '(';
    default:
      return false;
  }
}

struct Context {
  bool starts_paragraph = false;
  bool in_link = false;
  bool before_link = false;
  bool many_bars = false;
};

std::string escaped(std::string_view text, const Context& context) {
  const auto marker = context.starts_paragraph ? block_marker(text) : std::string_view::npos;
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
    if (at == marker || bracket || image || is_markup(text.substr(at))) out += '\\';
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

}  // namespace

std::string to_markdown(const Paragraph& paragraph) {
  const bool escape_bars = bars_in(paragraph) > many_bars;
  std::string out;
  for (std::size_t at = 0; at < paragraph.size(); ++at) {
    const auto& span = paragraph[at];
    const bool linked = !span.href.empty();
    const Context context{.starts_paragraph = at == 0 && !linked,
                          .in_link = linked,
                          .before_link = at + 1 < paragraph.size() && !paragraph[at + 1].href.empty(),
                          .many_bars = escape_bars};
    if (linked) out += '[';
    out += escaped(span.text, context);
    if (linked) out += "](<" + destination(span.href) + ">)";
  }
  return out;
}

}  // namespace citefeed::importing
