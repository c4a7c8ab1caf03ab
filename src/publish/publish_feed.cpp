#include "publish/publish_feed.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "publish/publish_pages.hpp"
#include "render/citation_files.hpp"
#include "render/entry_content.hpp"
#include "render/feeds.hpp"
#include "render/layout.hpp"
#include "render/pages.hpp"

namespace citefeed::publish {
namespace {

// Which feeds a site has.

model::FeedDefinition category_feed(model::FeedKind kind, const model::Category& category,
                                    const model::SiteDefinition& site) {
  model::FeedDefinition feed{.kind = kind,
                             .path = feed_path(kind, category.slug),
                             .slug = category.slug,
                             .name = category.label,
                             .title = fmt::format("{}: {}", site.title, category.label),
                             .subtitle = category.description,
                             .limit = site.limits.feed_entries};
  (kind == model::FeedKind::topic ? feed.select.topics : feed.select.types).push_back(category.slug);
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
       .path = feed_path(model::FeedKind::corrections),
       .name = "Corrections and retractions",
       .title = render::corrections_title(site),
       .subtitle = "What was corrected, retracted or withdrawn, each as news of its own, the latest first",
       .limit = site.limits.feed_entries}};
  for (const model::Category& topic : definitions.topics)
    feeds.push_back(category_feed(model::FeedKind::topic, topic, site));
  for (const model::Category& type : definitions.research_types) {
    if (snapshot.by_type.contains(type.slug))
      feeds.push_back(category_feed(model::FeedKind::research_type, type, site));
  }
  for (const model::Bundle& bundle : definitions.bundles) {
    feeds.push_back({.kind = model::FeedKind::bundle,
                     .path = feed_path(model::FeedKind::bundle, bundle.name),
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

/// The members of the Link field of the document of `feed` that is of `kind`.
std::vector<std::string> links_of(const model::Feed& feed, DocumentKind kind) {
  const auto link = [](const std::string& url, const char* relation) {
    return fmt::format("<{}>; rel=\"{}\"", url, relation);
  };
  const auto document = [&](const std::string& archive) { return render::document_url(feed, kind, archive); };
  std::vector<std::string> links{link(document(feed.archive), "self"),
                                 fmt::format("<{}>; rel=\"alternate\"; type=\"text/html\"", feed.home_url)};
  if (!feed.hub.empty()) links.push_back(link(feed.hub, "hub"));
  if (!feed.archive.empty()) links.push_back(link(document(""), "current"));
  if (!feed.prev_archive.empty()) links.push_back(link(document(feed.prev_archive), "prev-archive"));
  if (!feed.next_archive.empty()) links.push_back(link(document(feed.next_archive), "next-archive"));
  return links;
}

constexpr bool has_format(DocumentKind kind) {
  return std::any_of(feed_formats.begin(), feed_formats.end(),
                     [kind](const FeedFormat& format) { return format.kind == kind; });
}
static_assert(std::all_of(published_addresses.begin(), published_addresses.end(),
                          [](const PublishedAddress& address) {
                            return !address.is_feed || address.kind == DocumentKind::rdf || has_format(address.kind);
                          }),
              "every format of post feeds has its function");

/// What the polled documents say, in whatever format.
struct PolledFeed {
  Shared<model::FeedDefinition> definition;
  std::vector<ShownPost> posts = {};
  std::string newest_archive = {};
  std::vector<model::DeletedEntry> deleted = {};
};

struct PolledDocument {
  Shared<PolledFeed> of;
  DocumentKind kind = DocumentKind::atom;

  [[nodiscard]] Document render(const model::Definitions& definitions) const {
    model::Feed feed = describe(*of->definition, definitions.site);
    for (const ShownPost& shown : of->posts) {
      feed.entries.push_back(shown.entry);
      feed.updated = std::max(feed.updated, shown.post->updated);
    }
    feed.deleted = of->deleted;
    if (!feed.deleted.empty()) feed.updated = std::max(feed.updated, feed.deleted.front().when);
    feed.complete = of->newest_archive.empty();
    feed.prev_archive = of->newest_archive;
    return to_document(feed, kind);
  }
};

struct ArticleFeed {
  Shared<model::FeedDefinition> definition;
  SelectedArticles articles;

  [[nodiscard]] Document render(const model::Definitions& definitions) const {
    const model::Feed feed = describe(*definition, definitions.site);
    return {.kind = DocumentKind::rdf,
            .body = render::articles(feed, *articles, definitions),
            .links = links_of(feed, DocumentKind::rdf)};
  }
};

/// The citations of all articles that the posts ever reviewed, as a file.
struct CitationsFile {
  catalogue::Timeline timeline = {};
  catalogue::Timeline notices = {};  ///< of all posts, in whatever feed
  DocumentKind kind = DocumentKind::bibtex;

  [[nodiscard]] Document render(const model::Definitions& /*definitions*/) const {
    return {.kind = kind, .body = render::citations_file(catalogue::citations_of(timeline.all(), notices.all()), kind)};
  }
};

struct ArchiveDocument {
  Shared<model::FeedDefinition> definition;
  catalogue::Archive archive = {};
  std::string older = {};  ///< the name of the archive before it; empty for none
  std::string newer = {};
  DocumentKind kind = DocumentKind::atom;

  [[nodiscard]] Document render(const model::Definitions& definitions) const {
    model::Feed feed = describe(*definition, definitions.site);
    feed.archive = archive.name;
    feed.prev_archive = older;
    feed.next_archive = newer;
    feed.updated = newest_of(archive.posts(), feed.updated);
    feed.entries = entries_of(archive.posts(), definitions);
    return to_document(feed, kind);
  }
};

/// The list of years, which is on every page of the archive.
struct YearList {
  Shared<model::FeedDefinition> definition;
  std::vector<render::ArchivePage::Year> years = {};  ///< newest first
};

render::ArchivePage page_of(const YearList& list) {
  return {.feed = *list.definition, .years = list.years};
}

struct YearListPage {
  Shared<YearList> list;

  [[nodiscard]] Document render(const model::Definitions& definitions) const {
    return {.kind = DocumentKind::page, .body = render::archive_page(page_of(*list), definitions)};
  }
};

struct YearPage {
  Shared<YearList> list;
  catalogue::YearPointer year = {};

  [[nodiscard]] Document render(const model::Definitions& definitions) const {
    render::ArchivePage page = page_of(*list);
    page.year = year->number;
    page.entries = entries_of(year->posts, definitions);
    return {.kind = DocumentKind::page, .body = render::archive_page(page, definitions)};
  }
};

struct ArchiveFolder {
  Shared<SelectedFeed> feed;
  Shared<YearList> list;

  void fill(FolderBuilder& folder) const {
    folder.add("", YearListPage{.list = list});
    const auto archives = catalogue::archives(feed->timeline, feed->definition->limit);
    for (std::size_t place = 0; place < archives.size(); ++place) {
      ArchiveDocument document{.definition = feed->definition,
                               .archive = archives[place],
                               .older = name_at(archives, place - 1),
                               .newer = name_at(archives, place + 1)};
      for (const FeedFormat& format : feed_formats) {
        document.kind = format.kind;
        folder.add(name_of(Folder::archive, format.kind, archives[place].name), document);
      }
    }
  }
};

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
      return snapshot.corrections;
    case model::FeedKind::everything:
      break;
  }
  return snapshot.everything;
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

Digest SelectedFeed::digest() const {
  const auto& [defined, posts, polled, withdrawn, noted] = *this;  // a new member has to be thought of here
  InputDigest inputs;
  inputs.add(defined);
  inputs.add(posts);
  inputs.add(withdrawn);
  inputs.add(noted);
  return inputs.finish();
}

std::vector<Shared<SelectedFeed>> select_feeds(const model::Definitions& definitions,
                                               const catalogue::Snapshot& snapshot) {
  std::vector<Shared<SelectedFeed>> feeds;
  const RecentWithdrawals withdrawals{definitions, snapshot};
  for (const model::FeedDefinition& definition : list_feeds(definitions, snapshot)) {
    const catalogue::Timeline& timeline = timeline_of(definition, snapshot);
    feeds.emplace_back(SelectedFeed{.definition = Shared{definition},
                                    .timeline = timeline,
                                    .document = catalogue::current_document(timeline, definition.limit),
                                    .deleted = withdrawals.from(definition),
                                    .notices = snapshot.notices});
  }
  return feeds;
}

SelectedArticles select_articles(const SelectedFeed& feed, const catalogue::Articles& articles) {
  return SelectedArticles{catalogue::articles_of(feed.document.posts, articles)};
}

model::Feed describe(const model::FeedDefinition& feed, const model::SiteDefinition& site) {
  return {.id = feed_id(feed, site),
          .title = feed.title,
          .subtitle = feed.subtitle,
          .home_url = site_url(site, feed.path),
          .updated = site.since,
          .authors = {site.authors.at(site.default_author)},
          .language = site.language,
          .rights = site.rights,
          .icon = site.icon,
          .stylesheet = path_of(site.base_url) + feed_stylesheet_name};
}

Document to_document(const model::Feed& feed, DocumentKind kind) {
  const auto format = std::find_if(feed_formats.begin(), feed_formats.end(),
                                   [kind](const FeedFormat& known) { return known.kind == kind; });
  return {
      .kind = kind, .body = format->render(feed), .links = links_of(feed, kind), .is_archive = !feed.archive.empty()};
}

void add_feed_files(const SelectedFeed& feed, const SelectedArticles& articles, FolderBuilder& folder) {
  const Shared polled{PolledFeed{.definition = feed.definition,
                                 .posts = folder.shown(feed.document.posts),
                                 .newest_archive = feed.document.newest_archive,
                                 .deleted = feed.deleted}};
  for (const FeedFormat& format : feed_formats) {
    folder.add(name_of(Folder::feed, format.kind), PolledDocument{.of = polled, .kind = format.kind});
  }
  folder.add(name_of(Folder::feed, DocumentKind::rdf),
             ArticleFeed{.definition = feed.definition, .articles = articles});
  for (const PublishedAddress& address : published_addresses) {
    if (address.folder != Folder::feed || address.route != Route::citations) continue;
    folder.add(address.name, CitationsFile{.timeline = feed.timeline, .notices = feed.notices, .kind = address.kind});
  }
}

void publish_archives(const Shared<SelectedFeed>& feed, SiteBuilder& builder) {
  YearList years{.definition = feed->definition};
  for (const auto& year : feed->timeline.years) {
    years.years.push_back({.year = year->number, .posts = year->posts.size()});
  }
  const Shared list{std::move(years)};
  const std::string path = site_path(feed->definition->path + folder_path(Folder::archive));
  builder.add_folder(path, ArchiveFolder{.feed = feed, .list = list});
  for (const auto& year : feed->timeline.years) {
    builder.add_page(path + std::to_string(year->number) + "/", YearPage{.list = list, .year = year});
  }
}

}  // namespace citefeed::publish
