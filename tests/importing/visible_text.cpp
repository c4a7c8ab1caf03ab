#include "visible_text.hpp"

#include <gumbo.h>

#include <functional>

namespace citefeed::importing {
namespace {

void for_each_node(const GumboNode* node, const std::function<void(const GumboNode*)>& look) {
  look(node);
  if (node->type != GUMBO_NODE_ELEMENT) return;
  const auto& children = node->v.element.children;
  for (unsigned i = 0; i < children.length; ++i) for_each_node(static_cast<const GumboNode*>(children.data[i]), look);
}

std::string text_below(const GumboNode* node) {
  std::string text;
  for_each_node(node, [&text](const GumboNode* each) {
    if (each->type == GUMBO_NODE_TEXT || each->type == GUMBO_NODE_WHITESPACE) text += each->v.text.text;
  });
  return text;
}

void parse(std::string_view html, const std::function<void(const GumboNode*)>& look_at_root) {
  GumboOptions options = kGumboDefaultOptions;
  options.fragment_context = GUMBO_TAG_DIV;
  auto* output = gumbo_parse_with_options(&options, html.data(), html.size());
  look_at_root(output->root);
  gumbo_destroy_output(&options, output);
}

}  // namespace

std::vector<std::string> visible_paragraphs(std::string_view html) {
  std::vector<std::string> paragraphs;
  parse(html, [&paragraphs](const GumboNode* root) {
    const auto& children = root->v.element.children;
    for (unsigned i = 0; i < children.length; ++i) {
      const auto* node = static_cast<const GumboNode*>(children.data[i]);
      if (node->type == GUMBO_NODE_WHITESPACE) continue;
      const bool paragraph = node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == GUMBO_TAG_P;
      const std::string tag = node->type == GUMBO_NODE_ELEMENT ? gumbo_normalized_tagname(node->v.element.tag) : "text";
      paragraphs.push_back((paragraph ? "" : "[" + tag + "]") + text_below(node));
    }
  });
  return paragraphs;
}

std::vector<std::string> link_addresses(std::string_view html) {
  std::vector<std::string> addresses;
  parse(html, [&addresses](const GumboNode* root) {
    for_each_node(root, [&addresses](const GumboNode* node) {
      if (node->type != GUMBO_NODE_ELEMENT || node->v.element.tag != GUMBO_TAG_A) return;
      const auto* href = gumbo_get_attribute(&node->v.element.attributes, "href");
      addresses.emplace_back(href == nullptr ? "" : href->value);
    });
  });
  return addresses;
}

}  // namespace citefeed::importing
