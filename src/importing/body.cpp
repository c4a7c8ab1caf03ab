#include "importing/body.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "base/utf8.hpp"
#include "citation/doi.hpp"
#include "content/landmarks.hpp"
#include "importing/block_writer.hpp"
#include "importing/page_shape.hpp"

namespace citefeed::importing {
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
  if (citation.empty() || citation.find("10.") != std::string::npos) return citation;
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
