#include "content/markdown.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/published_addresses.hpp"
#include "base/utf8.hpp"
#include "content/headings.hpp"
#include "content/markdown_tree.hpp"
#include "content/post_address.hpp"
#include "content/source_text.hpp"

namespace citefeed::content {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t';
}

struct Opening {
  std::size_t markers = 0;      ///< '>', and bullets and numbers with white space after them
  std::size_t indentation = 0;  ///< white space before and between them, in bytes
  std::size_t columns = 0;      ///< the same, at least as wide as it stands
};

/// What opens blocks at the start of `line`.
Opening opening_of(std::string_view line) {
  Opening opening;
  std::size_t at = 0;
  while (at < line.size()) {
    const char c = line[at];
    if (is_space(c)) {
      ++opening.indentation;
      opening.columns += c == '\t' ? 4 : 1;
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < line.size() && is_digit(line[end])) ++end;
    const bool number = end > at && end < line.size() && (line[end] == '.' || line[end] == ')');
    const bool bullet = end == at && (c == '-' || c == '*' || c == '+');
    end = number || bullet || c == '>' ? end + 1 : at;
    const bool marker = end > at && (c == '>' || end == line.size() || is_space(line[end]));
    if (!marker) break;
    ++opening.markers;
    at = end;
  }
  return opening;
}

/// The size of the longest stretch without an empty line that may hold a link definition.
std::size_t longest_definition(std::string_view text) {
  std::size_t longest = 0, begin = 0;
  while (begin < text.size()) {
    const auto end = std::min(text.find("\n\n", begin), text.size());
    const auto stretch = text.substr(begin, end - begin);
    if (stretch.find("]:") != std::string_view::npos) longest = std::max(longest, stretch.size());
    begin = end + 2;
  }
  return longest;
}

/// What a line holds of the characters that can make much of little.
struct Counts {
  std::size_t cells = 0;       ///< '|'
  std::size_t brackets = 0;    ///< '['
  std::size_t delimiters = 0;  ///< '*' and '_'
};

/// True for the bytes that are counted: a look at each byte has to cost next to nothing.
constexpr auto is_counted = [] {
  std::array<bool, 256> counted = {};
  for (const char c : {'|', '[', '*', '_'}) counted.at(static_cast<unsigned char>(c)) = true;
  return counted;
}();

Counts counts_of(std::string_view line) {
  Counts counts;
  for (const char c : line) {
    if (!is_counted[static_cast<unsigned char>(c)]) continue;
    if (c == '|') ++counts.cells;
    if (c == '[') ++counts.brackets;
    if (c == '*' || c == '_') ++counts.delimiters;
  }
  return counts;
}

/// Follows how deep the lines of a text could nest. What stands in a paragraph is nested in it and in its list or
/// quotation, but never goes on after an empty line.
class Nesting final {
 public:
  void add(const Opening& opening, const Counts& counts, bool is_empty) {
    if (is_empty) {
      blocks_ = brackets_ = delimiters_ = 0;
      return;
    }
    // A marker opens a list and its item. So may, in a line further down, each two columns.
    blocks_ = std::max(blocks_, 2 * opening.markers + opening.columns);
    brackets_ += counts.brackets;
    delimiters_ += counts.delimiters;
    // Links and images need a bracket each, emphasis a delimiter before and one after.
    deepest_ = std::max(deepest_, around + blocks_ + brackets_ + delimiters_ / 2);
  }

  /// No text that was added is nested deeper.
  [[nodiscard]] std::size_t deepest() const { return deepest_; }

 private:
  // The document; a table, its row and its cell, or a paragraph or heading; an address in angle brackets.
  static constexpr std::size_t around = 5;
  std::size_t blocks_ = 0, brackets_ = 0, delimiters_ = 0;  // since the last empty line
  std::size_t deepest_ = 0;
};

}  // namespace

Outlook look_at(std::string_view text, std::uint32_t first_line, Report& report) {
  auto line_number = first_line;
  std::size_t uses = 0;
  Nesting nesting;
  for (std::size_t begin = 0; begin < text.size(); ++line_number) {
    const auto end = std::min(text.find('\n', begin), text.size());
    const auto line = text.substr(begin, end - begin);
    begin = end + 1;
    const auto opening = opening_of(line);
    const auto counts = counts_of(line);
    uses += counts.brackets;
    nesting.add(opening, counts, opening.indentation == line.size());
    const char* what = nullptr;
    if (opening.indentation > max_indentation) what = "at most 400 spaces of indentation";
    if (opening.markers > max_nesting) what = "at most 100 levels of lists and quotations";
    if (counts.cells > max_table_cells) what = "at most 256 cells in a row of a table";
    if (what == nullptr) continue;
    report.error({.line = line_number, .column = 1}, fmt::format("expected {}, found more", what));
    return Outlook::refused;
  }
  if (uses != 0 && longest_definition(text) > max_expanded_bytes / uses) {
    report.error({}, "expected link definitions that are short or used rarely, found a long one with many uses");
    return Outlook::refused;
  }
  return nesting.deepest() > max_nesting ? Outlook::may_be_deep : Outlook::shallow;
}

}  // namespace citefeed::content

