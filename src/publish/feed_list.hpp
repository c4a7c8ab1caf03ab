/// Which feeds a site has.
#pragma once
#include <vector>

#include "catalogue/snapshot.hpp"
#include "model/definitions.hpp"
#include "model/feed_definition.hpp"

namespace citefeed::publish {

/// Everything, corrections, every topic (with or without posts), every research type in use, every bundle; in this
/// order.
[[nodiscard]] std::vector<model::FeedDefinition> list_feeds(const model::Definitions& definitions,
                                                            const catalogue::Snapshot& snapshot);

/// "{authority}:feeds/topics/empathy" as a tag: URI (RFC 4151): the feed's identity in every format.
[[nodiscard]] std::string feed_id(const model::FeedDefinition& feed, const model::SiteDefinition& site);

}  // namespace citefeed::publish
