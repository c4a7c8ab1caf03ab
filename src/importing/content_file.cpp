#include "importing/content_file.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>

#include "base/utf8.hpp"
#include "importing/markdown_writer.hpp"

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

std::string front_matter(const ImportedPost& post, std::string_view id, const std::vector<std::string>& topics) {
  std::string out = fmt::format("---\nid: {}\ntitle: {}\npublished: {}\ntopics: [{}]\n", id, to_yaml(post.title),
                                to_text(post.month), fmt::join(topics, ", "));
  if (post.citations.size() == 1) out += fmt::format("citation: {}\n", citation_value(post.citations.front(), "  "));
  if (post.citations.size() > 1) {
    out += "citation:\n";
    for (const auto& citation : post.citations) out += fmt::format("  - {}\n", citation_value(citation, "    "));
  }
  return out + "---\n";
}

void add(std::vector<std::string>& blocks, const std::vector<Paragraph>& paragraphs) {
  for (const auto& paragraph : paragraphs) blocks.push_back(to_markdown(paragraph));
}

}  // namespace

std::string to_yaml(std::string_view text) {
  return is_plain(text) ? std::string{text} : double_quoted(text);
}

std::string to_text(std::chrono::year_month month) {
  return fmt::format("{:04}-{:02}", static_cast<int>(month.year()), static_cast<unsigned>(month.month()));
}

std::string to_content_file(const ImportedPost& post, std::string_view id, const std::vector<std::string>& topics) {
  std::vector<std::string> blocks;
  add(blocks, post.text);
  if (!post.implications.empty()) blocks.emplace_back("## Practice Implications");
  add(blocks, post.implications);
  if (!post.author_email.empty()) blocks.push_back(to_markdown({{.text = "Author email: " + post.author_email}}));
  add(blocks, post.after);
  return front_matter(post, id, topics) + fmt::format("{}\n", fmt::join(blocks, "\n\n"));
}

}  // namespace citefeed::importing
