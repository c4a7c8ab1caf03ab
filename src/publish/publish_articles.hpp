/// Publishes the reviewed articles of every feed: the article feed, and the citations of all articles as files.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "publish/publish_feed.hpp"

namespace citefeed::publish {

/// Adds for each feed "{path}articles.rdf", the articles that the posts in its documents review, and appends its path
/// to `documents`; and "{path}citations.bib", ".ris" and ".json", all articles that its posts ever reviewed. All are
/// made when first asked for. Looks at each post of `snapshot` once, and at each feed's posts.
void publish_articles(const std::vector<SelectedFeed>& feeds,
                      const std::shared_ptr<const model::Definitions>& definitions, const catalogue::Snapshot& snapshot,
                      SiteBuilder& builder, std::vector<std::string>& documents);

}  // namespace citefeed::publish
