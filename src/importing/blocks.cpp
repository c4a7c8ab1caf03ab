#include "importing/blocks.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <string_view>
#include <utility>

#include "base/utf8.hpp"
#include "citation/doi.hpp"
#include "content/headings.hpp"
#include "importing/page_shape.hpp"

namespace citefeed::importing {
namespace {

constexpr std::ptrdiff_t many_bars = 200;  ///< content/ refuses lines that look like very wide rows of a table

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
  const auto end = std::find_if_not(text.begin() + 1, text.end(),
                                    [](char c) { return is_ascii_letter(c) || is_digit(c) || c == '#'; });
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
      return may_begin || is_ascii_letter(next) || next == '/' || next == '!' || next == '?';
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
  if (is_ascii_letter(inside) || is_digit(inside)) return true;
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  const bool is_edge = is_ascii(outside) && !is_ascii_letter(outside) && !is_digit(outside);
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

namespace {

std::string heading(const Block& block) {
  std::string text = to_markdown(block.spans);
  if (text.ends_with('#')) text.insert(text.size() - 1, 1, '\\');  // else a closing sequence (CommonMark, 4.2)
  return fmt::format("{} {}", std::string(static_cast<std::size_t>(std::clamp(block.level, 2, 6)), '#'), text);
}

/// A fence longer than any run of backticks in the code (4.5).
std::string fenced(std::string_view code) {
  std::size_t longest = 2, run = 0;
  for (const char c : code) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const auto fence = std::string(longest + 1, '`');
  while (code.ends_with('\n')) code.remove_suffix(1);
  while (code.starts_with('\n')) code.remove_prefix(1);
  return fmt::format("{}\n{}\n{}", fence, code, fence);
}

/// In a cell a bar is a reference, and code is plain, since references mean nothing in it (GFM, 4.10).
std::string cell(Paragraph spans) {
  for (auto& span : spans) span.code = false;
  const std::string text = to_markdown(spans);
  std::string out;
  for (const char c : text) {
    if (c == '|') {
      if (out.ends_with('\\')) out.pop_back();
      out += "&#124;";
    } else {
      out += c;
    }
  }
  return out;
}

std::string table(const Block& block) {
  std::size_t width = 1;
  for (const auto& row : block.rows) width = std::max(width, row.size());
  std::string out;
  bool is_head = true;
  for (const auto& row : block.rows) {
    if (row.empty()) continue;
    if (!out.empty()) out += '\n';
    for (std::size_t i = 0; i < width; ++i) out += fmt::format("| {} ", i < row.size() ? cell(row[i]) : "");
    out += '|';
    if (std::exchange(is_head, false)) {
      out += '\n';
      for (std::size_t i = 0; i < width; ++i) out += "| --- ";
      out += '|';
    }
  }
  return out;
}

std::string content_of(const Block& block) {
  switch (block.kind) {
    case BlockKind::heading:
      return heading(block);
    case BlockKind::code:
      return fenced(block.code);
    case BlockKind::table:
      return table(block);
    case BlockKind::rule:
      return "***";
    case BlockKind::paragraph:
      break;
  }
  return to_markdown(block.spans);
}

/// What stands before a line in the containers from `first` on: their markers where they begin, else what continues
/// them.
std::string margin(const std::vector<Container>& containers, std::size_t first, std::size_t last, bool begins) {
  std::string out;
  for (std::size_t i = first; i < last; ++i) {
    const auto& marker = containers[i].marker;
    if (marker.empty()) {
      out += "> ";
    } else {
      out += begins ? marker : std::string(marker.size(), ' ');
    }
  }
  return out;
}

std::string without_space_at_end(std::string text) {
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

std::size_t common(const std::vector<Container>& a, const std::vector<Container>& b) {
  const auto end = std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first;
  return static_cast<std::size_t>(end - a.begin());
}

/// True for the first paragraph of an item right after that of the item before it: such a list is tight (5.3).
bool is_tight(const Block& before, const Block& block, std::size_t shared) {
  const auto is_bullet = [](const Block& each) { return each.containers.back().marker.starts_with('-'); };
  return before.kind == BlockKind::paragraph && block.kind == BlockKind::paragraph &&
         before.containers.size() == shared + 1 && block.containers.size() == shared + 1 &&
         !before.containers.back().marker.empty() && !block.containers.back().marker.empty() &&
         is_bullet(before) == is_bullet(block);
}

void append_lines(std::string& out, std::string_view text, const std::string& first, const std::string& other) {
  const auto end = text.find('\n');
  out += without_space_at_end(first + std::string{text.substr(0, end)});
  while (!text.empty() && text.find('\n') != std::string_view::npos) {
    text.remove_prefix(text.find('\n') + 1);
    out += '\n' + without_space_at_end(other + std::string{text.substr(0, text.find('\n'))});
  }
}

}  // namespace

std::string to_markdown(const std::vector<Block>& blocks) {
  std::string out;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const auto& block = blocks[i];
    const auto& containers = block.containers;
    const std::size_t shared = i == 0 ? 0 : common(blocks[i - 1].containers, containers);
    const std::string outer = margin(containers, 0, shared, false);
    if (i > 0) out += '\n';
    if (i > 0 && !is_tight(blocks[i - 1], block, shared)) out += without_space_at_end(outer) + '\n';
    append_lines(out, content_of(block), outer + margin(containers, shared, containers.size(), true),
                 margin(containers, 0, containers.size(), false));
  }
  return out;
}

namespace {

constexpr std::size_t max_label_bytes = 40;

/// What people write before a reference.
bool is_label_text(std::string_view text) {
  static constexpr std::array<std::string_view, 12> labels = {
      "reference",      "references", "citation",         "full citation",    "source",           "sources",
      "full reference", "article",    "article reviewed", "reviewed article", "original article", "the article"};
  return std::find(labels.begin(), labels.end(), text) != labels.end();
}

/// True for the heading of a list of what a post mentions; the article it reviews may be in it, but rather stands
/// alone.
bool lists_references(std::string_view heading) {
  const std::string text = heading.size() > max_label_bytes ? std::string{} : fold_case(single_line(heading));
  return text == "references" || text == "sources" || text == "bibliography" || text == "further reading";
}

/// The reference in a paragraph, with the DOI it only links to.
std::string citation_of(const Block& block) {
  if (block.kind != BlockKind::paragraph) return {};
  auto citation = citation_in(text_of(block.spans));
  if (citation.empty() || citation::parse_doi(citation)) return citation;
  for (const auto& span : block.spans) {
    if (const auto doi = citation::parse_doi(span.href)) return citation + ' ' + citation::doi_url(*doi);
  }
  return citation;
}

struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The blocks that are the post's citations.
Range find_citations(const std::vector<Block>& blocks) {
  bool in_references = false;
  Range listed;
  for (std::size_t at = 0; at < blocks.size(); ++at) {
    const auto& block = blocks[at];
    if (block.kind == BlockKind::heading) in_references = lists_references(text_of(block.spans)) && at > 0;
    if (citation_of(block).empty()) continue;
    Range found{.begin = at, .end = at + 1};
    while (found.end < blocks.size() && !citation_of(blocks[found.end]).empty()) ++found.end;
    if (!in_references) return found;
    if (listed.end == 0) listed = found;
    at = found.end - 1;
  }
  return listed;
}

/// Takes the citations out of `blocks`, and the label before them.
void take_citations(std::vector<Block>& blocks, Body& body) {
  auto [begin, end] = find_citations(blocks);
  if (begin == end) return;
  body.citation_line = blocks[begin].line;
  for (auto at = begin; at < end; ++at) body.citations.push_back(citation_of(blocks[at]));
  if (begin > 0 && is_citation_label(text_of(blocks[begin - 1].spans))) --begin;
  using Offset = std::vector<Block>::difference_type;
  blocks.erase(blocks.begin() + static_cast<Offset>(begin), blocks.begin() + static_cast<Offset>(end));
}

/// What people link DOIs from; text of a paragraph that says nothing else.
bool is_only_doi(const Block& block) {
  const auto text = single_line(text_of(block.spans));
  return block.kind == BlockKind::paragraph && text.find(' ') == std::string::npos && citation::parse_doi(text);
}

void take_lone_doi(std::vector<Block>& blocks, Body& body) {
  std::set<std::string> found;
  for (const auto& block : blocks) {
    for (const auto& span : block.spans) {
      const auto linked =
          span.href.find("doi.org/10.") == std::string::npos ? std::nullopt : citation::parse_doi(span.href);
      const auto doi = linked || !is_only_doi(block) ? linked : citation::parse_doi(single_line(text_of(block.spans)));
      if (!doi) continue;
      if (found.empty()) body.citation_line = block.line;
      if (found.insert(fold_case(*doi)).second) body.lone_doi = *doi;
    }
  }
  if (found.size() != 1) {
    body.lone_doi.clear();
    return;
  }
  body.citations = {citation::doi_url(body.lone_doi)};
  std::erase_if(blocks, is_only_doi);
}

/// Takes `size` bytes off the front of `paragraph`, and white space after them.
void remove_prefix(Paragraph& paragraph, std::size_t size) {
  while (!paragraph.empty()) {
    auto& text = paragraph.front().text;
    const auto taken = std::min(size, text.size());
    size -= taken;
    text.erase(0, taken);
    if (size == 0) text.erase(0, std::min(text.find_first_not_of(" \t"), text.size()));
    if (!text.empty()) return;
    paragraph.erase(paragraph.begin());
  }
}

/// Makes a heading, outside of lists and quotations, of the first "Practice Implications".
void mark_implications(std::vector<Block>& blocks) {
  for (auto block = blocks.begin(); block != blocks.end(); ++block) {
    if (block->kind != BlockKind::heading && block->kind != BlockKind::paragraph) continue;
    const auto text = text_of(block->spans);
    const Block heading{.kind = BlockKind::heading,
                        .level = block->kind == BlockKind::heading ? block->level : 2,
                        .spans = {{.text = "Practice Implications"}},
                        .line = block->line};
    if (content::is_implications_heading(text)) {
      *block = heading;
      return;
    }
    if (const auto prefix = implications_prefix(text); prefix > 0 && block->kind == BlockKind::paragraph) {
      remove_prefix(block->spans, prefix);
      blocks.insert(block, heading);
      return;
    }
  }
}

/// "The post … appeared first on …": what WordPress adds to the text in feeds.
bool is_feed_footer(const Block& block) {
  const auto text = text_of(block.spans);
  return block.kind == BlockKind::paragraph && text.size() < 1000 && text.starts_with("The post ") &&
         text.find(" appeared first on ") != std::string::npos;
}

}  // namespace

bool is_citation_label(std::string_view text) {
  if (text.size() > max_label_bytes) return false;
  std::string label = fold_case(single_line(text));
  if (label.ends_with(':')) label.pop_back();
  return is_label_text(label);
}

std::string citation_in(std::string_view text) {
  const std::string line = collapse_space(text);
  std::string_view rest = line;
  const auto colon = rest.find(':');
  if (colon != std::string_view::npos && is_citation_label(rest.substr(0, colon))) rest = trim(rest.substr(colon + 1));
  return looks_like_citation(rest) ? std::string{rest} : std::string{};
}

Body read_body(std::vector<Block> blocks) {
  Body body;
  if (!blocks.empty() && is_feed_footer(blocks.back())) blocks.pop_back();
  take_citations(blocks, body);
  if (body.citations.empty()) take_lone_doi(blocks, body);
  mark_implications(blocks);
  body.markdown = to_markdown(blocks);
  return body;
}

}  // namespace citefeed::importing
