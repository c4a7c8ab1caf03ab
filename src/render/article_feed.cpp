#include "render/feeds.hpp"

#include <fmt/format.h>
#include <algorithm>

#include "base/published_addresses.hpp"
#include "citation/doi.hpp"
#include "render/container.hpp"
#include "render/entry_content.hpp"
#include "render/html.hpp"
#include "render/text.hpp"
#include "render/xml.hpp"

namespace citefeed::render {
namespace {

/// An article with what the site makes of it.
struct Item {
  const model::Article& article;
  std::string about = {};  ///< the resource that the item describes
  std::string link = {};
};

Item item_of(const model::Article& article, const model::SiteDefinition& site) {
  if (!article.citation().doi.empty()) {
    const std::string address = citation::doi_url(article.citation().doi);
    return {.article = article, .about = address, .link = address};
  }
  const std::string post = post_url(article.first->id, site);
  return {.article = article, .about = post + "#" + article_fragment(article.position), .link = post};
}

void add_reference(pugi::xml_node parent, const char* name, const std::string& resource) {
  add_attribute(parent.append_child(name), "rdf:resource", resource);
}

/// What happened to it since, the reference, then what each review says it means for practice.
std::string description_of(const model::Article& article, const std::vector<model::NoticeText>& notices) {
  std::string text;
  for (const model::NoticeText& notice : notices) text += notice.text + "\n\n";
  text += reference_text(article.citation());
  for (const auto& post : article.reviews) {
    const std::string implications = model::text_of(*post).implications_text;
    if (!implications.empty()) text += (text.empty() ? "" : "\n\n") + implications;
  }
  return text;
}

/// The labels of all topics that the reviews are filed under, each once.
std::vector<std::string> subjects_of(const model::Article& article, const model::Definitions& definitions) {
  std::vector<std::string> labels;
  for (const auto& post : article.reviews) {
    for (const std::string& slug : post->topics) {
      const model::Category* topic = model::find_category(definitions.topics, slug);
      if (topic != nullptr && std::find(labels.begin(), labels.end(), topic->label) == labels.end())
        labels.push_back(topic->label);
    }
  }
  return labels;
}

void add_item(pugi::xml_node root, const Item& item, const model::Definitions& definitions) {
  const citation::Citation& citation = item.article.citation();
  const auto notices = notices_of(item.article, definitions.site.time_zone);
  const bool is_retracted = std::any_of(notices.begin(), notices.end(), [](const model::NoticeText& known) {
    return known.notice.kind == model::NoticeKind::retraction;
  });
  const std::string title = one_line(citation.title.empty() ? reference_text(citation) : citation.title);
  auto node = root.append_child("item");
  add_attribute(node, "rdf:about", item.about);
  add_text(node, "title", (is_retracted ? "Retracted: " : "") + title);
  add_text(node, "link", item.link);
  add_text_if_any(node, "description", description_of(item.article, notices));
  add_reference(node, "rdf:type", std::string{names::fabio} + fabio_class(citation.type));
  for (const citation::Name& author : citation.authors) add_text_if_any(node, "dc:creator", citation::inverted(author));
  if (citation.year) add_text(node, "dc:date", fmt::format("{:04}", *citation.year));  // W3CDTF
  if (!citation.doi.empty()) add_text(node, "dc:identifier", "doi:" + citation.doi);
  add_text_if_any(node, "dc:publisher", citation.publisher);
  for (const std::string& subject : subjects_of(item.article, definitions)) add_text(node, "dc:subject", subject);
  add_publication(node, citation);
  add_notices(node, notices);
  for (const auto& post : item.article.reviews) {
    add_reference(node, "cito:isReviewedBy", post_url(post->id, definitions.site));
  }
}

/// No dc:date, dc:creator, dc:rights or dc:language: Zotero takes them for those of every item that has none of its
/// own.
void add_channel(pugi::xml_node root, const model::Feed& feed, const std::vector<Item>& items) {
  auto channel = root.append_child("channel");
  add_attribute(channel, "rdf:about", feed.home_url + name_of(Folder::feed, DocumentKind::rdf));
  add_text(channel, "title", articles_title(feed.title));
  add_text(channel, "link", feed.home_url);
  add_text(channel, "description", "The research articles that are reviewed in " + feed.title);
  add_text_if_any(channel, "dcterms:language", feed.language);
  add_text_if_any(channel, "dcterms:rights", feed.rights);
  if (!feed.icon.empty()) add_reference(channel, "image", feed.icon);
  auto list = channel.append_child("items").append_child("rdf:Seq");
  for (const Item& item : items) add_reference(list, "rdf:li", item.about);
}

void add_image(pugi::xml_node root, const model::Feed& feed) {
  if (feed.icon.empty()) return;
  auto image = root.append_child("image");
  add_attribute(image, "rdf:about", feed.icon);
  add_text(image, "title", articles_title(feed.title));
  add_text(image, "url", feed.icon);
  add_text(image, "link", feed.home_url);
}

}  // namespace

std::string articles_title(const std::string& title) {
  return title + " – reviewed articles";
}

std::string articles(const model::Feed& feed, const std::vector<std::shared_ptr<const model::Article>>& articles,
                     const model::Definitions& definitions) {
  std::vector<Item> items;
  items.reserve(articles.size());
  for (const auto& article : articles) items.push_back(item_of(*article, definitions.site));
  pugi::xml_document document;
  add_stylesheet(document, feed.stylesheet);
  auto root = document.append_child("rdf:RDF");
  add_attribute(root, "xmlns", names::rss);
  add_attribute(root, "xmlns:rdf", names::rdf);
  add_attribute(root, "xmlns:dc", names::dc);
  add_attribute(root, "xmlns:dcterms", names::dcterms);
  add_attribute(root, "xmlns:prism", names::prism);
  add_attribute(root, "xmlns:cito", names::cito);
  add_channel(root, feed, items);
  add_image(root, feed);
  for (const Item& item : items) add_item(root, item, definitions);
  return to_utf8(document);
}

}  // namespace citefeed::render
