/// Publishes one feed: the documents that subscribers poll, its archives, and the articles that its posts review.
#pragma once
#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "catalogue/snapshot.hpp"
#include "catalogue/timeline.hpp"
#include "model/feed.hpp"
#include "publish/prepare.hpp"
#include "publish/publication.hpp"
#include "publish/site_builder.hpp"
#include "render/feeds.hpp"

namespace citefeed::publish {

/// A feed of the site together with the posts it selects.
struct SelectedFeed {
  model::FeedDefinition definition = {};
  catalogue::Timeline timeline = {};
  catalogue::CurrentDocument document = {};       ///< the one that subscribers poll
  std::vector<model::DeletedEntry> deleted = {};  ///< what that document names as withdrawn
  Digest digest = {};                             ///< of the timeline and of `deleted`
};

/// A format of post feeds.
struct FeedFormat {
  const char* file_name = "";
  Kind kind = Kind::atom;
  std::string (*render)(const model::Feed&) = nullptr;
};
inline constexpr std::array feed_formats{FeedFormat{render::atom_name, Kind::atom, render::atom},
                                         FeedFormat{render::rss_name, Kind::rss, render::rss},
                                         FeedFormat{render::json_name, Kind::json_feed, render::json_feed}};

/// The latest `updated` of these posts, or `since` where that is later or there are none.
[[nodiscard]] Instant newest_of(catalogue::Posts posts, Instant since);

/// The entries of these posts, made here: for what is made when it is asked for.
[[nodiscard]] std::vector<EntryPointer> entries_of(catalogue::Posts posts, const model::Definitions& definitions);

/// Every feed with its posts.
[[nodiscard]] std::vector<SelectedFeed> select_feeds(const model::Definitions& definitions,
                                                     const catalogue::Snapshot& snapshot);

/// What the feed says of itself, without entries. `updated` is the newest of the posts in the document.
[[nodiscard]] model::Feed describe(const SelectedFeed& feed, const model::SiteDefinition& site);

/// The members of the Link field of that document of `feed` whose format has `file_name`.
[[nodiscard]] std::vector<std::string> links_of(const model::Feed& feed, const char* file_name);

/// Adds "feed.atom", "feed.rss" and "feed.json" to the feed's folder. `entries` has every post of the document.
void publish_documents(const SelectedFeed& feed, const model::Definitions& definitions, const Entries& entries,
                       FolderBuilder& folder);

/// "/" + path: where requests find what stands at `path` below the site's root.
[[nodiscard]] std::string site_path(const std::string& path);

/// `path` below the site's root as an absolute URL.
[[nodiscard]] std::string site_url(const model::SiteDefinition& site, const std::string& path);

// Publishes what one document of a feed cannot hold: its archives (RFC 5005, 4), and pages that list every post.

/// The name of the archive at `place`; "" before the oldest (0 - 1, which wraps around) and after the newest.
template <class Archives>
[[nodiscard]] std::string name_at(const Archives& archives, std::size_t place) {
  return place < archives.size() ? archives[place].name : "";
}

/// Adds the folder "{path}archive/" with the page that lists the years and, for every archive of the feed,
/// "{name}.atom",
/// ".rss" and ".json"; and for every year the folder "{path}archive/{year}/" with the page that lists its posts by
/// month. All are made when they are first asked for, and taken over from the last site whatever is published later.
/// Appends the folders' paths to `folders`.
void publish_archives(const SelectedFeed& feed, const DefinitionsPointer& definitions, SiteBuilder& builder,
                      std::vector<std::string>& folders);

// Publishes the reviewed articles of a feed: the article feed, and the citations of all articles as files.

/// The articles that the posts in the polled document of a feed review, and a digest of all that is said of them.
struct SelectedArticles {
  std::vector<catalogue::ArticlePointer> articles = {};
  Digest digest = {};
};
[[nodiscard]] SelectedArticles select_articles(const SelectedFeed& feed, const catalogue::Articles& articles);

/// Adds to the feed's folder "articles.rdf", the articles that the posts in its polled document review; and
/// "citations.bib", ".ris" and ".json", all articles that its posts ever reviewed. All are made when first asked for.
void publish_articles(const SelectedFeed& feed, const SelectedArticles& articles, const DefinitionsPointer& definitions,
                      FolderBuilder& folder);

}  // namespace citefeed::publish
