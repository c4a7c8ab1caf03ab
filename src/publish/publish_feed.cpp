#include "publish/publish_feed.hpp"

#include <fmt/format.h>

#include "publish/feed_list.hpp"
#include "render/entry.hpp"

namespace citefeed::publish {
namespace {

/// All that a feed's documents follow from.
Digest inputs_of(const SelectedFeed& feed, const model::Definitions& definitions, const char* file_name) {
  DigestBuilder inputs;
  inputs.add(file_name).add(feed.definition.path).add(definitions.digest);
  inputs.add(feed.divided.archives.empty() ? "complete" : feed.divided.archives.back().name);
  for (const auto& post : feed.in_document()) inputs.add(post->digest);
  return inputs.finish();
}

model::Feed compose(const SelectedFeed& selected, const model::Definitions& definitions,
                    const std::unordered_map<Digest, EntryPointer>& entries) {
  model::Feed feed = describe(selected, definitions.site);
  for (const auto& post : selected.in_document()) feed.entries.push_back(entries.at(post->digest));
  return feed;
}

}  // namespace

std::string site_path(const std::string& path) {
  return "/" + encode_path(path);
}

std::string site_url(const model::SiteDefinition& site, const std::string& path) {
  return site.base_url.text + encode_path(path);
}

/// Hashed in one go: a feed may have 100,000 posts, and this runs for every feed at every change.
Digest digest_of(std::span<const catalogue::PostPointer> posts) {
  std::string digests;
  digests.reserve(posts.size() * sizeof(Digest::bytes));
  for (const auto& post : posts) {
    const auto& bytes = post->digest.bytes;
    digests.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  }
  return sha256(digests);
}

Instant newest_of(std::span<const catalogue::PostPointer> posts, Instant since) {
  for (const auto& post : posts) since = std::max(since, post->updated);
  return since;
}

std::vector<EntryPointer> entries_of(std::span<const catalogue::PostPointer> posts,
                                     const model::Definitions& definitions) {
  std::vector<EntryPointer> entries;
  entries.reserve(posts.size());
  for (const auto& post : posts)
    entries.push_back(std::make_shared<const model::Entry>(render::make_entry(*post, definitions)));
  return entries;
}

std::vector<SelectedFeed> select_feeds(const model::Definitions& definitions, const catalogue::Snapshot& snapshot) {
  std::vector<SelectedFeed> feeds;
  for (model::FeedDefinition& definition : list_feeds(definitions, snapshot)) {
    auto posts = catalogue::select(snapshot, definition.select);
    auto divided = catalogue::divide(posts, definition.limit, definitions.site.time_zone);
    feeds.push_back({.definition = std::move(definition), .posts = std::move(posts), .divided = std::move(divided)});
  }
  return feeds;
}

model::Feed describe(const SelectedFeed& feed, const model::SiteDefinition& site) {
  return {.id = feed_id(feed.definition, site),
          .title = feed.definition.title,
          .subtitle = feed.definition.subtitle,
          .home_url = site_url(site, feed.definition.path),
          .updated = newest_of(feed.in_document(), site.since),
          .authors = {site.authors.at(site.default_author)},
          .language = site.language,
          .rights = site.rights,
          .icon = site.icon,
          .stylesheet = path_of(site.base_url) + "feed.css",
          .complete = feed.divided.archives.empty(),
          .prev_archive = feed.divided.archives.empty() ? "" : feed.divided.archives.back().name};
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

void publish_feed(const SelectedFeed& feed, const model::Definitions& definitions,
                  const std::unordered_map<Digest, EntryPointer>& entries, SiteBuilder& builder,
                  std::vector<std::string>& documents) {
  for (const FeedFormat& format : feed_formats) {
    documents.push_back(site_path(feed.definition.path + format.file_name));
    builder.add_ready(documents.back(), inputs_of(feed, definitions, format.file_name), [&] {
      return [composed = compose(feed, definitions, entries), format] {
        return prepare({.kind = format.kind,
                        .body = format.render(composed),
                        .newest_update = composed.updated,
                        .links = links_of(composed, format.file_name)});
      };
    });
  }
}

}  // namespace citefeed::publish
