#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "citation/doi.hpp"
#include "render/citation_files.hpp"
#include "render/container.hpp"
#include "render/feeds.hpp"
#include "render/html.hpp"
#include "render/json.hpp"

namespace citefeed::render {
namespace {

using boost::json::array;
using boost::json::object;

array authors_of(const std::vector<model::Person>& persons) {
  array authors;
  for (const model::Person& person : persons) {
    object author{{"name", person.name}};
    add_if_any(author, "url", person.uri);
    authors.push_back(std::move(author));
  }
  return authors;
}

array file_list(const std::vector<model::Link>& files) {
  array list;
  for (const model::Link& file : files) list.push_back(object{{"url", file.href}, {"mime_type", file.type}});
  return list;
}

std::vector<citation::Citation> citations_of(const model::Entry& entry) {
  std::vector<citation::Citation> citations;
  for (const model::Review& review : entry.reviews) citations.push_back(review.citation);
  return citations;
}

array notices_of(const model::Review& review) {
  array notices;
  for (const auto& [notice, text] : review.notices) {
    object item{{"type", to_noun(notice.kind)}, {"date", to_rfc3339(notice.date)}};
    add_if_any(item, "note", notice.note);
    add_if_any(item, "doi", notice.doi);
    if (!notice.doi.empty()) item["url"] = citation::doi_url(notice.doi);
    item["text"] = text;
    notices.push_back(std::move(item));
  }
  return notices;
}

object article_of(const model::Review& review, const boost::json::value& csl) {
  const citation::Citation& reviewed = review.citation;
  object article{{"citation", reference_text(reviewed)}};
  add_if_any(article, "doi", reviewed.doi);
  add_if_any(article, "url", address_of(reviewed));
  add_if_any(article, "notices", notices_of(review));
  article["csl"] = csl;
  return article;
}

/// `_reviewed_article` is the first, whatever their number; `_reviewed_articles` has all where there are several.
void add_reviewed(object& item, const model::Entry& entry) {
  if (entry.reviews.empty()) return;
  const auto citations = citations_of(entry);
  const array csl = csl_items(citations);
  array articles;
  for (std::size_t i = 0; i < citations.size(); ++i) articles.emplace_back(article_of(entry.reviews[i], csl[i]));
  object first{{"about", entry.extensions_url}};
  for (const auto& member : articles.front().as_object()) first.insert(member);
  add_if_any(first, "citation_files", file_list(citation_files(entry)));
  add_if_any(first, "correspondence_email", entry.correspondence_email);
  item["_reviewed_article"] = std::move(first);
  if (articles.size() < 2) return;
  item["_reviewed_articles"] = object{{"about", entry.extensions_url}, {"articles", std::move(articles)}};
}

/// As Rogue Scholar reads them: `cito` has names from the Citation Typing Ontology.
array references_of(const model::Entry& entry) {
  array references;
  for (const model::Review& review : entry.reviews) {
    object reference;
    add_if_any(reference, "url", address_of(review.citation));
    add_if_any(reference, "doi", review.citation.doi);
    reference["reference"] = reference_text(review.citation);
    reference["cito"] = array{"reviews"};
    references.push_back(std::move(reference));
  }
  return references;
}

array tags_of(const model::Entry& entry) {
  array tags;
  for (const model::CategoryTerm& category : entry.categories) tags.emplace_back(category.term);
  return tags;
}

/// With what happened since to the articles they were drawn from: nobody is to quote the one without the other.
void add_implications(object& item, const model::Entry& entry) {
  if (entry.implications_text.empty()) return;
  object implications{
      {"about", entry.extensions_url}, {"text", entry.implications_text}, {"html", entry.implications_html}};
  array notices;
  for (const model::Review& review : entry.reviews) {
    for (auto& notice : notices_of(review)) notices.push_back(std::move(notice));
  }
  add_if_any(implications, "notices", notices);
  item["_practice_implications"] = std::move(implications);
}

object item_of(const model::Entry& entry) {
  object item{{"id", entry.id}, {"url", entry.url}};
  if (!entry.reviews.empty()) add_if_any(item, "external_url", address_of(entry.reviews.front().citation));
  item["title"] = entry.title;
  item["content_html"] = entry.content_html;
  add_if_any(item, "summary", entry.summary_text);
  item["date_published"] = to_rfc3339(entry.published);
  item["date_modified"] = to_rfc3339(entry.updated);
  add_if_any(item, "authors", authors_of(entry.authors));
  add_if_any(item, "tags", tags_of(entry));
  add_if_any(item, "language", entry.language);
  add_implications(item, entry);
  if (!entry.month.empty()) {
    item["_digest"] =
        object{{"about", entry.extensions_url}, {"month", entry.month}, {"mail_bodies", file_list(entry.links)}};
  }
  add_reviewed(item, entry);
  add_if_any(item, "_references", references_of(entry));
  return item;
}

/// `feed_url` is the feed's identity, so that of the document that is polled on every page; `next_url` leads to older
/// items.
object head_of(const model::Feed& feed) {
  object head{{"version", "https://jsonfeed.org/version/1.1"},
              {"title", feed.title},
              {"home_page_url", feed.home_url},
              {"feed_url", document_url(feed, DocumentKind::json_feed, "")}};
  if (!feed.prev_archive.empty()) head["next_url"] = document_url(feed, DocumentKind::json_feed, feed.prev_archive);
  if (!feed.month.empty()) {
    head["_month"] = object{{"about", feed.home_url + folder_path(Folder::about) + "#changes"},
                            {"month", feed.month},
                            {"version", feed.month_version}};
  }
  add_if_any(head, "description", feed.subtitle);
  add_if_any(head, "icon", feed.icon);
  add_if_any(head, "authors", authors_of(feed.authors));
  add_if_any(head, "language", feed.language);
  if (!feed.hub.empty()) head["hubs"] = array{object{{"type", "WebSub"}, {"url", feed.hub}}};
  return head;
}

}  // namespace

std::string json_feed(const model::Feed& feed) {
  std::string text = to_text(head_of(feed));
  text.replace(text.size() - 1, 1, ",\"items\":[");
  // An item a line: the document stays compact, and two versions of it can be compared.
  const char* separator = "\n";
  for (const auto& entry : feed.entries) {
    text += separator + to_text(item_of(*entry));
    separator = ",\n";
  }
  return text + "\n]}\n";
}

}  // namespace citefeed::render
