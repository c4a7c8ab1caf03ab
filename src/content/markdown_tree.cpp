#include "content/markdown_tree.hpp"

#include <cmark-gfm-core-extensions.h>
#include <algorithm>
#include <cstdlib>

namespace citefeed::content::markdown {
namespace {

struct FreeParser {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};

struct FreeText {
  void operator()(char* text) const { std::free(text); }  // cmark's default allocator is malloc's
};

/// Registered once for the process; afterwards cmark only reads its registry.
cmark_syntax_extension* table_extension() {
  static cmark_syntax_extension* const extension = [] {
    cmark_gfm_core_extensions_ensure_registered();
    return cmark_find_syntax_extension("table");
  }();
  return extension;
}

bool has_type_name(cmark_node* node, std::string_view name) {
  return name == cmark_node_get_type_string(node);
}

}  // namespace

Tree parse(std::string_view text) {
  auto* extension = table_extension();
  const std::unique_ptr<cmark_parser, FreeParser> parser{cmark_parser_new(CMARK_OPT_DEFAULT)};
  cmark_parser_attach_syntax_extension(parser.get(), extension);
  cmark_parser_feed(parser.get(), text.data(), text.size());
  return Tree{cmark_parser_finish(parser.get())};
}

Tree empty_document() {
  return Tree{cmark_node_new(CMARK_NODE_DOCUMENT)};
}

std::string to_html(cmark_node* document) {
  const std::unique_ptr<char, FreeText> html{cmark_render_html(document, CMARK_OPT_DEFAULT, nullptr)};
  return std::string{html.get()};
}

bool Walk::next(Step& step) {
  const auto event = cmark_iter_next(iterator_);
  if (event == CMARK_EVENT_DONE) return false;
  step = {.node = cmark_iter_get_node(iterator_), .enter = event == CMARK_EVENT_ENTER};
  return true;
}

std::string_view literal_of(cmark_node* node) {
  const char* literal = cmark_node_get_literal(node);
  return literal == nullptr ? "" : literal;
}

bool is_table(cmark_node* node) {
  return has_type_name(node, "table");
}
bool is_table_row(cmark_node* node) {
  return has_type_name(node, "table_row") || has_type_name(node, "table_header");
}
bool is_table_cell(cmark_node* node) {
  return has_type_name(node, "table_cell");
}

std::optional<std::string> inline_text(cmark_node* node, std::size_t max_bytes) {
  std::string text;
  Walk walk{node};
  for (Step step; walk.next(step);) {
    if (!step.enter) continue;
    const auto type = cmark_node_get_type(step.node);
    if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE) {
      text += literal_of(step.node);
    } else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) {
      text += ' ';
    }
    if (text.size() > max_bytes) return std::nullopt;
  }
  return text;
}

void leave_the_first_level(cmark_node* document) {
  std::vector<cmark_node*> headings;
  Walk walk{document};
  for (Step step; walk.next(step);) {
    if (step.enter && cmark_node_get_type(step.node) == CMARK_NODE_HEADING) headings.push_back(step.node);
  }
  const auto is_first = [](cmark_node* heading) { return cmark_node_get_heading_level(heading) == 1; };
  if (std::none_of(headings.begin(), headings.end(), is_first)) return;
  for (auto* heading : headings) {
    cmark_node_set_heading_level(heading, std::min(cmark_node_get_heading_level(heading) + 1, 6));
  }
}

}  // namespace citefeed::content::markdown
