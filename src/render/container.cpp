#include "render/container.hpp"

#include "citation/doi.hpp"
#include "render/entry_content.hpp"
#include "render/feeds.hpp"
#include "render/html.hpp"
#include "render/xml.hpp"

namespace citefeed::render {
namespace {

void add_review(pugi::xml_node entry_node, const model::Review& review) {
  const citation::Citation& reviewed = review.citation;
  auto work = entry_node.append_child("cito:reviews")
                  .append_child((std::string{"fabio:"} + fabio_class(reviewed.type)).c_str());
  if (!reviewed.doi.empty()) add_attribute(work, "rdf:about", citation::doi_url(reviewed.doi));
  add_text_if_any(work, "dcterms:title", reviewed.title);
  for (const citation::Name& author : reviewed.authors)
    add_text_if_any(work, "dcterms:creator", citation::inverted(author));
  add_text_if_any(work, "dcterms:publisher", reviewed.publisher);
  add_publication(work, reviewed);
  add_notices(work, review.notices);
}

/// Where the reviewed articles are; where none of them has an address, the place on the post's page that names them.
std::vector<model::Link> article_links(const model::Entry& entry) {
  std::vector<model::Link> links;
  for (const model::Review& review : entry.reviews) {
    const std::string address = address_of(review.citation);
    const std::string title = review.citation.doi.empty() ? "article" : "doi";
    if (!address.empty()) links.push_back({.href = address, .rel = "related", .title = title});
  }
  if (links.empty() && !entry.reviews.empty()) {
    links.push_back(
        {.href = entry.url + "#" + article_fragment(0), .rel = "related", .type = "text/html", .title = "reference"});
  }
  return links;
}

}  // namespace

const char* fabio_class(citation::WorkType type) {
  switch (type) {
    case citation::WorkType::article_journal:
      return "JournalArticle";
    case citation::WorkType::book:
      return "Book";
    case citation::WorkType::chapter:
      return "BookChapter";
    case citation::WorkType::thesis:
      return "Thesis";
    case citation::WorkType::report:
      return "ReportDocument";
    case citation::WorkType::webpage:
      return "WebPage";
    case citation::WorkType::preprint:
      return "Preprint";
    case citation::WorkType::dataset:
      return "Dataset";
    case citation::WorkType::software:
      return "ComputerProgram";
    case citation::WorkType::conference_paper:
      return "ConferencePaper";
    case citation::WorkType::speech:
      return "Presentation";
    case citation::WorkType::video:
      return "MovingImage";
    case citation::WorkType::broadcast:
      return "AudioDocument";
    case citation::WorkType::blog_post:
      return "BlogPost";
  }
  return "Work";
}

void add_publication(pugi::xml_node work, const citation::Citation& citation) {
  add_text_if_any(work, "prism:publicationName", citation.container_title);
  if (citation.year) add_text(work, "prism:publicationDate", std::to_string(*citation.year));
  add_text_if_any(work, "prism:volume", citation.volume);
  add_text_if_any(work, "prism:number", citation.issue);
  add_text_if_any(work, "prism:startingPage", citation.first_page);
  add_text_if_any(work, "prism:endingPage", citation.last_page);
  add_text_if_any(work, "prism:pageRange", citation.article_number);
  add_text_if_any(work, "prism:doi", citation.doi);
  add_text_if_any(work, "prism:url", address_of(citation));
  add_text_if_any(work, "dcterms:bibliographicCitation", citation.printed);
}

void declare_extensions(pugi::xml_node root) {
  add_attribute(root, "xmlns:dcterms", names::dcterms);
  add_attribute(root, "xmlns:prism", names::prism);
  add_attribute(root, "xmlns:cito", names::cito);
  add_attribute(root, "xmlns:fabio", names::fabio);
  add_attribute(root, "xmlns:rdf", names::rdf);
  add_attribute(root, "xmlns:fh", names::history);
  add_attribute(root, "xmlns:practice", names::practice);
}

void add_link(pugi::xml_node parent, const char* name, const model::Link& link) {
  auto node = parent.append_child(name);
  add_attribute(node, "rel", link.rel);
  add_attribute_if_any(node, "type", link.type);
  add_attribute_if_any(node, "title", link.title);
  add_attribute(node, "href", link.href);
}

std::string document_url(const model::Feed& feed, DocumentKind kind, const std::string& archive) {
  if (!archive.empty()) {
    return feed.home_url + folder_path(Folder::archive) + name_of(Folder::archive, kind, archive);
  }
  if (!feed.root_url.empty()) return feed.root_url + name_of(Folder::root, kind);
  return feed.home_url + name_of(Folder::feed, kind);
}

void add_feed_links(pugi::xml_node feed_node, const char* name, const model::Feed& feed, DocumentKind kind) {
  const char* type = format_of(kind).media_type;
  const auto add = [&](const char* relation, const std::string& archive) {
    add_link(feed_node, name, {.href = document_url(feed, kind, archive), .rel = relation, .type = type});
  };
  // Readers that know no rel take the first link for the site.
  add_link(feed_node, name, {.href = feed.home_url, .rel = "alternate", .type = "text/html"});
  add("self", feed.archive);
  if (!feed.hub.empty()) add_link(feed_node, name, {.href = feed.hub, .rel = "hub"});
  if (feed.complete) feed_node.append_child("fh:complete");
  if (!feed.archive.empty()) {
    feed_node.append_child("fh:archive");
    add("current", "");
  }
  if (!feed.prev_archive.empty()) add("prev-archive", feed.prev_archive);
  if (!feed.next_archive.empty()) add("next-archive", feed.next_archive);
}

void add_references(pugi::xml_node entry_node, const char* name, const model::Entry& entry) {
  for (const model::Link& link : entry.links) add_link(entry_node, name, link);
  for (const model::Link& file : citation_files(entry)) add_link(entry_node, name, file);
  // Readers that know no rel take the first link of an entry, or the last: that is something to read, never a file.
  for (const model::Link& link : article_links(entry)) add_link(entry_node, name, link);
  for (const model::Review& review : entry.reviews) {
    add_text_if_any(entry_node, "dcterms:references", address_of(review.citation));
  }
}

void add_implications(pugi::xml_node entry_node, const model::Entry& entry) {
  if (entry.implications_text.empty()) return;
  // No attributes: feedparser takes those of an element that it does not know for all that it says.
  for (const model::Review& review : entry.reviews) {
    for (const model::NoticeText& notice : review.notices) add_text(entry_node, "practice:notice", notice.text);
  }
  add_text(entry_node, "practice:implications", entry.implications_text);
}

void add_reviews(pugi::xml_node entry_node, const model::Entry& entry) {
  for (const model::Review& review : entry.reviews) add_review(entry_node, review);
}

}  // namespace citefeed::render
