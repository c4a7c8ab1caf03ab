/// Publishes what belongs to no feed: pages, posts, the OPML lists, style sheets, the addresses that moved or are gone.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "catalogue/snapshot.hpp"
#include "catalogue/timeline.hpp"
#include "model/feed.hpp"
#include "publish/inputs.hpp"
#include "publish/publish_feed.hpp"
#include "publish/site_builder.hpp"
#include "resource/site.hpp"

namespace citefeed::publish {

/// What the pages and lists of other feeds show of a feed.
struct ListedFeed {
  Shared<model::FeedDefinition> definition;
  std::size_t posts = 0;
};
using ListedFeeds = Shared<std::vector<ListedFeed>>;

[[nodiscard]] ListedFeeds listed_feeds(const std::vector<Shared<SelectedFeed>>& feeds);

/// Adds the feed's page to its folder.
void add_feed_page(const SelectedFeed& feed, FolderBuilder& folder);

/// Adds the first page, which shows besides the newest posts what `feeds` hold, to the folder of the site's root; and
/// the lists of feeds (OPML), "style.css" and "feed.css".
void add_root_files(const SelectedFeed& everything, const ListedFeeds& feeds, FolderBuilder& folder);

/// Adds the folders "/topics/" and "/about/extensions/".
void publish_site_pages(const ListedFeeds& feeds, SiteBuilder& builder);

/// A topic's, type's or bundle's other names lead to what stands under its slug.
[[nodiscard]] std::vector<resource::MovedFolder> renamed_feeds(const model::Definitions& definitions);

/// The addresses at which feeds were elsewhere lead to the feeds of today, each in the format that was there. To be
/// called after publish_post() and erase_post().
void publish_feed_aliases(SiteBuilder& builder);

// Publishes one post: its page and the reviewed articles' citations as files.

/// "/posts/{id}/".
[[nodiscard]] std::string post_path(const model::Post& post);

/// The names of the post's resources below its path: "" for its page and, where it reviews something, citation.bib,
/// .ris and .json.
[[nodiscard]] std::vector<std::string> post_files(const model::Post& post);

/// Adds the post's folder. Old addresses of the post answer with 301.
void publish_post(const catalogue::PostPointer& post, SiteBuilder& builder);

/// Takes the post's folder and its old addresses away.
void erase_post(const model::Post& post, SiteBuilder& builder);

// Publishes what is no longer there: what Atom feeds name as deleted, and what their addresses say.

/// Every post that was withdrawn not long ago. One object for all feeds.
class RecentWithdrawals final {
 public:
  RecentWithdrawals(const model::Definitions& definitions, const catalogue::Snapshot& snapshot);

  /// Those that stood in `feed`, or that may have, where only gone.yaml knows them; the last first.
  [[nodiscard]] std::vector<model::DeletedEntry> from(const model::FeedDefinition& feed) const;

 private:
  struct Withdrawn {
    catalogue::PostPointer post = {};  ///< null when there is no file any more
    model::DeletedEntry entry = {};
  };
  std::vector<Withdrawn> withdrawn_ = {};
};

/// What is said at the addresses of posts and feeds that are gone, old addresses of posts included. An address that
/// exists wins.
[[nodiscard]] resource::GoneFolders gone_folders(const DefinitionsPointer& definitions,
                                                 const catalogue::Snapshot& snapshot);

}  // namespace citefeed::publish
