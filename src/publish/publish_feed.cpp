#include "publish/publish_feed.hpp"

#include <fmt/format.h>
#include <memory>

#include "publish/feed_list.hpp"
#include "publish/publish_gone.hpp"
#include "render/entry.hpp"

namespace citefeed::publish {
namespace {

void add_deleted(DigestBuilder& inputs, const std::vector<model::DeletedEntry>& all) {
  for (const model::DeletedEntry& deleted : all) {
    inputs.add(deleted.ref).add(to_rfc3339(deleted.when)).add(deleted.comment);
  }
}

/// All that a feed's documents follow from, but for their format.
Digest inputs_of(const SelectedFeed& feed, const model::Definitions& definitions) {
  DigestBuilder inputs;
  inputs.add("documents").add(feed.definition.path).add(definitions.digest).add(feed.document.newest_archive);
  for (const auto& post : feed.document.posts) inputs.add(post->digest);
  add_deleted(inputs, feed.deleted);
  return inputs.finish();
}

model::Feed compose(const SelectedFeed& selected, const model::Definitions& definitions, const Entries& entries) {
  model::Feed feed = describe(selected, definitions.site);
  for (const auto& post : selected.document.posts) feed.entries.push_back(entries.at(post->digest));
  feed.deleted = selected.deleted;
  if (!feed.deleted.empty()) feed.updated = std::max(feed.updated, feed.deleted.front().when);
  return feed;
}

const catalogue::Timeline& timeline_of(const model::FeedDefinition& feed, const catalogue::Snapshot& snapshot) {
  static const catalogue::Timeline none;
  const auto named = [&feed](const catalogue::TimelinesByName& timelines) -> const auto& {
    const auto found = timelines.find(feed.slug);
    return found == timelines.end() ? none : found->second;
  };
  switch (feed.kind) {
    case model::FeedKind::topic:
      return named(snapshot.by_topic);
    case model::FeedKind::research_type:
      return named(snapshot.by_type);
    case model::FeedKind::bundle:
      return named(snapshot.by_bundle);
    case model::FeedKind::corrections:
      return snapshot.noticed;
    case model::FeedKind::everything:
      break;
  }
  return snapshot.everything;
}

Digest digest_of(const SelectedFeed& feed) {
  if (feed.deleted.empty()) return feed.timeline.digest();
  DigestBuilder digest;
  digest.add(feed.timeline.digest());
  add_deleted(digest, feed.deleted);
  return digest.finish();
}

}  // namespace

std::string site_path(const std::string& path) {
  return "/" + encode_path(path);
}

std::string site_url(const model::SiteDefinition& site, const std::string& path) {
  return site.base_url.text + encode_path(path);
}

Instant newest_of(catalogue::Posts posts, Instant since) {
  for (const auto& post : posts) since = std::max(since, post->updated);
  return since;
}

std::vector<EntryPointer> entries_of(catalogue::Posts posts, const model::Definitions& definitions) {
  std::vector<EntryPointer> entries;
  entries.reserve(posts.size());
  for (const auto& post : posts)
    entries.push_back(std::make_shared<const model::Entry>(render::make_entry(*post, definitions)));
  return entries;
}

std::vector<SelectedFeed> select_feeds(const model::Definitions& definitions, const catalogue::Snapshot& snapshot) {
  std::vector<SelectedFeed> feeds;
  const RecentWithdrawals withdrawals{definitions, snapshot};
  for (model::FeedDefinition& definition : list_feeds(definitions, snapshot)) {
    const catalogue::Timeline& timeline = timeline_of(definition, snapshot);
    feeds.push_back({.timeline = timeline,
                     .document = catalogue::current_document(timeline, definition.limit),
                     .deleted = withdrawals.from(definition)});
    feeds.back().digest = digest_of(feeds.back());
    feeds.back().definition = std::move(definition);
  }
  return feeds;
}

model::Feed describe(const SelectedFeed& feed, const model::SiteDefinition& site) {
  return {.id = feed_id(feed.definition, site),
          .title = feed.definition.title,
          .subtitle = feed.definition.subtitle,
          .home_url = site_url(site, feed.definition.path),
          .updated = newest_of(feed.document.posts, site.since),
          .authors = {site.authors.at(site.default_author)},
          .language = site.language,
          .rights = site.rights,
          .icon = site.icon,
          .stylesheet = path_of(site.base_url) + "feed.css",
          .complete = feed.document.newest_archive.empty(),
          .prev_archive = feed.document.newest_archive};
}

std::vector<std::string> links_of(const model::Feed& feed, const char* file_name) {
  const auto link = [](const std::string& url, const char* relation) {
    return fmt::format("<{}>; rel=\"{}\"", url, relation);
  };
  const auto document = [&](const std::string& archive) { return render::document_url(feed, file_name, archive); };
  std::vector<std::string> links{link(document(feed.archive), "self"),
                                 fmt::format("<{}>; rel=\"alternate\"; type=\"text/html\"", feed.home_url)};
  if (!feed.hub.empty()) links.push_back(link(feed.hub, "hub"));
  if (!feed.archive.empty()) links.push_back(link(document(""), "current"));
  if (!feed.prev_archive.empty()) links.push_back(link(document(feed.prev_archive), "prev-archive"));
  if (!feed.next_archive.empty()) links.push_back(link(document(feed.next_archive), "next-archive"));
  return links;
}

void publish_documents(const SelectedFeed& feed, const model::Definitions& definitions, const Entries& entries,
                       FolderBuilder& folder) {
  const Digest inputs = inputs_of(feed, definitions);
  std::shared_ptr<const model::Feed> composed;  // for all formats, once one of them is to be made
  for (const FeedFormat& format : feed_formats) {
    folder.add(format.file_name, inputs, [&] {
      if (!composed) composed = std::make_shared<const model::Feed>(compose(feed, definitions, entries));
      return [composed, format] {
        return prepare({.kind = format.kind,
                        .body = format.render(*composed),
                        .newest_update = composed->updated,
                        .links = links_of(*composed, format.file_name)});
      };
    });
  }
}

}  // namespace citefeed::publish
