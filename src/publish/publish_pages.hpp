/// Publishes what belongs to the site as a whole: pages, the OPML list, style sheets, health.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "publish/publish_feed.hpp"

namespace citefeed::publish {

/// Adds "/", every feed's page, "/topics/", "/about/extensions/", "/feeds.opml", "/style.css", "/feed.css" and
/// 301 for the aliases of topics and types. Appends to `documents` and `pages` as Publication describes them.
void publish_pages(const std::vector<SelectedFeed>& feeds, const std::shared_ptr<const model::Definitions>& definitions,
                   SiteBuilder& builder, std::vector<std::string>& documents, std::vector<std::string>& pages);

}  // namespace citefeed::publish
