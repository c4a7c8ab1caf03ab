#include "publish/feed_list.hpp"

#include <fmt/format.h>

namespace citefeed::publish {
namespace {

model::FeedDefinition category_feed(model::FeedKind kind, const model::Category& category,
                                    const model::SiteDefinition& site) {
  const bool is_topic = kind == model::FeedKind::topic;
  model::FeedDefinition feed{.kind = kind,
                             .path = fmt::format("{}/{}/", is_topic ? "topics" : "types", category.slug),
                             .slug = category.slug,
                             .name = category.label,
                             .title = fmt::format("{}: {}", site.title, category.label),
                             .subtitle = category.description,
                             .limit = site.limits.feed_entries};
  (is_topic ? feed.select.topics : feed.select.types).push_back(category.slug);
  return feed;
}

}  // namespace

std::vector<model::FeedDefinition> list_feeds(const model::Definitions& definitions,
                                              const catalogue::Snapshot& snapshot) {
  const model::SiteDefinition& site = definitions.site;
  std::vector<model::FeedDefinition> feeds{
      {.name = site.title, .title = site.title, .subtitle = site.subtitle, .limit = site.limits.feed_entries},
      {.kind = model::FeedKind::corrections,
       .path = "corrections/",
       .name = "Corrections and retractions",
       .title = fmt::format("{}: Corrections and retractions", site.title),
       .subtitle = "Posts on articles that were corrected or retracted after they were published",
       .limit = site.limits.feed_entries}};
  for (const model::Category& topic : definitions.topics)
    feeds.push_back(category_feed(model::FeedKind::topic, topic, site));
  for (const model::Category& type : definitions.research_types) {
    if (snapshot.by_type.contains(type.slug))
      feeds.push_back(category_feed(model::FeedKind::research_type, type, site));
  }
  for (const model::Bundle& bundle : definitions.bundles) {
    feeds.push_back({.kind = model::FeedKind::bundle,
                     .path = fmt::format("bundles/{}/", bundle.name),
                     .slug = bundle.name,
                     .name = bundle.title,
                     .title = fmt::format("{}: {}", site.title, bundle.title),
                     .subtitle = bundle.subtitle,
                     .select = bundle.select,
                     .limit = bundle.limit});
  }
  return feeds;
}

std::string feed_id(const model::FeedDefinition& feed, const model::SiteDefinition& site) {
  const std::string path = feed.path.empty() ? "all" : feed.path.substr(0, feed.path.size() - 1);
  return fmt::format("tag:{}:feeds/{}", site.id_authority, path);
}

}  // namespace citefeed::publish
