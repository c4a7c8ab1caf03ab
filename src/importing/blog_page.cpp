#include "importing/blog_page.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/utf8.hpp"
#include "citation/reference.hpp"
#include "content/headings.hpp"
#include "importing/html_blocks.hpp"
#include "importing/imported_post.hpp"
#include "importing/page_shape.hpp"

namespace citefeed::importing {
namespace {

// Reads a page that was saved as plain text.

/// The lines of `text` (UTF-8; LF, CRLF or CR) that are not blank, without white space at their ends.
std::vector<PageLine> lines_of_text(std::string_view text) {
  std::vector<PageLine> lines;
  std::uint32_t number = 1;
  while (!text.empty()) {
    const auto end = text.find_first_of("\r\n");
    const auto line = trim(text.substr(0, end));
    if (!line.empty()) lines.push_back({.spans = {{.text = std::string{line}}}, .line = number});
    if (end == std::string_view::npos) break;
    text.remove_prefix(text.substr(end).starts_with("\r\n") ? end + 2 : end + 1);
    ++number;
  }
  return lines;
}

/// What cannot be said in words; nothing for other elements.
std::optional<const char*> thing(GumboTag tag) {
  if (tag == GUMBO_TAG_IMG) return "an image";
  if (is_one_of(tag, {GUMBO_TAG_IFRAME, GUMBO_TAG_OBJECT, GUMBO_TAG_EMBED})) return "an embedded page";
  if (is_one_of(tag, {GUMBO_TAG_VIDEO, GUMBO_TAG_AUDIO})) return "a recording";
  return std::nullopt;
}

/// Collects the lines while the document is walked in its order.
class LineBuilder final {
 public:
  void text(std::string_view text, std::uint32_t line, bool keeps_lines) {
    for (const char c : text) {
      if (keeps_lines && c == '\n') {
        end_line();
      } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
        space_ = true;
      } else {
        character(c, line);
      }
      if (c == '\n') ++line;
    }
  }

  void end_line() {
    space_ = false;
    if (!current_.spans.empty()) lines_.push_back(std::move(current_));
    current_ = {};
  }

  void leave_out(const char* what, std::uint32_t line) { lines_.push_back({.line = line, .left_out = what}); }

  /// Ends the line if all it says is "Practice Implications".
  void end_heading() {
    if (content::is_implications_heading(text_of(current_.spans))) end_line();
  }

  void link(std::string href) { href_ = std::move(href); }

  std::vector<PageLine> finish() {
    end_line();
    return std::move(lines_);
  }

 private:
  void character(char c, std::uint32_t line) {
    if (current_.spans.empty()) current_.line = line;
    const bool space = std::exchange(space_, false) && !current_.spans.empty();
    if (space) current_.spans.back().text += ' ';
    if (current_.spans.empty() || current_.spans.back().href != href_)
      current_.spans.push_back({.text = {}, .href = href_});
    current_.spans.back().text += c;
  }

  std::vector<PageLine> lines_ = {};
  PageLine current_ = {};
  std::string href_ = {};
  bool space_ = false;  ///< white space was seen and something may follow it
};

/// Walks the document without recursion: its depth is the page's choice.
class PageWalker final {
 public:
  std::vector<PageLine> walk(const GumboNode* root) {
    enter(root);
    while (!open_.empty()) {
      auto& [node, next] = open_.back();
      const auto& children = node->v.element.children;
      if (next < children.length) {
        enter(static_cast<const GumboNode*>(children.data[next++]));
      } else {
        leave(node->v.element.tag);
        open_.pop_back();
      }
    }
    return builder_.finish();
  }

 private:
  struct Open {
    const GumboNode* node = nullptr;
    unsigned next = 0;
  };

  void enter(const GumboNode* node) {
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE || node->type == GUMBO_NODE_CDATA) {
      return builder_.text(node->v.text.text, node->v.text.start_pos.line, preformatted_ > 0);
    }
    if (node->type != GUMBO_NODE_ELEMENT) return;
    const auto& element = node->v.element;
    if (is_passed_over(element)) return;
    if (const auto what = thing(element.tag)) return builder_.leave_out(*what, element.start_pos.line);
    if (!is_inline(element.tag)) builder_.end_line();
    if (element.tag == GUMBO_TAG_PRE) ++preformatted_;
    if (element.tag == GUMBO_TAG_A) builder_.link(absolute_address(attribute(element, "href")));
    open_.push_back({.node = node});
  }