namespace citefeed::content::markdown {
namespace {

bool is_comment(std::string_view html) {
  static constexpr std::string_view open = "<!--", close = "-->";
  html = trim(html);
  return html.starts_with(open) && html.find(close) == html.size() - close.size();
}

/// True when `text` may go out as it is. cmark writes the references "&#xFFFE;" and "&#xFFFF;" as the single bytes FE
/// and FF, which are not UTF-8.
bool is_fit(std::string_view text) {
  return !first_forbidden_character(text) && text.find_first_of("\xFE\xFF") == std::string_view::npos;
}

std::string made_fit(std::string_view text) {
  std::string out{text};
  std::erase_if(out, [](char c) { return c == '\xFE' || c == '\xFF'; });
  while (const auto found = first_forbidden_character(out)) out.erase(found->offset, found->size_bytes);
  return out;
}

/// `destination` as the reader's program needs it; nothing when it must not be followed or is no address.
std::optional<std::string> safe_address(const Iri& base, std::string_view destination) {
  auto absolute = resolve(base, destination);
  if (!absolute) return std::nullopt;
  const auto scheme = scheme_of(*absolute);
  const bool web = (scheme == "http" || scheme == "https") && !host_of(*absolute).empty();
  if (!web && scheme != "mailto") return std::nullopt;
  return std::move(absolute->text);
}

/// A walk enters these and does not leave them.
bool is_leaf(cmark_node_type type) {
  return type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_THEMATIC_BREAK || type == CMARK_NODE_CODE_BLOCK ||
         type == CMARK_NODE_TEXT || type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK ||
         type == CMARK_NODE_CODE || type == CMARK_NODE_HTML_INLINE;
}

/// True for "fig.png" and "../fig.png"; not for what names its scheme, and not for "/fig.png": somebody else may answer
/// there.
bool is_beside_the_post(std::string_view destination) {
  const auto end = destination.find_first_of(":/?#");
  const bool has_scheme = end != std::string_view::npos && destination[end] == ':';
  return !has_scheme && !destination.starts_with('/');
}

/// The path below content/ that `path` means in `file`; empty when it leads out of there.
std::string beside(std::string_view file, std::string_view path) {
  std::string found{file.substr(0, file.rfind('/') + 1)};  // npos + 1 is 0
  while (!path.empty()) {
    const auto part = path.substr(0, path.find('/'));
    path.remove_prefix(std::min(part.size() + 1, path.size()));
    if (part == "..") {
      if (found.empty()) return {};
      found.resize(found.rfind('/', found.size() - 2) + 1);
    } else if (!part.empty() && part != ".") {
      found += part;
      found += '/';
    }
  }
  if (found.ends_with('/')) found.pop_back();
  return found;
}

/// `destination` without query and fragment.
std::string_view path_part(std::string_view destination) {
  return destination.substr(0, destination.find_first_of("?#"));
}

class Cleaner final {
 public:
  Cleaner(const LinkBase& base, std::uint32_t first_line, Report& report)
      : base_(base), first_line_(first_line), report_(report) {}

  void clean(cmark_node* document) {
    Walk walk{document};
    std::size_t depth = 0;
    for (Step step; walk.next(step);) {
      const auto type = cmark_node_get_type(step.node);
      if (!step.enter) {
        --depth;
        const bool empty = type == CMARK_NODE_PARAGRAPH && cmark_node_first_child(step.node) == nullptr;
        if (empty) cmark_node_free(step.node);  // nothing but HTML was in it
        continue;
      }
      if (!is_leaf(type) && ++depth > max_nesting) too_deep(step.node);
      enter(step.node, type);
    }
    for (auto* node : to_unwrap_) unwrap(node);
  }

