#include "publish/publish_feed.hpp"

#include <fmt/format.h>
#include <memory>
#include <utility>
#include <vector>

#include "catalogue/snapshot.hpp"
#include "model/definitions.hpp"
#include "model/feed.hpp"
#include "publish/prepare.hpp"
#include "publish/publish_pages.hpp"
#include "render/article_feed.hpp"
#include "render/entry_content.hpp"
#include "render/pages.hpp"

namespace citefeed::publish {
namespace {

// Which feeds a site has.

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

/// Everything, corrections, every topic (with or without posts), every research type in use, every bundle; in this
/// order.
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

/// "{authority}:feeds/topics/empathy" as a tag: URI (RFC 4151): the feed's identity in every format.
std::string feed_id(const model::FeedDefinition& feed, const model::SiteDefinition& site) {
  const std::string path = feed.path.empty() ? "all" : feed.path.substr(0, feed.path.size() - 1);
  return fmt::format("tag:{}:feeds/{}", site.id_authority, path);
}

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

namespace {

using catalogue::Archive;

/// Adds one archive in every format. `described` is the feed as its polled document describes it.
void publish_archive(const std::vector<Archive>& archives, std::size_t place, const model::Feed& described,
                     const DefinitionsPointer& definitions, FolderBuilder& folder) {
  const Archive& archive = archives[place];
  const std::string older = name_at(archives, place - 1);
  const std::string newer = name_at(archives, place + 1);
  DigestBuilder inputs;
  inputs.add("archive").add(described.home_url).add(archive.name).add(definitions->digest);
  const Digest digest = inputs.add(archive.digest()).add(older).add(newer).finish();
  for (const FeedFormat& format : feed_formats) {
    folder.add(render::archive_name(format.file_name, archive.name), digest, [&] {
      return [of = described, archive, older, newer, definitions, format] {
        model::Feed document = of;
        document.archive = archive.name;
        document.prev_archive = older;
        document.next_archive = newer;
        document.complete = false;
        document.updated = newest_of(archive.posts(), definitions->site.since);
        document.entries = entries_of(archive.posts(), *definitions);
        return prepare({.kind = format.kind,
                        .body = format.render(document),
                        .newest_update = document.updated,
                        .links = links_of(document, format.file_name),
                        .is_archive = true});
      };
    });
  }
}

render::ArchivePage page_of(const SelectedFeed& feed) {
  render::ArchivePage page{.feed = feed.definition};
  for (const auto& year : feed.timeline.years)
    page.years.push_back({.year = year->number, .posts = year->posts.size()});
  return page;
}

/// All that the list of years follows from, which is on every page.
Digest list_inputs(const SelectedFeed& feed, const model::Definitions& definitions) {
  DigestBuilder inputs;
  inputs.add("archive/").add(feed.definition.path).add(definitions.digest);
  for (const auto& year : feed.timeline.years) {
    inputs.add(std::to_string(year->number)).add(std::to_string(year->posts.size()));
  }
  return inputs.finish();
}

void publish_list(const SelectedFeed& feed, const Digest& inputs, const DefinitionsPointer& definitions,
                  FolderBuilder& folder) {
  // Of the newest update the page shows nothing, but its Last-Modified is reckoned from it.
  const Instant newest = feed.timeline.newest_update(definitions->site.since);
  const Digest with_newest = DigestBuilder{}.add(inputs).add(to_rfc3339(newest)).finish();
  folder.add("", with_newest, [&] {
    return [page = page_of(feed), newest, definitions] {
      return prepare({.kind = Kind::page, .body = render::archive_page(page, *definitions), .newest_update = newest});
    };
  });
}

void publish_year(const SelectedFeed& feed, const catalogue::YearPointer& year, const DefinitionsPointer& definitions,
                  const Digest& inputs, FolderBuilder& folder) {
  folder.add("", inputs, [&] {
    return [page = page_of(feed), year, definitions]() mutable {
      page.year = year->number;
      page.entries = entries_of(year->posts, *definitions);
      return prepare({.kind = Kind::page,
                      .body = render::archive_page(page, *definitions),
                      .newest_update = std::max(year->newest_update, definitions->site.since)});
    };
  });
}

}  // namespace

void publish_archives(const SelectedFeed& feed, const DefinitionsPointer& definitions, SiteBuilder& builder,
                      std::vector<std::string>& folders) {
  const std::string path = site_path(feed.definition.path + "archive/");
  const Digest inputs =
      DigestBuilder{}.add("archives").add(feed.definition.path).add(definitions->digest).add(feed.digest).finish();
  const Digest list = list_inputs(feed, *definitions);
  folders.push_back(path);
  builder.add_folder(path, inputs, [&](FolderBuilder& folder) {
    publish_list(feed, list, definitions, folder);
    const auto archives = catalogue::archives(feed.timeline, feed.definition.limit);
    const model::Feed described = describe(feed, definitions->site);
    for (std::size_t place = 0; place < archives.size(); ++place)
      publish_archive(archives, place, described, definitions, folder);
  });
  for (const auto& year : feed.timeline.years) {
    folders.push_back(path + std::to_string(year->number) + "/");
    const Digest year_inputs = DigestBuilder{}.add("year").add(list).add(year->digest).finish();
    builder.add_folder(folders.back(), year_inputs,
                       [&](FolderBuilder& folder) { publish_year(feed, year, definitions, year_inputs, folder); });
  }
}

namespace {

Instant newest_review(const std::vector<catalogue::ArticlePointer>& articles, Instant newest) {
  for (const auto& article : articles) newest = newest_of(article->reviews, newest);
  return newest;
}

void publish_article_feed(const SelectedFeed& feed, const SelectedArticles& selected,
                          const DefinitionsPointer& definitions, FolderBuilder& folder) {
  DigestBuilder inputs;
  inputs.add("articles").add(feed.definition.path).add(definitions->digest).add(selected.digest);
  inputs.add(to_rfc3339(newest_of(feed.document.posts, definitions->site.since)));
  folder.add(render::articles_name, inputs.finish(), [&] {
    model::Feed described = describe(feed, definitions->site);
    described.prev_archive.clear();  // article feeds have no archives
    return [described = std::move(described), articles = selected.articles, definitions] {
      return prepare({.kind = Kind::rdf,
                      .body = render::articles(described, articles, *definitions),
                      .newest_update = newest_review(articles, described.updated),
                      .links = links_of(described, render::articles_name)});
    };
  });
}

void publish_citations(const SelectedFeed& feed, const DefinitionsPointer& definitions, FolderBuilder& folder) {
  DigestBuilder builder;
  const Digest inputs =
      builder.add("citations").add(feed.definition.path).add(definitions->digest).add(feed.digest).finish();
  for (const CitationFormat& format : citation_formats) {
    folder.add(citations_file(format), inputs, [&] {
      return [timeline = feed.timeline, since = definitions->site.since, format] {
        return prepare({.kind = format.kind,
                        .body = format.write(catalogue::citations_of(timeline.all())),
                        .newest_update = timeline.newest_update(since)});
      };
    });
  }
}

}  // namespace

/// An article is what its first post says of it, and that is among its reviews.
SelectedArticles select_articles(const SelectedFeed& feed, const catalogue::Articles& articles) {
  SelectedArticles selected{.articles = catalogue::articles_of(feed.document.posts, articles)};
  DigestBuilder digest;
  for (const auto& article : selected.articles) {
    digest.add(article->first->id).add(std::to_string(article->position)).add(std::to_string(article->reviews.size()));
    for (const auto& post : article->reviews) digest.add(post->digest);
  }
  selected.digest = digest.finish();
  return selected;
}

void publish_articles(const SelectedFeed& feed, const SelectedArticles& articles, const DefinitionsPointer& definitions,
                      FolderBuilder& folder) {
  publish_article_feed(feed, articles, definitions, folder);
  publish_citations(feed, definitions, folder);
}

}  // namespace citefeed::publish