  void leave(GumboTag tag) {
    if (is_one_of(tag, {GUMBO_TAG_STRONG, GUMBO_TAG_B, GUMBO_TAG_EM, GUMBO_TAG_U, GUMBO_TAG_SPAN}))
      builder_.end_heading();
    if (!is_inline(tag)) builder_.end_line();
    if (tag == GUMBO_TAG_PRE) --preformatted_;
    if (tag == GUMBO_TAG_A) builder_.link({});
  }

  LineBuilder builder_ = {};
  std::vector<Open> open_ = {};
  int preformatted_ = 0;
};

}  // namespace

std::vector<PageLine> lines_of_html(std::string_view html) {
  GumboArena arena;
  return PageWalker{}.walk(arena.parse(html));
}

namespace {

/// The beginning of `text`, for a message.
std::string in_quotes(const std::string& text) {
  const auto start = truncate_graphemes(text, 60);
  return fmt::format("\"{}{}\"", start, start.size() < text.size() ? "…" : "");
}

/// Takes `size` bytes off the front of `paragraph`, and white space after them.
Paragraph without_prefix(Paragraph paragraph, std::size_t size) {
  while (!paragraph.empty()) {
    auto& text = paragraph.front().text;
    const auto taken = std::min(size, text.size());
    size -= taken;
    text.erase(0, taken);
    if (size == 0) text.erase(0, std::min(text.find_first_not_of(" \t"), text.size()));
    if (!text.empty()) break;
    paragraph.erase(paragraph.begin());
  }
  return paragraph;
}

/// Hands out the lines of a page to its posts.
class PageReader final {
 public:
  PageReader(std::vector<PageLine> lines, std::string_view file, std::vector<Diagnostic>& diagnostics)
      : lines_(std::move(lines)), file_(file), diagnostics_(diagnostics) {}

  std::vector<ImportedPost> read() {
    while (at_ < lines_.size()) take(lines_[at_]);
    end_post();
    if (part_ == Part::month) no_post_under_month();
    return std::move(posts_);
  }

 private:
  enum class Part : std::uint8_t {
    preamble,  ///< before the first month
    month,     ///< after a month: a title must come
    text,
    implications,
    after,  ///< after the author's address
  };

  void take(const PageLine& line) {
    const auto text = text_of(line.spans);
    if (!line.left_out.empty()) {
      if (post_) warn(line, fmt::format("expected text, found {}, which is left out", line.left_out));
    } else if (const auto month = month_of_heading(text)) {
      take_month(line, *month);
    } else if (begins_post(text)) {
      return begin_post();
    } else if (part_ == Part::month) {
      return take_without_citation(line, text);
    } else if (post_) {
      take_text(line, text);
    }
    ++at_;
  }

  void take_month(const PageLine& line, std::chrono::year_month month) {
    end_post();
    // A list of months, such as an archive's, has no posts between them.
    if (part_ == Part::month && !posts_.empty()) no_post_under_month();
    part_ = Part::month;
    month_ = month;
    month_line_ = line.line;
  }

  [[nodiscard]] bool is_citation(std::size_t at) const {
    return at < lines_.size() && looks_like_citation(text_of(lines_[at].spans));
  }

  [[nodiscard]] bool begins_post(const std::string& text) const {
    if (part_ == Part::preamble || !is_citation(at_ + 1) || looks_like_citation(text)) return false;
    return part_ == Part::month || looks_like_title(text);
  }

  void begin_post() {
    const auto& line = lines_[at_++];
    end_post();
    post_ = ImportedPost{.title = collapse_space(text_of(line.spans)), .month = month_, .line = line.line};
    part_ = Part::text;
    for (; is_citation(at_); ++at_) post_->citations.push_back(collapse_space(text_of(lines_[at_].spans)));
  }

  /// The first line under a month that is not followed by a citation.
  void take_without_citation(const PageLine& line, const std::string& text) {
    if (looks_like_citation(text)) {
      auto title = citation::read_reference(text).citation.title;
      warn(line, "expected a title before the citation, found none; the article’s title is used");
      post_ = ImportedPost{.title = title.empty() ? collapse_space(text) : title, .month = month_, .line = line.line};
      part_ = Part::text;
      for (; is_citation(at_); ++at_) post_->citations.push_back(collapse_space(text_of(lines_[at_].spans)));
      return;
    }
    ++at_;
    if (!looks_like_title(text))
      return warn(line, fmt::format("expected a title, found {}, which is left out", in_quotes(text)));
    warn(line, fmt::format("expected a citation after the title {}, found none", in_quotes(text)));
    post_ = ImportedPost{.title = collapse_space(text), .month = month_, .line = line.line};
    part_ = Part::text;
  }

