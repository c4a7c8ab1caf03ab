/// Publishes what one document of a feed cannot hold: its archives (RFC 5005, 4), and pages that list every post.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "publish/publish_feed.hpp"

namespace citefeed::publish {

/// Adds "{path}archive/{name}.atom", ".rss" and ".json" for every archive of the feed, made when they are first asked
/// for. They take over from the last site whatever is published later.
void publish_archives(const SelectedFeed& feed, const std::shared_ptr<const model::Definitions>& definitions,
                      SiteBuilder& builder);

/// Adds the pages "{path}archive/", which lists the years, and "{path}archive/{year}/", which lists its posts by month.
void publish_archive_pages(const SelectedFeed& feed, const std::shared_ptr<const model::Definitions>& definitions,
                           SiteBuilder& builder);

/// What stands below the feed's path: "archive/", "archive/2024/", "archive/2024.atom" …
[[nodiscard]] std::vector<std::string> archive_files(const SelectedFeed& feed, const model::SiteDefinition& site);

}  // namespace citefeed::publish
