/// Publishes what belongs to no feed: pages, posts, the OPML list, style sheets, the addresses that moved or are gone.
#pragma once
#include <string>
#include <vector>

#include "catalogue/snapshot.hpp"
#include "catalogue/timeline.hpp"
#include "model/feed.hpp"
#include "publish/publication.hpp"
#include "publish/publish_feed.hpp"
#include "publish/site_builder.hpp"
#include "resource/site.hpp"

namespace citefeed::publish {

/// What other feeds' pages and lists show of the feeds: a digest of all that.
[[nodiscard]] Digest digest_of_counts(const std::vector<SelectedFeed>& feeds);

/// Adds the feed's page to its folder. The first page shows besides what all `feeds` hold.
void publish_feed_page(const SelectedFeed& feed, const std::vector<SelectedFeed>& feeds, const Digest& counts,
                       const DefinitionsPointer& definitions, FolderBuilder& folder);

/// Adds "feeds.opml", "style.css" and "feed.css" to the folder of the site's root.
void publish_root_files(const std::vector<SelectedFeed>& feeds, const DefinitionsPointer& definitions,
                        FolderBuilder& folder);

/// Adds the folders "/topics/" and "/about/extensions/", and appends their paths to `folders`.
void publish_site_pages(const std::vector<SelectedFeed>& feeds, const Digest& counts,
                        const DefinitionsPointer& definitions, SiteBuilder& builder, std::vector<std::string>& folders);

/// A topic's or type's other names lead to what stands under its slug.
[[nodiscard]] std::vector<resource::MovedFolder> moved_categories(const model::Definitions& definitions);

// Publishes one post: its page and the reviewed articles' citations as files.

/// "/posts/{id}/".
[[nodiscard]] std::string post_path(const model::Post& post);

/// The names of the post's resources below its path: "" for its page and, where it reviews something, citation.bib,
/// .ris and .json.
[[nodiscard]] std::vector<std::string> post_files(const model::Post& post);

/// Adds the post's folder. Old addresses of the post answer with 301.
void publish_post(const catalogue::PostPointer& post, const DefinitionsPointer& definitions, SiteBuilder& builder);

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

/// What is said at the addresses of posts and topics that are gone, old addresses of posts included. An address that
/// exists wins.
[[nodiscard]] resource::GoneFolders gone_folders(const model::Definitions& definitions,
                                                 const catalogue::Snapshot& snapshot);

}  // namespace citefeed::publish
