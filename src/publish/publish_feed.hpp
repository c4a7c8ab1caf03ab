/// Publishes one feed: the documents that subscribers poll, its archives, and the articles that its posts review.
#pragma once
#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "base/published_addresses.hpp"
#include "catalogue/snapshot.hpp"
#include "catalogue/timeline.hpp"
#include "model/feed.hpp"
#include "publish/inputs.hpp"
#include "publish/site_builder.hpp"
#include "render/feeds.hpp"

namespace citefeed::publish {

/// A feed of the site together with the posts it selects.
struct SelectedFeed {
  Shared<model::FeedDefinition> definition;
  catalogue::Timeline timeline = {};
  catalogue::CurrentDocument document = {};  ///< the one that subscribers poll; follows from `timeline` and the limit
  std::vector<model::DeletedEntry> deleted = {};  ///< what that document names as withdrawn
  catalogue::Timeline notices = {};               ///< of all posts, in whatever feed

  [[nodiscard]] Digest digest() const;
};

/// The articles that the posts in the polled document of a feed review.
using SelectedArticles = Shared<std::vector<catalogue::ArticlePointer>>;

/// The formats of post feeds.
struct FeedFormat {
  DocumentKind kind = DocumentKind::atom;
  std::string (*render)(const model::Feed&) = nullptr;
};
inline constexpr std::array feed_formats{FeedFormat{DocumentKind::atom, render::atom},
                                         FeedFormat{DocumentKind::rss, render::rss},
                                         FeedFormat{DocumentKind::json_feed, render::json_feed}};

/// `feed` in the format of `kind`, as a resource.
[[nodiscard]] Document to_document(const model::Feed& feed, DocumentKind kind);

/// The latest `updated` of these posts, or `since` where that is later or there are none.
[[nodiscard]] Instant newest_of(catalogue::Posts posts, Instant since);

/// The entries of these posts, made here: for what is made when it is asked for.
[[nodiscard]] std::vector<EntryPointer> entries_of(catalogue::Posts posts, const model::Definitions& definitions);

/// Every feed with its posts.
[[nodiscard]] std::vector<Shared<SelectedFeed>> select_feeds(const model::Definitions& definitions,
                                                             const catalogue::Snapshot& snapshot);

[[nodiscard]] SelectedArticles select_articles(const SelectedFeed& feed, const catalogue::Articles& articles);

/// What every document of the feed says of it: no entries, no archives, no time.
[[nodiscard]] model::Feed describe(const model::FeedDefinition& feed, const model::SiteDefinition& site);

/// Adds to the feed's folder the documents that subscribers poll: "feed.atom", "feed.rss" and "feed.json"; and
/// "articles.rdf", the articles that their posts review; and "citations.bib", ".ris" and ".json", all articles that its
/// posts ever reviewed.
void add_feed_files(const SelectedFeed& feed, const SelectedArticles& articles, FolderBuilder& folder);

/// "/" + path: where requests find what stands at `path` below the site's root.
[[nodiscard]] std::string site_path(const std::string& path);

/// `path` below the site's root as an absolute URL.
[[nodiscard]] std::string site_url(const model::SiteDefinition& site, const std::string& path);

/// The name of the archive at `place`; "" before the oldest (0 - 1, which wraps around) and after the newest.
template <class Archives>
[[nodiscard]] std::string name_at(const Archives& archives, std::size_t place) {
  return place < archives.size() ? archives[place].name : "";
}

/// Adds the folder "{path}archive/" with the page that lists the years and, for every archive of the feed (RFC 5005,
/// 4), "{name}.atom", ".rss" and ".json"; and for every year the folder "{path}archive/{year}/" with the page that
/// lists its posts by month. They are taken over from the last site whatever is published later.
void publish_archives(const Shared<SelectedFeed>& feed, SiteBuilder& builder);

}  // namespace citefeed::publish
