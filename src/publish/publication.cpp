#include "publish/publication.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/parallel.hpp"
#include "publish/publish_feed.hpp"
#include "publish/publish_issues.hpp"
#include "publish/publish_months.hpp"
#include "publish/publish_pages.hpp"
#include "publish/site_builder.hpp"
#include "render/article_feed.hpp"
#include "render/entry_content.hpp"

namespace citefeed::publish {
namespace {

/// The entries of all posts that stand in polled documents; those of `previous`, which had the same definitions, are
/// taken over.
Entries make_entries(const std::vector<SelectedFeed>& feeds, const model::Definitions& definitions,
                     const Publication* previous, unsigned threads) {
  Entries entries;
  std::vector<std::pair<const model::Post*, EntryPointer*>> missing;
  for (const SelectedFeed& feed : feeds) {
    for (const auto& post : feed.document.posts) {
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

/// Adds the folder of the feed, which holds its page, its documents and its articles, and those of its archives.
void publish_feed(const SelectedFeed& feed, const std::vector<SelectedFeed>& feeds, const SelectedIssues& issues,
                  const Digest& counts, Publication& next, SiteBuilder& builder) {
  const bool is_root = feed.definition.path.empty();
  const auto articles = select_articles(feed, next.snapshot->articles);
  DigestBuilder inputs;
  inputs.add("feed").add(feed.definition.path).add(next.definitions->digest).add(feed.digest).add(articles.digest);
  if (is_root) inputs.add(counts).add(issues.digest);
  const std::string path = site_path(feed.definition.path);
  next.folders.push_back(path);
  builder.add_folder(path, inputs.finish(), [&](FolderBuilder& folder) {
    publish_documents(feed, *next.definitions, next.entries, folder);
    publish_articles(feed, articles, next.definitions, folder);
    publish_feed_page(feed, feeds, counts, next.definitions, folder);
    if (!is_root) return;
    publish_root_files(feeds, next.definitions, folder);
    publish_digest_documents(issues, next.definitions, folder);
  });
  publish_archives(feed, next.definitions, builder, next.folders);
  next.feed_pages.push_back(path);
  for (const FeedFormat& format : feed_formats) next.feed_documents.push_back(path + format.file_name);
  next.feed_documents.push_back(path + render::articles_name);
  if (!is_root) return;
  next.feed_documents.push_back(path + "feeds.opml");
  for (const std::string& name : digest_documents()) next.feed_documents.push_back(path + name);
}

/// Publishes the posts that are another way now, and takes away those that were another way before.
void publish_posts(const PostChanges& changes, const Publication& next, SiteBuilder& builder) {
  for (const auto& change : changes) {
    if (change.before) erase_post(*change.before, builder);
  }
  for (const auto& change : changes) {
    if (change.after) publish_post(change.after, next.definitions, builder);
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
                         const Publication* previous, const PostChanges& changes, unsigned threads) {
  Publication next{.definitions = std::move(definitions), .snapshot = std::move(snapshot)};
  const bool goes_on = previous != nullptr && previous->definitions->digest == next.definitions->digest;
  const std::vector<SelectedFeed> feeds = select_feeds(*next.definitions, *next.snapshot);
  next.entries = make_entries(feeds, *next.definitions, goes_on ? previous : nullptr, threads);
  const std::string root = path_of(next.definitions->site.base_url);
  SiteBuilder builder{previous == nullptr ? resource::Site{} : *previous->site,
                      goes_on ? SiteBuilder::Begin::as_before : SiteBuilder::Begin::empty,
                      root.substr(0, root.rfind('/'))};
  const Digest counts = digest_of_counts(feeds);
  const SelectedIssues issues = select_issues(*next.definitions, *next.snapshot);
  for (const SelectedFeed& feed : feeds) publish_feed(feed, feeds, issues, counts, next, builder);
  publish_issues(issues, next.definitions, builder, next.folders);
  publish_months(feeds.front(), next.definitions, builder, next.folders);  // the first is of everything
  publish_site_pages(feeds, counts, next.definitions, builder, next.folders);
  next.feed_pages.insert(next.feed_pages.end(), {"/topics/", "/digest/"});
  builder.set_moved_folders(moved_categories(*next.definitions));
  builder.set_gone(gone_folders(*next.definitions, *next.snapshot));
  const bool begins_anew = previous != nullptr && !goes_on;  // with nothing, though there was something before
  publish_posts(begins_anew ? post_changes(nullptr, *next.snapshot) : changes, next, builder);
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
