/// Publishes what belongs to the site as a whole: pages, the OPML list, style sheets, the addresses that moved.
#pragma once
#include <vector>

#include "publish/publish_feed.hpp"

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

}  // namespace citefeed::publish
