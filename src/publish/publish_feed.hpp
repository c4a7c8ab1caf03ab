/// Publishes one feed: the three documents that subscribers poll.
#pragma once
#include <array>
#include <string>
#include <vector>

#include "catalogue/archives.hpp"
#include "model/feed.hpp"
#include "model/feed_definition.hpp"
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

}  // namespace citefeed::publish
