/// The formats of feeds and of lists of them. Pure: same feed, same bytes.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "base/published_addresses.hpp"
#include "model/definitions.hpp"
#include "model/feed.hpp"
#include "model/post.hpp"

namespace citefeed::render {

// Post feeds: the same entries in the same order in three formats.

/// The address of the feed's document of `kind`, or of its archive called `archive` where that is not empty:
/// "…/feed.atom" and "…/archive/2024.atom".
[[nodiscard]] std::string document_url(const model::Feed& feed, DocumentKind kind, const std::string& archive);

/// Atom 1.0 (RFC 4287) with what was withdrawn (RFC 6721), as docs/formats.md describes it; ends in a line feed.
[[nodiscard]] std::string atom(const model::Feed& feed);
/// RSS 2.0 (RSS Best Practices Profile).
[[nodiscard]] std::string rss(const model::Feed& feed);
/// JSON Feed 1.1.
[[nodiscard]] std::string json_feed(const model::Feed& feed);

// The article feed: the same posts, seen as the articles they review.

/// What people know the article feed of the feed `title` by: "Empathy – reviewed articles".
[[nodiscard]] std::string articles_title(const std::string& title);

/// RSS 1.0 with Dublin Core and PRISM 2.0, valid RDF/XML, as docs/formats.md describes it: an item for each of
/// `articles`, in their order. Of `feed` it takes what the feed says of itself, not the entries. `definitions` are
/// those the posts were read with.
[[nodiscard]] std::string articles(const model::Feed& feed,
                                   const std::vector<std::shared_ptr<const model::Article>>& articles,
                                   const model::Definitions& definitions);

// OPML 2.0: lists of feeds for one-step subscription.

struct OpmlFeed {
  std::string title = {};
  std::string feed_url = {};
  std::string home_url = {};
  std::string description = {};
};

/// A folder; with an empty `text` its feeds stand at the top level.
struct OpmlFolder {
  std::string text = {};
  std::vector<OpmlFeed> feeds = {};
};

/// The document; folders have only `text`, every feed has text, title, type="rss", xmlUrl, htmlUrl.
[[nodiscard]] std::string opml(const std::string& title, const std::vector<OpmlFolder>& folders);

}  // namespace citefeed::render
