#include "publish/publication.hpp"

#include "base/parallel.hpp"
#include "publish/publish_archives.hpp"
#include "publish/publish_articles.hpp"
#include "publish/publish_feed.hpp"
#include "publish/publish_pages.hpp"
#include "publish/publish_post.hpp"
#include "publish/site_builder.hpp"
#include "render/entry.hpp"

namespace citefeed::publish {
namespace {

/// The entries of all posts that stand in feeds; those of `previous` are taken over.
std::unordered_map<Digest, EntryPointer> make_entries(const std::vector<SelectedFeed>& feeds,
                                                      const model::Definitions& definitions,
                                                      const Publication* previous, unsigned threads) {
  std::unordered_map<Digest, EntryPointer> entries;
  std::vector<std::pair<const model::Post*, EntryPointer*>> missing;
  for (const SelectedFeed& feed : feeds) {
    for (const auto& post : feed.in_document()) {
      const auto [place, is_new] = entries.try_emplace(post->digest);
      if (!is_new) continue;
      const auto known = previous == nullptr ? nullptr : [&]() -> EntryPointer {
        const auto found = previous->entries.find(post->digest);
        return found == previous->entries.end() ? nullptr : found->second;
      }();
      place->second = known;
      if (!known) missing.emplace_back(post.get(), &place->second);  // unordered_map never moves its values
    }
  }
  for_each_index(missing.size(), threads, [&](std::size_t i) {
    *missing[i].second = std::make_shared<const model::Entry>(render::make_entry(*missing[i].first, definitions));
  });
  return entries;
}

}  // namespace

Publication publish_site(std::shared_ptr<const model::Definitions> definitions,
                         std::shared_ptr<const catalogue::Snapshot> snapshot, const Publication* previous,
                         unsigned threads) {
  Publication next{.definitions = std::move(definitions), .snapshot = std::move(snapshot)};
  const std::vector<SelectedFeed> feeds = select_feeds(*next.definitions, *next.snapshot);
  next.entries = make_entries(feeds, *next.definitions, previous, threads);
  SiteBuilder builder{previous == nullptr ? nullptr : previous->site.get(), path_of(next.definitions->site.base_url)};
  for (const SelectedFeed& feed : feeds) {
    publish_feed(feed, *next.definitions, next.entries, builder, next.feed_documents);
    publish_archives(feed, next.definitions, builder);
    publish_archive_pages(feed, next.definitions, builder);
  }
  publish_articles(feeds, next.definitions, *next.snapshot, builder, next.feed_documents);
  publish_pages(feeds, next.definitions, builder, next.feed_documents, next.early_pages);
  std::size_t place = 0;
  for (const auto& post : next.snapshot->posts) {
    const bool is_early = place++ < next.definitions->site.limits.prepared_pages;
    publish_post(post, next.definitions, builder, is_early ? &next.early_pages : nullptr);
  }
  next.site = builder.finish(threads);
  next.made = builder.made();
  return next;
}

}  // namespace citefeed::publish
