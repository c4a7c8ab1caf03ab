/// Publishes one feed: its three documents.
#pragma once
#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "model/feed.hpp"
#include "publish/publication.hpp"
#include "publish/site_builder.hpp"

namespace citefeed::publish {

/// A feed of the site together with the posts it selects, newest first.
struct SelectedFeed {
  model::FeedDefinition definition = {};
  std::vector<catalogue::PostPointer> posts = {};
  [[nodiscard]] std::span<const catalogue::PostPointer> in_document() const {
    return std::span{posts}.first(std::min(posts.size(), definition.limit));
  }
};

/// Every feed with its posts.
[[nodiscard]] std::vector<SelectedFeed> select_feeds(const model::Definitions& definitions,
                                                     const catalogue::Snapshot& snapshot);

/// What the feed says of itself, without entries. `updated` is the newest of the posts in the document.
[[nodiscard]] model::Feed describe(const SelectedFeed& feed, const model::SiteDefinition& site);

/// The members of the Link field of the feed's document `file_name`.
[[nodiscard]] std::vector<std::string> links_of(const model::Feed& feed, const char* file_name);

/// Adds "{path}feed.atom", "feed.rss" and "feed.json" and appends their paths to `documents`. `entries` has every post
/// of the document.
void publish_feed(const SelectedFeed& feed, const model::Definitions& definitions,
                  const std::unordered_map<Digest, EntryPointer>& entries, SiteBuilder& builder,
                  std::vector<std::string>& documents);

/// "/" + path: where requests find what stands at `path` below the site's root.
[[nodiscard]] std::string site_path(const std::string& path);

/// `path` below the site's root as an absolute URL.
[[nodiscard]] std::string site_url(const model::SiteDefinition& site, const std::string& path);

}  // namespace citefeed::publish
