#include "importing/html_blocks.hpp"
#include "importing/rss_items.hpp"
#include "importing/xml_feeds.hpp"

namespace citefeed::importing {
namespace {

/// True for a description that is only the beginning: WordPress ends it so.
bool is_beginning(std::string_view html) {
  for (const std::string_view mark : {"[&#8230;]", "[&hellip;]", "[…]", "[...]"}) {
    if (html.find(mark) != std::string_view::npos) return true;
  }
  return false;
}

std::string first_text(pugi::xml_node node, std::initializer_list<const char*> names) {
  for (const auto* name : names) {
    auto text = child_text(node, name);
    if (!text.empty()) return text;
  }
  return {};
}

/// "jane@example.org (Jane Roe)" (RSS 2.0, author) is known by both.
ForeignName rss_author(const std::string& text) {
  const auto open = text.find('('), close = text.rfind(')');
  if (open == std::string::npos || close == std::string::npos || close < open) return {.name = text};
  const auto email_end = text.find_last_not_of(' ', open == 0 ? 0 : open - 1);
  return {.name = text.substr(open + 1, close - open - 1), .others = {text.substr(0, email_end + 1)}};
}

}  // namespace

std::string child_text(pugi::xml_node node, const char* name) {
  std::string text;
  for (const auto part : node.child(name)) {
    if (part.type() == pugi::node_pcdata || part.type() == pugi::node_cdata) text += part.value();
  }
  const auto begin = text.find_first_not_of(" \t\r\n");
  return begin == std::string::npos ? std::string{} : text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

std::vector<pugi::xml_node> items_of(pugi::xml_node root) {
  std::vector<pugi::xml_node> items;
  for (const auto parent : {root.child("channel"), root}) {
    for (const auto item : parent.children("item")) items.push_back(item);
  }
  return items;
}

void set_html(ForeignPost& post, pugi::xml_node node, const XmlFile& file) {
  post.html.clear();
  for (const auto part : node) {
    if (part.type() != pugi::node_pcdata && part.type() != pugi::node_cdata) continue;
    if (post.html.empty()) post.html_line = file.line_of(part);
    post.html += part.value();
  }
}

ForeignPost read_item(pugi::xml_node item, const XmlFile& file) {
  ForeignPost post{.title = text_of_html(child_text(item, "title")),
                   .link = child_text(item, "link"),
                   .id = child_text(item, "guid"),
                   .published = first_text(item, {"pubDate", "dc:date", "dcterms:issued", "dcterms:created"}),
                   .updated = first_text(item, {"dcterms:modified", "atom:updated"}),
                   .language = child_text(item, "dc:language"),
                   .line = file.line_of(item)};
  if (post.id.empty()) post.id = post.link;
  for (const auto creator : item.children("dc:creator")) post.authors.push_back({.name = creator.text().get()});
  if (post.authors.empty() && item.child("author")) post.authors.push_back(rss_author(child_text(item, "author")));
  for (const auto* name : {"category", "dc:subject"}) {
    for (const auto category : item.children(name)) {
      ForeignName known{.name = text_of_html(category.text().get())};
      if (const auto nicename = category.attribute("nicename")) known.others.emplace_back(nicename.value());
      post.categories.push_back(std::move(known));
    }
  }
  const auto content = item.child("content:encoded");
  set_html(post, content ? content : item.child("description"), file);
  return post;
}

std::vector<ImportedPost> read_rss(const XmlFile& file, const model::SiteDefinition& site, SourceNotes& notes) {
  std::vector<ImportedPost> posts;
  for (const auto item : items_of(file.root())) {
    const auto foreign = read_item(item, file);
    auto post = to_imported(foreign, site, notes);
    if (!post) continue;
    if (!item.child("content:encoded") && is_beginning(foreign.html)) {
      notes.warn(foreign.line, "expected the whole text of the post, found only its beginning");
    }
    posts.push_back(std::move(*post));
  }
  return posts;
}

}  // namespace citefeed::importing
