#include "render/container.hpp"
#include "render/feeds.hpp"
#include "render/xml.hpp"

namespace citefeed::render {
namespace {

void add_person(pugi::xml_node parent, const model::Person& person) {
  auto author = parent.append_child("author");
  add_text(author, "name", person.name);
  add_text_if_any(author, "uri", person.uri);
  add_text_if_any(author, "email", person.email);
}

void add_entry(pugi::xml_node root, const model::Feed& feed, const model::Entry& entry) {
  auto node = root.append_child("entry");
  add_attribute_if_any(node, "xml:lang", entry.language);
  add_text(node, "id", entry.id);
  add_link(node, "link", {.href = entry.url, .rel = "alternate", .type = "text/html"});
  add_text(node, "title", entry.title);
  add_text(node, "published", to_rfc3339(entry.published));
  add_text(node, "updated", to_rfc3339(entry.updated));
  for (const model::Person& author : entry.authors) add_person(node, author);
  for (const model::CategoryTerm& category : entry.categories) {
    auto term = node.append_child("category");
    add_attribute(term, "term", category.term);
    add_attribute(term, "label", category.term);
    add_attribute(term, "scheme", category.scheme);
  }
  add_references(node, "link", entry);
  // Those of the feed hold for its entries (RFC 4287, 4.2.10); some readers show them as the entry's description.
  if (entry.rights != feed.rights) add_text_if_any(node, "rights", entry.rights);
  if (!entry.summary_text.empty()) add_attribute(add_text(node, "summary", entry.summary_text), "type", "text");
  add_implications(node, entry);
  add_attribute(add_text(node, "content", entry.content_html), "type", "html");
  add_reviews(node, entry);
}

/// The prefix is declared where it is used: few feeds ever have one.
void add_deleted(pugi::xml_node root, const model::DeletedEntry& deleted) {
  auto node = root.append_child("at:deleted-entry");
  add_attribute(node, "xmlns:at", names::tombstones);
  add_attribute(node, "ref", deleted.ref);
  add_attribute(node, "when", to_rfc3339(deleted.when));
  if (!deleted.comment.empty()) add_attribute(add_text(node, "at:comment", deleted.comment), "type", "text");
}

}  // namespace

std::string atom(const model::Feed& feed) {
  pugi::xml_document document;
  add_stylesheet(document, feed.stylesheet);
  auto root = document.append_child("feed");
  add_attribute(root, "xmlns", names::atom);
  declare_extensions(root);
  add_attribute_if_any(root, "xml:lang", feed.language);
  add_text(root, "id", feed.id);
  add_text(root, "title", feed.title);
  add_text_if_any(root, "subtitle", feed.subtitle);
  add_text(root, "updated", to_rfc3339(feed.updated));
  for (const model::Person& author : feed.authors) add_person(root, author);
  add_feed_links(root, "link", feed, DocumentKind::atom);
  add_text_if_any(root, "rights", feed.rights);
  add_text_if_any(root, "icon", feed.icon);
  add_text(root, "generator", names::generator);
  for (const model::DeletedEntry& deleted : feed.deleted) add_deleted(root, deleted);
  for (const auto& entry : feed.entries) add_entry(root, feed, *entry);
  return to_utf8(document);
}

}  // namespace citefeed::render
