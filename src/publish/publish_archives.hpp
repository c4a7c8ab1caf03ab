/// Publishes what one document of a feed cannot hold: its archives (RFC 5005, 4), and pages that list every post.
#pragma once
#include <cstddef>
#include <string>

#include "publish/publish_feed.hpp"

namespace citefeed::publish {

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

}  // namespace citefeed::publish
