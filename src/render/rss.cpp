#include <fmt/format.h>

#include "render/container.hpp"
#include "render/feeds.hpp"
#include "render/xml.hpp"

namespace citefeed::render {
namespace {

/// How long a client may wait before it asks again: posts come monthly, corrections at any time.
constexpr int ttl_minutes = 60;

/// "email (Name)", the only form RSS knows for persons (RSS 2.0, author; Best Practices Profile, 4.1.1.5).
std::string mailbox(const model::Person& person) {
  return fmt::format("{} ({})", person.email, person.name);
}

/// `author` needs an e-mail and may stand once; names alone are dc:creator. Never both, or feedparser names everybody
/// twice.
void add_authors(pugi::xml_node item, const std::vector<model::Person>& authors) {
  if (authors.size() == 1 && !authors.front().email.empty()) {
    add_text(item, "author", mailbox(authors.front()));
    return;
  }
  for (const model::Person& author : authors) add_text(item, "dc:creator", author.name);
}

void add_item(pugi::xml_node channel, const model::Feed& feed, const model::Entry& entry) {
  auto item = channel.append_child("item");
  add_text(item, "title", entry.title);
  add_text(item, "link", entry.url);
  add_attribute(add_text(item, "guid", entry.id), "isPermaLink", "false");
  add_text(item, "pubDate", to_imf_fixdate(entry.published));
  add_authors(item, entry.authors);
  for (const model::CategoryTerm& category : entry.categories) {
    add_attribute(add_text(item, "category", category.term), "domain", category.scheme);
  }
  add_references(item, "atom:link", entry);
  add_text_if_any(item, "dc:language", entry.language);
  if (entry.rights != feed.rights) add_text_if_any(item, "dc:rights", entry.rights);
  add_text_if_any(item, "description", entry.description_html);
  add_implications(item, entry);
  add_text(item, "content:encoded", entry.content_html);
  add_reviews(item, entry);
}

void add_image(pugi::xml_node channel, const model::Feed& feed) {
  if (feed.icon.empty()) return;
  auto image = channel.append_child("image");
  add_text(image, "url", feed.icon);
  add_text(image, "title", feed.title);
  add_text(image, "link", feed.home_url);
}

void add_channel_facts(pugi::xml_node channel, const model::Feed& feed) {
  add_text(channel, "title", feed.title);
  add_text(channel, "link", feed.home_url);
  add_text(channel, "description", feed.subtitle.empty() ? feed.title : feed.subtitle);  // required (RSS 2.0)
  add_text_if_any(channel, "language", feed.language);
  add_text_if_any(channel, "copyright", feed.rights);
  if (feed.authors.size() == 1 && !feed.authors.front().email.empty()) {
    add_text(channel, "managingEditor", mailbox(feed.authors.front()));
  }
  add_text(channel, "lastBuildDate", to_imf_fixdate(feed.updated));
  add_text(channel, "generator", names::generator);
  add_text(channel, "docs", "https://www.rssboard.org/rss-specification");
  add_text(channel, "ttl", std::to_string(ttl_minutes));
  add_image(channel, feed);
}

}  // namespace

std::string rss(const model::Feed& feed) {
  pugi::xml_document document;
  add_stylesheet(document, feed.stylesheet);
  auto root = document.append_child("rss");
  add_attribute(root, "version", "2.0");
  add_attribute(root, "xmlns:atom", names::atom);
  add_attribute(root, "xmlns:content", names::content);
  add_attribute(root, "xmlns:dc", names::dc);
  declare_extensions(root);
  auto channel = root.append_child("channel");
  add_channel_facts(channel, feed);
  add_feed_links(channel, "atom:link", feed, DocumentKind::rss);
  for (const auto& entry : feed.entries) add_item(channel, feed, *entry);
  return to_utf8(document);
}

}  // namespace citefeed::render