  void take_text(const PageLine& line, const std::string& text) {
    if (part_ == Part::text && take_implications_heading(line, text)) return;
    if (const auto email = content::after_author_email(text)) {
      if (content::is_email_address(*email)) return take_email(line, *email);
      warn(line, fmt::format("expected one e-mail address, found {}, which is kept as text", in_quotes(text)));
    } else if (part_ == Part::after) {
      warn(line,
           fmt::format(
               "expected a month, or a title and its citation, found {}, which is kept after the author’s address",
               in_quotes(text)));
    } else if (looks_like_citation(text)) {
      warn(line, fmt::format("expected a title before the citation {}, which is kept as text", in_quotes(text)));
    }
    section().push_back(line.spans);
  }

  void take_email(const PageLine& line, const std::string& email) {
    if (post_->author_email.empty()) {
      post_->author_email = email;
      if (part_ == Part::implications) part_ = Part::after;
      return;
    }
    warn(line,
         fmt::format("expected one author’s address, found another one, \"{}\", which is kept after the first", email));
    post_->after.push_back(line.spans);  // before the first, it would be taken for the one
  }

  bool take_implications_heading(const PageLine& line, const std::string& text) {
    if (content::is_implications_heading(text)) {
      part_ = Part::implications;
      return true;
    }
    const auto prefix = implications_prefix(text);
    if (prefix == 0) return false;
    part_ = Part::implications;
    post_->implications.push_back(without_prefix(line.spans, prefix));
    return true;
  }

  std::vector<Paragraph>& section() {
    if (part_ == Part::text) return post_->text;
    return part_ == Part::implications ? post_->implications : post_->after;
  }

  void end_post() {
    if (!post_) return;
    if (post_->text.empty()) missing("a text");
    if (post_->implications.empty()) missing("\"Practice Implications\"");
    posts_.push_back(*std::exchange(post_, std::nullopt));
  }

  void missing(const char* what) {
    diagnostics_.push_back(
        {.file = file_,
         .line = post_->line,
         .severity = Severity::warning,
         .message = fmt::format("expected {} in the post {}, found none", what, in_quotes(post_->title))});
  }

  void no_post_under_month() {
    diagnostics_.push_back({.file = file_,
                            .line = month_line_,
                            .severity = Severity::warning,
                            .message = "expected a post under the month, found none"});
  }

  void warn(const PageLine& line, std::string message) {
    diagnostics_.push_back(
        {.file = file_, .line = line.line, .severity = Severity::warning, .message = std::move(message)});
  }

  std::vector<PageLine> lines_;
  std::string file_;
  std::vector<Diagnostic>& diagnostics_;
  std::size_t at_ = 0;
  Part part_ = Part::preamble;
  std::chrono::year_month month_ = {};
  std::uint32_t month_line_ = 0;
  std::optional<ImportedPost> post_ = {};
  std::vector<ImportedPost> posts_ = {};
};

std::optional<Diagnostic> problem_with(std::string_view bytes, std::string_view file) {
  if (bytes.size() > max_page_bytes) {
    return Diagnostic{.file = std::string{file}, .message = "expected a page of at most 16 MiB, found a larger one"};
  }
  if (looks_like_html(bytes) && is_nested_too_deep(bytes)) {
    return Diagnostic{.file = std::string{file},
                      .message = "expected HTML as pages have it, found thousands of tags in each other"};
  }
  const auto invalid = first_invalid_utf8(bytes);
  if (!invalid) return std::nullopt;
  const auto before = bytes.substr(0, *invalid);
  return Diagnostic{.file = std::string{file},
                    .line = static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n') + 1),
                    .message = "expected UTF-8, found other bytes; save the page as UTF-8"};
}

}  // namespace

Outcome<std::vector<ImportedPost>> read_blog_page(std::string_view bytes, std::string_view shown_file) {
  if (auto problem = problem_with(bytes, shown_file)) return {.diagnostics = {std::move(*problem)}};
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  Outcome<std::vector<ImportedPost>> outcome;
  auto lines = looks_like_html(bytes) ? lines_of_html(bytes) : lines_of_text(bytes);
  make_plain(lines, shown_file, outcome.diagnostics);
  auto posts = PageReader{std::move(lines), shown_file, outcome.diagnostics}.read();
  if (posts.empty()) {
    outcome.diagnostics.push_back(
        {.file = std::string{shown_file},
         .message = "expected a month such as \"December 2023\" and under it a title and a citation, found no post"});
  } else {
    outcome.value = std::move(posts);
  }
  return outcome;
}

}  // namespace citefeed::importing