 private:
  void enter(cmark_node* node, cmark_node_type type) {
    if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE) {
      drop_html(node);
    } else if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE) {
      check_link(node);
    } else if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE || type == CMARK_NODE_CODE_BLOCK) {
      check_literal(node, type);
    }
  }

  void too_deep(cmark_node* node) {
    if (std::exchange(deep_, true)) return;
    report_.error(position_of(node, first_line_),
                  fmt::format("expected at most {} levels of nesting, found more", max_nesting));
  }

  void drop_html(cmark_node* node) {
    const auto position = position_of(node, first_line_);
    const auto html = literal_of(node);
    if (!is_comment(html) && position.line != last_html_line_) {
      report_.warning(position, fmt::format("expected Markdown, found the HTML {}; HTML is left out", in_quotes(html)));
      last_html_line_ = position.line;
    }
    cmark_node_free(node);
  }

  void check_link(cmark_node* node) {
    const std::string_view destination = cmark_node_get_url(node);
    if (const auto address = address_of(node, destination)) {
      cmark_node_set_url(node, address->c_str());
      const std::string_view title = cmark_node_get_title(node);
      if (!is_fit(title)) {
        warn_of_control(node);
        cmark_node_set_title(node, made_fit(title).c_str());
      }
      return;
    }
    report_.warning(position_of(node, first_line_),
                    fmt::format("expected an http, https or mailto address, found {}; its text stays without it",
                                in_quotes(made_fit(destination))));
    to_unwrap_.push_back(node);
  }

  std::optional<std::string> address_of(cmark_node* node, std::string_view destination) {
    const bool is_image = cmark_node_get_type(node) == CMARK_NODE_IMAGE;
    const bool is_beside = is_beside_the_post(destination) && (is_image || !path_part(destination).empty());
    if (is_beside && !is_image && percent_decoded(path_part(destination)).ends_with(post_suffix))
      return address_of_post(node, destination);
    auto address = safe_address(base_.page_url, destination);
    if (!address || !is_beside) return address;
    if (is_image) {
      warn_of_lost_image(node);
    } else if (!may_be_served(*address)) {
      warn_of_lost_file(node);
    }
    return address;
  }

  /// Where the post is whose file `destination` names, by the path of the file alone: what it says is not known here.
  std::optional<std::string> address_of_post(cmark_node* node, std::string_view destination) {
    const std::string_view path = path_part(destination);
    const std::string file = beside(base_.file, percent_decoded(path));  // editors write "a%20b.md" for "a b.md"
    report_.note({.position = position_of(node, first_line_), .target = file, .written = made_fit(destination)});
    const auto place = parse_post_path(file);
    if (!place) return safe_address(base_.page_url, destination);
    const Iri page{.text = base_.page_url.text.substr(0, base_.site_size) + folder_path(Folder::post) +
                           encode_path(default_id(*place)) + "/"};
    return safe_address(page, destination.substr(path.size()));
  }

  /// Whether the site may have something at `address`, be it a post or a topic that is not there.
  [[nodiscard]] bool may_be_served(std::string_view address) const {
    const std::string_view site = std::string_view{base_.page_url.text}.substr(0, base_.site_size);
    if (!address.starts_with(site)) return true;  // somebody else answers there
    std::string path = "/" + std::string{path_part(address.substr(site.size()))};
    const bool is_page = path.find('.', path.rfind('/')) == std::string::npos;  // as it is in no id
    if (is_page && !path.ends_with('/')) path += '/';
    return find_address(path) != nullptr;
  }

  void warn_of_lost_file(cmark_node* node) {
    report_.warning(position_of(node, first_line_),
                    fmt::format("expected the whole address of a file (https://…), found {}; no file is served beside "
                                "a post",
                                in_quotes(made_fit(cmark_node_get_url(node)))));
  }

  /// Nothing but posts is published from content/.
  void warn_of_lost_image(cmark_node* node) {
    const auto position = position_of(node, first_line_);
    if (std::exchange(last_image_line_, position.line) == position.line) return;
    report_.warning(
        position, fmt::format("expected the whole address of an image (https://…), found {}; no file is served beside "
                              "a post",
                              in_quotes(made_fit(cmark_node_get_url(node)))));
  }

  void check_literal(cmark_node* node, cmark_node_type type) {
    const auto literal = literal_of(node);
    if (!is_fit(literal)) {
      warn_of_control(node);
      cmark_node_set_literal(node, made_fit(literal).c_str());
    }
    if (type != CMARK_NODE_CODE_BLOCK) return;
    const std::string info = cmark_node_get_fence_info(node);
    if (!is_fit(info)) cmark_node_set_fence_info(node, made_fit(info).c_str());
  }

  void warn_of_control(cmark_node* node) {
    report_.warning(position_of(node, first_line_),
                    "expected text, found a reference to a control character; it is left out");
  }

  /// Puts a link's or image's children in its place.
  static void unwrap(cmark_node* node) {
    while (auto* child = cmark_node_first_child(node)) cmark_node_insert_before(node, child);
    cmark_node_free(node);
  }

  const LinkBase& base_;
  std::uint32_t first_line_;
  Report& report_;
  std::vector<cmark_node*> to_unwrap_ = {};
  std::uint32_t last_html_line_ = 0;
  std::uint32_t last_image_line_ = 0;
  bool deep_ = false;
};

}  // namespace

void make_safe(cmark_node* document, const LinkBase& base, std::uint32_t first_line, Report& report) {
  Cleaner{base, first_line, report}.clean(document);
}

