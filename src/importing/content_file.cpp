#include "importing/content_file.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <string_view>

#include "base/utf8.hpp"
#include "citation/reference.hpp"
#include "citation/write.hpp"
#include "content/post_parser.hpp"
#include "content/report.hpp"
#include "importing/blocks.hpp"

namespace citefeed::importing {
namespace {

/// Characters that YAML 1.1 readers take for line ends or refuse, by their escapes (YAML 1.2.2, 5.7).
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> escapes = {
    {{"\u2028", "\\L"}, {"\u2029", "\\P"}, {"\uFEFF", "\\uFEFF"}, {"\"", "\\\""}, {"\\", "\\\\"}}};

bool has_invisible(std::string_view text) {
  return std::any_of(escapes.begin(), escapes.begin() + 3,
                     [text](const auto& escape) { return text.find(escape.first) != std::string_view::npos; });
}

/// Words that YAML 1.1 or 1.2 reads as something other than text.
bool is_keyword(std::string_view text) {
  static constexpr std::array<std::string_view, 9> words = {"y",   "n",    "yes",   "no",  "on",
                                                            "off", "true", "false", "null"};
  return std::find(words.begin(), words.end(), fold_case(text)) != words.end();
}

/// Stricter than YAML 1.2.2, 7.3.3, so that nobody needs to know that section to edit the line.
bool is_plain(std::string_view text) {
  if (text.empty() || has_invisible(text) || is_keyword(text)) return false;
  const char first = text.front();
  const bool letter =
      (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || static_cast<unsigned char>(first) >= 0x80;
  if (!letter || text.ends_with(':') || text.ends_with(' ')) return false;
  for (const std::string_view indicator : {": ", " #", "\t", "\n"}) {
    if (text.find(indicator) != std::string_view::npos) return false;
  }
  return true;
}

std::string double_quoted(std::string_view text) {
  std::string out = "\"";
  while (!text.empty()) {
    const auto* const found = std::find_if(escapes.begin(), escapes.end(),
                                           [text](const auto& escape) { return text.starts_with(escape.first); });
    out += found == escapes.end() ? text.substr(0, 1) : found->second;
    text.remove_prefix(found == escapes.end() ? 1 : found->first.size());
  }
  return out + '"';
}

/// A reference as a folded block, which needs no escapes (YAML 1.2.2, 8.1.3).
std::string citation_value(std::string_view citation, std::string_view indent) {
  if (has_invisible(citation)) return double_quoted(citation);
  return fmt::format(">-\n{}{}", indent, citation);
}

/// The name of a topic or an author inside brackets, where a comma or a bracket would end it.
std::string flow_name(std::string_view name) {
  const bool simple = std::all_of(name.begin(), name.end(),
                                  [](char c) { return is_ascii_letter(c) || is_digit(c) || c == '-' || c == '_'; });
  return simple && is_plain(name) ? std::string{name} : double_quoted(name);
}

/// True for "2023-12/some-slug", which no YAML takes for anything but text.
bool is_own_id(std::string_view id) {
  return id.find('/') != std::string_view::npos && std::all_of(id.begin(), id.end(), [](char c) {
           return is_ascii_lower(c) || is_digit(c) || c == '-' || c == '/';
         });
}

void add_list(std::string& out, std::string_view key, const std::vector<std::string>& names) {
  std::vector<std::string> items;
  items.reserve(names.size());
  for (const auto& name : names) items.push_back(flow_name(name));
  out += fmt::format("{}: [{}]\n", key, fmt::join(items, ", "));
}

void add_citations(std::string& out, const std::vector<std::string>& citations) {
  if (citations.size() == 1) out += fmt::format("citation: {}\n", citation_value(citations.front(), "  "));
  if (citations.size() < 2) return;
  out += "citation:\n";
  for (const auto& citation : citations) out += fmt::format("  - {}\n", citation_value(citation, "    "));
}

/// A mapping beside one citation; beside several a list with as many mappings.
void add_articles(std::string& out, const FrontMatter& front) {
  const bool any = std::any_of(front.articles.begin(), front.articles.end(),
                               [](const std::vector<std::string>& lines) { return !lines.empty(); });
  if (!any) return;
  out += "article:\n";
  const bool is_list = front.citations.size() > 1;
  for (std::size_t i = 0; i < front.citations.size(); ++i) {
    const auto lines = i < front.articles.size() ? front.articles[i] : std::vector<std::string>{};
    if (lines.empty() && is_list) out += "  - {}\n";
    std::string_view indent = is_list ? "  - " : "  ";
    for (const auto& line : lines) {
      out += fmt::format("{}{}\n", indent, line);
      if (is_list) indent = "    ";
    }
  }
}

void add(std::vector<std::string>& blocks, const std::vector<Paragraph>& paragraphs) {
  for (const auto& paragraph : paragraphs) blocks.push_back(to_markdown(paragraph));
}

/// What a page showed, as Markdown.
std::string text_of_page(const ImportedPost& post) {
  std::vector<std::string> blocks;
  add(blocks, post.text);
  if (!post.implications.empty()) blocks.emplace_back("## Practice Implications");
  add(blocks, post.implications);
  if (!post.author_email.empty()) blocks.push_back(to_markdown({{.text = "Author email: " + post.author_email}}));
  add(blocks, post.after);
  return fmt::format("{}", fmt::join(blocks, "\n\n"));
}

}  // namespace

std::string to_yaml(std::string_view text) {
  return is_plain(text) ? std::string{text} : double_quoted(text);
}

std::string to_text(const FrontMatter& front) {
  std::string out = "---\n";
  const auto add_line = [&out](std::string_view key, const std::string& value) {
    if (!value.empty()) out += fmt::format("{}: {}\n", key, value);
  };
  add_line("id", front.id.empty() || is_own_id(front.id) ? front.id : to_yaml(front.id));
  add_line("title", to_yaml(front.title));
  add_line("published", front.published);
  add_line("updated", front.updated);
  add_list(out, "topics", front.topics);
  if (!front.research_types.empty()) add_list(out, "research_type", front.research_types);
  if (!front.authors.empty()) add_list(out, "authors", front.authors);
  add_line("language", front.language.empty() ? front.language : to_yaml(front.language));
  add_citations(out, front.citations);
  add_articles(out, front);
  if (!front.aliases.empty()) out += "aliases:\n";
  for (const auto& alias : front.aliases) out += fmt::format("  - {}\n", to_yaml(alias));
  if (front.draft) out += "draft: true\n";
  return out + "---\n";
}

std::string to_text(std::chrono::year_month month) {
  return fmt::format("{:04}-{:02}", static_cast<int>(month.year()), static_cast<unsigned>(month.month()));
}

std::string to_content_file(const ImportedPost& post, std::string_view own_id, const Filed& filed) {
  const FrontMatter front{.id = post.id.empty() ? std::string{own_id} : post.id,
                          .title = post.title,
                          .published = post.published.empty() ? to_text(post.month) : post.published,
                          .updated = post.updated,
                          .topics = filed.topics,
                          .research_types = filed.research_types,
                          .authors = filed.authors,
                          .language = post.language,
                          .citations = post.citations,
                          .aliases = post.aliases,
                          .draft = post.draft};
  return to_text(front) + (post.markdown.empty() ? text_of_page(post) : post.markdown) + '\n';
}

namespace {

using citation::Citation;
using citation::Name;

/// "2019a"; "" without a year.
std::string issued(const Citation& citation) {
  return citation.year ? fmt::format("{:04}{}", *citation.year, citation.year_suffix) : std::string{};
}

/// Pages, not the article number that stands instead of them.
std::string pages(const Citation& citation) {
  return citation.article_number.empty() ? citation::page_range(citation, "-") : std::string{};
}

struct Field {
  const char* name = "";  ///< in CSL
  std::string value = {};
};

/// The fields that are one value, in the order of a CSL item.
std::vector<Field> text_fields(const Citation& citation) {
  return {{.name = "type", .value = citation::csl_type(citation.type)},
          {.name = "issued", .value = issued(citation)},
          {.name = "title", .value = citation.title},
          {.name = "container-title", .value = citation.container_title},
          {.name = "volume", .value = citation.volume},
          {.name = "issue", .value = citation.issue},
          {.name = "page", .value = pages(citation)},
          {.name = "number", .value = citation.article_number},
          {.name = "publisher", .value = citation.publisher},
          {.name = "genre", .value = citation.genre},
          {.name = "edition", .value = citation.edition},
          {.name = "event-title", .value = citation.event},
          {.name = "original-date", .value = citation.original_year ? std::to_string(*citation.original_year) : ""},
          {.name = "status", .value = citation.in_press ? "in press" : ""},
          {.name = "DOI", .value = citation.doi},
          {.name = "URL", .value = citation.url}};
}

/// A list in block style, in which names need no care for commas and brackets.
void add_names(const char* role, const std::vector<Name>& authors, std::vector<std::string>& lines) {
  if (authors.empty()) return lines.push_back(fmt::format("{}: \"\"", role));
  lines.push_back(fmt::format("{}:", role));
  for (const auto& name : authors) {
    const char* indent = "  - ";
    const auto add = [&lines, &indent](const char* key, const std::string& value) {
      if (value.empty()) return;
      lines.push_back(fmt::format("{}{}: {}", indent, key, to_yaml(value)));
      indent = "    ";
    };
    add("family", name.family);
    add("given", name.given);
    add("suffix", name.suffix);
    add("literal", name.literal);
  }
}

/// "DR" and "D. R." are one: every writer gives initials their full stops.
bool are_same(const std::vector<Name>& some, const std::vector<Name>& others) {
  return std::equal(some.begin(), some.end(), others.begin(), others.end(), [](Name one, Name other) {
    one.given = citation::spaced_initials(one.given);
    other.given = citation::spaced_initials(other.given);
    return one == other;
  });
}

bool has_other_authors(const Citation& one, const Citation& other) {
  return !are_same(one.authors, other.authors) || one.gap != other.gap || one.edited != other.edited;
}

}  // namespace

std::vector<std::string> article_fields(const Citation& wanted, const Citation& read) {
  std::vector<std::string> lines;
  if (has_other_authors(wanted, read) && !wanted.authors.empty())
    add_names(wanted.edited ? "editor" : "author", wanted.authors, lines);
  if (!are_same(wanted.editors, read.editors)) add_names("editor", wanted.editors, lines);
  if (!are_same(wanted.translators, read.translators)) add_names("translator", wanted.translators, lines);
  const auto wanted_fields = text_fields(wanted), read_fields = text_fields(read);
  for (std::size_t i = 0; i < wanted_fields.size(); ++i) {
    const auto& [name, value] = wanted_fields[i];
    if (value != read_fields[i].value) lines.push_back(fmt::format("{}: {}", name, to_yaml(value)));
  }
  return lines;
}

std::vector<std::string> differing_fields(const Citation& one, const Citation& other) {
  std::vector<std::string> names;
  if (has_other_authors(one, other)) names.emplace_back("author");
  if (!are_same(one.editors, other.editors)) names.emplace_back("editor");
  if (!are_same(one.translators, other.translators)) names.emplace_back("translator");
  const auto fields = text_fields(one), other_fields = text_fields(other);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].value != other_fields[i].value) names.emplace_back(fields[i].name);
  }
  return names;
}

