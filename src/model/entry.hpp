/// An entry: a post as every feed format shows it, composed once for all of them.
#pragma once
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "citation/citation.hpp"
#include "model/atom_constructs.hpp"
#include "model/notice.hpp"

namespace citefeed::model {

/// atom:category; in RSS `domain` is the scheme (RFC 4287, 4.2.2).
struct CategoryTerm {
  std::string term = {};    ///< the label: five clients show term, not label
  std::string scheme = {};  ///< the topic's page
  bool operator==(const CategoryTerm&) const = default;
};

/// A notice, and what people are told of it.
struct NoticeText {
  Notice notice = {};
  std::string text = {};  ///< plain text on one line
  bool operator==(const NoticeText&) const = default;
};

/// A reviewed article inside an entry.
struct Review {
  citation::Citation citation = {};      ///< with what `notices` say: see noted_citations()
  std::vector<NoticeText> notices = {};  ///< as stands_before() says
  std::vector<Link> files = {};          ///< its citation as BibTeX, RIS, CSL-JSON (rel=related)
  bool operator==(const Review&) const = default;
};

struct Entry {
  std::string id = {};     ///< tag: URI (RFC 4151), or the IRI the post had before it came here
  std::string url = {};    ///< the post's page, absolute
  std::string title = {};  ///< plain text; says first when a reviewed article was retracted
  Instant published = {};
  Instant updated = {};
  bool is_of_month = false;  ///< `published` stands for its month: no day was said
  std::vector<Person> authors = {};
  std::vector<CategoryTerm> categories = {};  ///< topics
  std::string language = {};
  std::string rights = {};
  std::vector<Review> reviews = {};
  std::string implications_text = {};  ///< plain text; empty when the post has none
  std::string implications_html = {};
  std::string summary_text = {};          ///< notices, then the implications; empty when there are neither
  std::string description_html = {};      ///< notices, citation line with DOI link, then implications
  std::string content_html = {};          ///< notices, citation line, text, implications section, References list
  std::string correspondence_email = {};  ///< of the reviewed author; shown, never in an author field
  std::string extensions_url =
      {};                  ///< the site's page that explains our extension fields (JSON Feed 1.1, extensions: `about`)
  std::string month = {};  ///< of an issue of the monthly digest, "2023-12"; empty for a post
  std::vector<Link> links = {};  ///< to further forms of it
};

}  // namespace citefeed::model
