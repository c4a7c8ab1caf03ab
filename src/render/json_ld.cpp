#include "render/pages.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "citation/doi.hpp"
#include "render/html.hpp"
#include "render/json.hpp"
#include "render/text.hpp"

namespace citefeed::render {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

const char* schema_type(citation::WorkType type) {
  switch (type) {
    case citation::WorkType::article_journal:
      return "ScholarlyArticle";
    case citation::WorkType::book:
      return "Book";
    case citation::WorkType::chapter:
      return "Chapter";
    case citation::WorkType::thesis:
      return "Thesis";
    case citation::WorkType::report:
      return "Report";
    case citation::WorkType::webpage:
      return "WebPage";
    case citation::WorkType::preprint:
    case citation::WorkType::conference_paper:
      return "ScholarlyArticle";
    case citation::WorkType::dataset:
      return "Dataset";
    case citation::WorkType::software:
      return "SoftwareApplication";
    case citation::WorkType::video:
      return "Movie";
    case citation::WorkType::broadcast:
      return "Episode";
    case citation::WorkType::blog_post:
      return "BlogPosting";
    case citation::WorkType::speech:
      break;
  }
  return "CreativeWork";
}

object author_of(const citation::Name& name) {
  if (!name.literal.empty()) return {{"@type", "Organization"}, {"name", name.literal}};
  object person{{"@type", "Person"}, {"name", citation::inverted(name)}};
  add_if_any(person, "familyName", name.family);
  add_if_any(person, "givenName", name.given);
  add_if_any(person, "honorificSuffix", name.suffix);
  return person;
}

/// The journal, inside it the volume, inside that the issue: each where it is known.
object part_of(const citation::Citation& reviewed) {
  const bool is_journal = reviewed.type == citation::WorkType::article_journal;
  object whole{{"@type", is_journal ? "Periodical" : "Book"}, {"name", reviewed.container_title}};
  if (!reviewed.volume.empty()) {
    whole = {{"@type", "PublicationVolume"}, {"volumeNumber", reviewed.volume}, {"isPartOf", std::move(whole)}};
  }
  if (!reviewed.issue.empty()) {
    whole = {{"@type", "PublicationIssue"}, {"issueNumber", reviewed.issue}, {"isPartOf", std::move(whole)}};
  }
  return whole;
}

/// The notices of corrections, as addresses where there are any, else in words.
array corrections_of(const model::Review& review) {
  array corrections;
  for (const auto& [notice, text] : review.notices) {
    if (notice.kind != model::NoticeKind::correction) continue;
    corrections.emplace_back(notice.doi.empty() ? text : citation::doi_url(notice.doi));
  }
  return corrections;
}

object work_of(const model::Review& review) {
  const citation::Citation& reviewed = review.citation;
  object work{{"@type", schema_type(reviewed.type)}};
  const std::string address = address_of(reviewed);
  add_if_any(work, "@id", address);
  add_if_any(work, "name", reviewed.title.empty() ? reference_text(reviewed) : reviewed.title);
  array authors;
  for (const citation::Name& name : reviewed.authors) authors.push_back(author_of(name));
  add_if_any(work, "author", std::move(authors));
  if (reviewed.year) work["datePublished"] = std::to_string(*reviewed.year);
  if (!reviewed.container_title.empty()) work["isPartOf"] = part_of(reviewed);
  add_if_any(work, "pageStart", reviewed.first_page);
  add_if_any(work, "pageEnd", reviewed.last_page);
  add_if_any(work, "pagination", citation::page_range(reviewed));
  if (!reviewed.publisher.empty()) work["publisher"] = object{{"@type", "Organization"}, {"name", reviewed.publisher}};
  if (!reviewed.doi.empty()) {
    work["identifier"] = object{{"@type", "PropertyValue"}, {"propertyID", "doi"}, {"value", reviewed.doi}};
    work["sameAs"] = address;
  }
  add_if_any(work, "url", address);
  if (reviewed.retracted) work["creativeWorkStatus"] = "Retracted";
  add_if_any(work, "correction", corrections_of(review));
  return work;
}

array authors_of(const model::Entry& entry) {
  array authors;
  for (const model::Person& person : entry.authors) {
    object author{{"@type", "Person"}, {"name", person.name}};
    add_if_any(author, "url", person.uri);
    authors.push_back(std::move(author));
  }
  return authors;
}

array keywords_of(const model::Entry& entry) {
  array keywords;
  for (const model::CategoryTerm& category : entry.categories) keywords.emplace_back(category.term);
  return keywords;
}

/// One work as an object, several as a list.
value reviewed_by(const model::Entry& entry) {
  if (entry.reviews.size() == 1) return work_of(entry.reviews.front());
  array works;
  for (const model::Review& review : entry.reviews) works.push_back(work_of(review));
  return works;
}

}  // namespace

std::string json_ld(const model::Entry& entry, const model::SiteDefinition& site) {
  object post{{"@context", "https://schema.org"}};
  if (entry.reviews.empty()) {
    post["@type"] = "BlogPosting";
  } else {
    post["@type"] = array{"BlogPosting", "Review"};
  }
  post["@id"] = entry.url;
  post["url"] = entry.url;
  post["headline"] = entry.title;
  post["name"] = entry.title;
  post["datePublished"] = to_rfc3339(entry.published);
  post["dateModified"] = to_rfc3339(entry.updated);
  add_if_any(post, "inLanguage", entry.language);
  add_if_any(post, "author", authors_of(entry));
  post["publisher"] = object{{"@type", "Organization"}, {"name", site.title}, {"url", site.base_url.text}};
  post["isPartOf"] = object{{"@type", "Blog"}, {"name", site.title}, {"url", site.base_url.text}};
  add_if_any(post, "abstract", entry.summary_text);
  add_if_any(post, "keywords", keywords_of(entry));
  if (!entry.reviews.empty()) post["itemReviewed"] = reviewed_by(entry);
  // "</script" or "<!--" in a title would end or swallow the script element (HTML, 13.2.5.15).
  std::string text;
  for (const char byte : to_text(std::move(post))) {
    if (byte == '<') {
      text += "\\u003c";
    } else {
      text += byte;
    }
  }
  return text;
}

}  // namespace citefeed::render