namespace {

Diagnostic at_source(const NewPost& post, Severity severity, std::string message) {
  return {.file = post.source_file, .line = post.post.line, .severity = severity, .message = std::move(message)};
}

/// A lone DOI link was reported where it was found.
bool is_only_doi(const std::string& citation) {
  return citation.find(' ') == std::string::npos;
}

void check_citations(const NewPost& post, std::vector<Diagnostic>& diagnostics) {
  for (const auto& citation : post.post.citations) {
    if (is_only_doi(citation)) continue;
    const auto reading = citation::read_reference(citation);
    const auto warnings = citation::warnings_about(reading);
    if (warnings.empty() && reading.confidence >= citation::low_confidence) continue;
    const auto problem = warnings.empty() ? std::string{"it can be read in more than one way"} : warnings.front();
    diagnostics.push_back(
        at_source(post, Severity::warning,
                  fmt::format("expected a citation that can be relied on, found {} (confidence {:.2f}): {}",
                              content::in_quotes(citation), reading.confidence, problem)));
  }
}

/// What content/ says of the file, at the place in the source that it comes from.
void forward(const NewPost& post, const std::vector<Diagnostic>& found, std::uint32_t header_lines,
             std::vector<Diagnostic>& diagnostics) {
  for (const auto& diagnostic : found) {
    const bool is_of_header = diagnostic.line > 0 && diagnostic.line <= header_lines;
    const bool is_error = diagnostic.severity == Severity::error;
    if (!is_error && (is_of_header || post.post.markdown.empty())) continue;
    const auto place = diagnostic.line == 0 ? post.path : fmt::format("{}:{}", post.path, diagnostic.line);
    diagnostics.push_back(at_source(post, diagnostic.severity, fmt::format("{} ({})", diagnostic.message, place)));
  }
}

/// How many lines the front matter of `bytes` has.
std::uint32_t header_lines(std::string_view bytes) {
  const auto header = bytes.substr(0, bytes.find("\n---\n") + 1);
  return static_cast<std::uint32_t>(std::count(header.begin(), header.end(), '\n')) + 1;
}

}  // namespace

std::optional<std::string> write_new_file(const NewPost& post, const model::Definitions& definitions,
                                          std::vector<Diagnostic>& diagnostics) {
  auto bytes = to_content_file(post.post, post.own_id, post.filed);
  const auto outcome = content::parse_post(post.path, post.path, bytes, definitions);
  check_citations(post, diagnostics);
  forward(post, outcome.diagnostics, header_lines(bytes), diagnostics);
  if (!outcome.has_value()) return std::nullopt;
  return bytes;
}

}  // namespace citefeed::importing
