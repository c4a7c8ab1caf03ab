#include "importing/blog_page.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <optional>
#include <utility>

#include "base/utf8.hpp"
#include "citation/apa_reader.hpp"
#include "content/landmarks.hpp"
#include "importing/html_page.hpp"
#include "importing/html_tree.hpp"
#include "importing/page_shape.hpp"
#include "importing/plain_characters.hpp"
#include "importing/text_page.hpp"

namespace citefeed::importing {
namespace {

/// The beginning of `text`, for a message.
std::string quoted(const std::string& text) {
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
      auto title = citation::read_apa(text).citation.title;
      warn(line, "expected a title before the citation, found none; the article’s title is used");
      post_ = ImportedPost{.title = title.empty() ? collapse_space(text) : title, .month = month_, .line = line.line};
      part_ = Part::text;
      for (; is_citation(at_); ++at_) post_->citations.push_back(collapse_space(text_of(lines_[at_].spans)));
      return;
    }
    ++at_;
    if (!looks_like_title(text))
      return warn(line, fmt::format("expected a title, found {}, which is left out", quoted(text)));
    warn(line, fmt::format("expected a citation after the title {}, found none", quoted(text)));
    post_ = ImportedPost{.title = collapse_space(text), .month = month_, .line = line.line};
    part_ = Part::text;
  }

  void take_text(const PageLine& line, const std::string& text) {
    if (part_ == Part::text && take_implications_heading(line, text)) return;
    if (const auto email = content::after_author_email(text)) {
      if (content::is_email_address(*email)) return take_email(line, *email);
      warn(line, fmt::format("expected one e-mail address, found {}, which is kept as text", quoted(text)));
    } else if (part_ == Part::after) {
      warn(line,
           fmt::format(
               "expected a month, or a title and its citation, found {}, which is kept after the author’s address",
               quoted(text)));
    } else if (looks_like_citation(text)) {
      warn(line, fmt::format("expected a title before the citation {}, which is kept as text", quoted(text)));
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
         .message = fmt::format("expected {} in the post {}, found none", what, quoted(post_->title))});
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
