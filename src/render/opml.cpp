#include "render/feeds.hpp"

#include "render/xml.hpp"

namespace citefeed::render {
namespace {

void add_feed(pugi::xml_node parent, const OpmlFeed& feed) {
  auto outline = parent.append_child("outline");
  add_attribute(outline, "text", feed.title);
  add_attribute(outline, "title", feed.title);
  add_attribute(outline, "type", "rss");  // whatever the format is (OPML 2.0, subscription lists)
  add_attribute(outline, "xmlUrl", feed.feed_url);
  add_attribute(outline, "htmlUrl", feed.home_url);
  add_attribute_if_any(outline, "description", feed.description);
}

}  // namespace

std::string opml(const std::string& title, const std::vector<OpmlFolder>& folders) {
  pugi::xml_document document;
  auto root = document.append_child("opml");
  add_attribute(root, "version", "2.0");
  auto head = root.append_child("head");
  add_text(head, "title", title);
  add_text(head, "docs", "http://opml.org/spec2.opml");
  auto body = root.append_child("body");
  for (const OpmlFolder& folder : folders) {
    auto parent = body;
    if (!folder.text.empty()) {
      parent = body.append_child("outline");
      add_attribute(parent, "text", folder.text);
    }
    for (const OpmlFeed& feed : folder.feeds) add_feed(parent, feed);
  }
  return to_utf8(document);
}

}  // namespace citefeed::render
