#include "content/markdown_tree.hpp"

#include <cmark-gfm-core-extensions.h>
#include <fmt/format.h>
#include <algorithm>
#include <cstdlib>
#include <new>

#include "base/utf8.hpp"

namespace citefeed::content::markdown {
namespace {

struct FreeParser {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};

struct FreeText {
  void operator()(char* text) const { std::free(text); }  // as `memory` has it
};

void* or_throw(void* bytes) {
  if (bytes == nullptr) throw std::bad_alloc{};
  return bytes;
}

/// cmark's own allocator ends the process where there is no memory, and none may return null. So these throw, through
/// cmark, whose frames hold nothing that has to be put right: what it had begun is lost, or freed with its parser.
cmark_mem memory{[](std::size_t count, std::size_t size) { return or_throw(std::calloc(count, size)); },
                 [](void* bytes, std::size_t size) { return or_throw(std::realloc(bytes, size)); },
                 [](void* bytes) { std::free(bytes); }};

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
  const std::unique_ptr<cmark_parser, FreeParser> parser{cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &memory)};
  cmark_parser_attach_syntax_extension(parser.get(), extension);
  cmark_parser_feed(parser.get(), text.data(), text.size());
  return Tree{cmark_parser_finish(parser.get())};
}

Tree empty_document() {
  return Tree{cmark_node_new_with_mem(CMARK_NODE_DOCUMENT, &memory)};
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

namespace {

constexpr std::size_t deepest_indentation = 8;  // lists within lists; deeper ones are indented no further

bool is_inline(cmark_node_type type) {
  return (type & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_INLINE;
}

/// Composes plain text from the blocks of a tree, in the order of a walk.
class Composer final {
 public:
  explicit Composer(Addresses addresses) : addresses_(addresses) {}

  void take(const Step& step) {
    const auto type = cmark_node_get_type(step.node);
    if (step.enter) {
      enter(step.node, type);
    } else if (type == CMARK_NODE_LIST) {
      lists_.pop_back();
    } else if (type == CMARK_NODE_LINK) {
      end_link(step.node);
    }
  }

  [[nodiscard]] std::string finish() && { return std::move(text_); }

 private:
  struct List {
    bool tight = false;
    bool begun = false;  ///< a block of it was written
    int number = -1;     ///< of the next item; -1 for bullets
  };

  void enter(cmark_node* node, cmark_node_type type) {
    const bool not_first = cmark_node_previous(node) != nullptr;
    if (is_inline(type)) {
      add_inline(node, type);
    } else if (type == CMARK_NODE_LIST) {
      enter_list(node);
    } else if (type == CMARK_NODE_ITEM) {
      mark_item();
    } else if (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING || is_table(node)) {
      begin_block();
    } else if (type == CMARK_NODE_CODE_BLOCK) {
      begin_block();
      text_ += trim_end(literal_of(node));
    } else if (not_first && is_table_row(node)) {
      text_ += '\n';
    } else if (not_first && is_table_cell(node)) {
      text_ += " | ";
    }
  }

  static std::string_view trim_end(std::string_view text) {
    return text.substr(0, text.find_last_not_of('\n') + 1);  // npos + 1 is 0
  }

  void enter_list(cmark_node* node) {
    const bool ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    // A list within an item of a tight list goes on line after line.
    const bool tight = cmark_node_get_list_tight(node) != 0;
    const bool begun = !lists_.empty() && lists_.back().tight && lists_.back().begun;
    lists_.push_back({.tight = tight, .begun = begun, .number = ordered ? cmark_node_get_list_start(node) : -1});
  }

  void mark_item() {
    auto& number = lists_.back().number;
    marker_ = number < 0 ? "- " : fmt::format("{}. ", number++);
  }

  void begin_block() {
    const bool next_line = !lists_.empty() && lists_.back().tight && lists_.back().begun;
    if (!text_.empty()) text_ += next_line ? "\n" : "\n\n";
    for (auto& list : lists_) list.begun = true;
    if (lists_.empty()) return;
    const std::size_t levels = lists_.size() - (marker_.empty() ? 0 : 1);
    text_.append(2 * std::min(levels, deepest_indentation), ' ');
    text_ += marker_;
    marker_.clear();
  }

  /// Not of a link whose text is its address, nor of an e-mail address.
  void end_link(cmark_node* node) {
    const char* url = cmark_node_get_url(node);
    const std::string_view address = url == nullptr ? "" : url;
    if (addresses_ == Addresses::left_out || !address.starts_with("http") || text_.ends_with(address)) return;
    text_ += fmt::format(" <{}>", address);
  }

  void add_inline(cmark_node* node, cmark_node_type type) {
    if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE) text_ += literal_of(node);
    if (type == CMARK_NODE_SOFTBREAK) text_ += ' ';
    if (type == CMARK_NODE_LINEBREAK) text_ += '\n';
  }

  Addresses addresses_;
  std::string text_ = {};
  std::vector<List> lists_ = {};
  std::string marker_ = {};  ///< of an item whose first block is still to come
};

}  // namespace

std::string plain_text(cmark_node* document, Addresses addresses) {
  Composer composer{addresses};
  Walk walk{document};
  for (Step step; walk.next(step);) composer.take(step);
  return std::move(composer).finish();
}

}  // namespace citefeed::content::markdown