Position position_of(cmark_node* node, std::uint32_t first_line) {
  const auto line = static_cast<std::uint32_t>(std::max(1, cmark_node_get_start_line(node)));
  return {.line = first_line + line - 1, .column = 0};
}

}  // namespace citefeed::content::markdown

namespace citefeed::content {
namespace {

/// True when the inlines of `node` say "Practice Implications".
bool names_implications(cmark_node* node) {
  const auto text = markdown::inline_text(node, longest_heading_bytes);
  return text && is_implications_heading(*text);
}

/// What follows "Author email:" when `node` is such a paragraph.
std::optional<std::string> author_email(cmark_node* node) {
  if (cmark_node_get_type(node) != CMARK_NODE_PARAGRAPH) return std::nullopt;
  const auto text = markdown::inline_text(node, longest_email_paragraph_bytes);
  return text ? after_author_email(*text) : std::nullopt;
}

/// Hands out the blocks of a document to the parts of a post.
class Sections final {
 public:
  Sections(std::uint32_t first_line, Report& report) : first_line_(first_line), report_(report) {}

  void take(cmark_node* block) {
    if (const auto email = author_email(block)) {
      if (part_ == Part::implications) part_ = Part::after;
      if (take_email(block, *email)) return;
    } else if (cmark_node_get_type(block) == CMARK_NODE_HEADING && take_heading(block)) {
      return;
    } else if (part_ == Part::summary && !look_alike_ && names_implications_like(block)) {
      look_alike_ = markdown::position_of(block, first_line_);
    }
    cmark_node_append_child(document_of_part(), block);  // takes it out of where it was
  }

  model::PostText finish() {
    text_.summary_html = markdown::to_html(summary_.get());
    text_.implications_html = markdown::to_html(implications_.get());
    text_.implications_text = markdown::plain_text(implications_.get());
    text_.after_html = markdown::to_html(after_.get());
    if (part_ == Part::summary) {
      const char* found = look_alike_ ? "it as a paragraph" : "none";
      report_.warning(look_alike_.value_or(Position{}),
                      std::string{"expected a heading \"## Practice Implications\", found "} + found);
    } else if (text_.implications_html.empty()) {
      report_.warning(heading_, "expected text under \"Practice Implications\", found none");
    }
    return std::move(text_);
  }

 private:
  enum class Part : std::uint8_t { summary, implications, after };

  static bool names_implications_like(cmark_node* block) {
    return cmark_node_get_type(block) == CMARK_NODE_PARAGRAPH && names_implications(block);
  }

  bool take_email(cmark_node* block, const std::string& email) {
    if (!is_email_address(email)) {
      report_.warning(markdown::position_of(block, first_line_),
                      "expected an e-mail address, found " + in_quotes(email));
      return false;
    }
    if (!text_.correspondence_email.empty()) return false;  // the address of another author stays in the text
    text_.correspondence_email = email;
    cmark_node_free(block);
    return true;
  }

  /// True when the heading itself belongs to no part.
  bool take_heading(cmark_node* block) {
    const int level = cmark_node_get_heading_level(block);
    if (part_ == Part::implications && level <= level_) part_ = Part::after;
    if (!names_implications(block)) return false;
    if (heading_.line != 0) return again(block);
    part_ = Part::implications;
    level_ = level;
    heading_ = markdown::position_of(block, first_line_);
    cmark_node_free(block);
    return true;
  }

  /// A second section stays where it is, but feeds show only the first as the practice implications.
  bool again(cmark_node* block) {
    report_.warning(markdown::position_of(block, first_line_),
                    fmt::format("expected \"Practice Implications\" once, found it again; it is on line {} already",
                                heading_.line));
    return false;
  }

  cmark_node* document_of_part() {
    if (part_ == Part::summary) return summary_.get();
    return part_ == Part::implications ? implications_.get() : after_.get();
  }

  std::uint32_t first_line_;
  Report& report_;
  markdown::Tree summary_ = markdown::empty_document();
  markdown::Tree implications_ = markdown::empty_document();
  markdown::Tree after_ = markdown::empty_document();
  model::PostText text_ = {};
  Part part_ = Part::summary;
  int level_ = 0;
  Position heading_ = {};
  std::optional<Position> look_alike_ = {};
};

}  // namespace

model::PostText read_markdown(std::string_view text, std::uint32_t first_line, const LinkBase& base, Report& report) {
  if (look_at(text, first_line, report) == Outlook::refused) return {};
  const auto tree = markdown::parse(text);
  markdown::make_safe(tree.get(), base, first_line, report);
  markdown::leave_the_first_level(tree.get());
  Sections sections{first_line, report};
  while (auto* block = cmark_node_first_child(tree.get())) {
    cmark_node_unlink(block);
    sections.take(block);
  }
  return sections.finish();
}

}  // namespace citefeed::content
