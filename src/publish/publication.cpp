#include "publish/publication.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/parallel.hpp"
#include "base/published_addresses.hpp"
#include "publish/publish_feed.hpp"
#include "publish/publish_months.hpp"
#include "publish/publish_pages.hpp"
#include "render/entry_content.hpp"

namespace citefeed::publish {
namespace {

/// The entries of all posts that stand in polled documents; those of `previous`, which had the same definitions, are
/// taken over.
Entries make_entries(const std::vector<Shared<SelectedFeed>>& feeds, const model::Definitions& definitions,
                     const Publication* previous, unsigned threads) {
  Entries entries;
  std::vector<std::pair<const model::Post*, EntryPointer*>> missing;
  for (const auto& feed : feeds) {
    for (const auto& post : feed->document.posts) {
      const auto [place, is_new] = entries.try_emplace(post->digest);
      if (!is_new) continue;
      if (previous != nullptr) {
        const auto known = previous->entries.find(post->digest);
        if (known != previous->entries.end()) place->second = known->second;
      }
      if (!place->second) missing.emplace_back(post.get(), &place->second);  // unordered_map never moves its values
    }
  }
  for_each_index(missing.size(), threads, [&](std::size_t i) {
    *missing[i].second = std::make_shared<const model::Entry>(render::make_entry(*missing[i].first, definitions));
  });
  return entries;
}

/// Appends the paths of the documents in `folder`, which is at `path`, that many readers poll.
void add_polled(Folder folder, const std::string& path, std::vector<std::string>& paths) {
  for (const PublishedAddress& address : published_addresses) {
    if (address.folder == folder && format_of(address.kind).is_polled) paths.push_back(path + address.name);
  }
}

struct FeedFolder {
  Shared<SelectedFeed> feed;
  SelectedArticles articles;

  void fill(FolderBuilder& folder) const {
    add_feed_page(*feed, folder);
    add_feed_files(*feed, articles, folder);
  }
};

/// The folder of the feed of everything is that of the site's root.
struct RootFolder {
  Shared<SelectedFeed> everything;
  SelectedArticles articles;
  ListedFeeds feeds;
  Shared<SelectedIssues> issues;

  void fill(FolderBuilder& folder) const {
    add_root_files(*everything, feeds, folder);
    add_feed_files(*everything, articles, folder);
    add_digest_documents(*issues, folder);
  }
};

/// Adds the folders of the feeds, which hold their pages, documents and articles, and those of their archives.
void publish_feeds(const std::vector<Shared<SelectedFeed>>& feeds, const Shared<SelectedIssues>& issues,
                   Publication& next, SiteBuilder& builder) {
  const ListedFeeds listed = listed_feeds(feeds);
  for (const auto& feed : feeds) {
    const auto articles = select_articles(*feed, next.snapshot->articles);
    const std::string path = site_path(feed->definition->path);
    next.feed_pages.push_back(path);
    add_polled(Folder::feed, path, next.feed_documents);
    if (feed->definition->kind == model::FeedKind::everything) {
      builder.add_folder(path, RootFolder{.everything = feed, .articles = articles, .feeds = listed, .issues = issues});
      add_polled(Folder::root, path, next.feed_documents);
    } else {
      builder.add_folder(path, FeedFolder{.feed = feed, .articles = articles});
    }
    publish_archives(feed, builder);
  }
  publish_site_pages(listed, builder);
}

/// Publishes the posts that are another way now, and takes away those that were another way before.
void publish_posts(const PostChanges& changes, SiteBuilder& builder) {
  for (const auto& change : changes) {
    if (change.before) erase_post(*change.before, builder);
  }
  for (const auto& change : changes) {
    if (change.after) publish_post(change.after, builder);
  }
}

}  // namespace

PostChanges post_changes(const Publication* previous, const catalogue::Snapshot& snapshot) {
  return catalogue::changes(previous == nullptr ? catalogue::Snapshot{} : *previous->snapshot, snapshot);
}

Publication publish_site(DefinitionsPointer definitions, std::shared_ptr<const catalogue::Snapshot> snapshot,
                         const Publication* previous, unsigned threads) {
  const auto changes = post_changes(previous, *snapshot);
  return publish_site(std::move(definitions), std::move(snapshot), previous, changes, threads);
}

Publication publish_site(DefinitionsPointer definitions, std::shared_ptr<const catalogue::Snapshot> snapshot,
                         const Publication* previous, const PostChanges& changes, unsigned threads,
                         const resource::ServedBefore& earlier) {
  Publication next{.definitions = std::move(definitions),
                   .snapshot = std::move(snapshot),
                   .late = std::make_shared<ToldArrivals>(),
                   .since = std::make_shared<resource::FirstServed>()};
  const bool goes_on = previous != nullptr && previous->definitions->digest == next.definitions->digest;
  const auto feeds = select_feeds(*next.definitions, *next.snapshot);
  next.entries = make_entries(feeds, *next.definitions, goes_on ? previous : nullptr, threads);
  SiteBuilder builder{previous == nullptr ? resource::Site{} : *previous->site,
                      goes_on ? SiteBuilder::Begin::as_before : SiteBuilder::Begin::empty,
                      next.definitions,
                      next.entries,
                      next.since,
                      earlier};
  const auto issues = select_issues(*next.definitions, *next.snapshot);
  publish_feeds(feeds, issues, next, builder);
  publish_issues(issues, builder);
  publish_months(feeds.front(), builder);  // the first is of everything
  next.feed_pages.push_back(site_path(folder_path(Folder::topics)));
  next.feed_pages.push_back(site_path(folder_path(Folder::digest)));
  builder.set_moved_folders(renamed_feeds(*next.definitions));
  builder.set_gone(gone_folders(next.definitions, *next.snapshot));
  const bool begins_anew = previous != nullptr && !goes_on;  // with nothing, though there was something before
  publish_posts(begins_anew ? post_changes(nullptr, *next.snapshot) : changes, builder);
  publish_feed_aliases(builder);
  next.folders = builder.paths();
  std::sort(next.folders.begin(), next.folders.end());
  if (goes_on) {
    std::vector<std::string> vanished;
    std::set_difference(previous->folders.begin(), previous->folders.end(), next.folders.begin(), next.folders.end(),
                        std::back_inserter(vanished));
    for (const std::string& path : vanished) builder.erase_folder(path);
  }
  next.site = builder.finish();
  next.made = builder.made();
  return next;
}

void prepare_documents(const Publication& publication, unsigned threads) {
  for_each_index(publication.feed_documents.size(), threads, [&publication](std::size_t i) {
    static_cast<void>(publication.site->at(publication.feed_documents[i])->prepared());
  });
}

std::vector<std::string> early_pages(const Publication& publication) {
  std::vector<std::string> paths = publication.feed_pages;
  for (const auto& post :
       publication.snapshot->everything.newest(publication.definitions->site.limits.prepared_pages)) {
    const std::string path = post_path(*post);
    for (const std::string& name : post_files(*post)) paths.push_back(path + name);
  }
  return paths;
}

}  // namespace citefeed::publish
