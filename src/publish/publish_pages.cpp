#include "publish/publish_pages.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "base/published_addresses.hpp"
#include "render/citation_files.hpp"
#include "render/entry_content.hpp"
#include "render/feeds.hpp"
#include "render/layout.hpp"
#include "render/pages.hpp"

namespace citefeed::publish {
namespace {

/// The most posts one page lists; older ones are a matter for archives.
constexpr std::size_t max_listed_posts = 200;

std::vector<render::FeedSummary> summaries(const std::vector<ListedFeed>& feeds, model::FeedKind kind,
                                           const model::SiteDefinition& site) {
  std::vector<render::FeedSummary> result;
  for (const auto& [definition, posts] : feeds) {
    if (definition->kind != kind) continue;
    result.push_back({.name = definition->name,
                      .url = site_url(site, definition->path),
                      .description = definition->subtitle,
                      .posts = posts});
  }
  return result;
}

struct FeedPage {
  Shared<model::FeedDefinition> definition;
  std::vector<catalogue::PostPointer> listed = {};
  std::size_t total = 0;  ///< posts in the feed

  [[nodiscard]] render::FeedPage compose(const model::Definitions& definitions) const {
    return {.feed = *definition, .entries = entries_of(listed, definitions), .total = total};
  }
  [[nodiscard]] Document to_document(const render::FeedPage& page, const model::Definitions& definitions) const {
    return {.kind = DocumentKind::page, .body = render::feed_page(page, definitions)};
  }
  [[nodiscard]] Document render(const model::Definitions& definitions) const {
    return to_document(compose(definitions), definitions);
  }
};

FeedPage page_of(const SelectedFeed& feed, std::size_t most_posts) {
  return {.definition = feed.definition, .listed = feed.timeline.newest(most_posts), .total = feed.timeline.size()};
}

struct HomePage {
  FeedPage of;
  ListedFeeds feeds;

  [[nodiscard]] Document render(const model::Definitions& definitions) const {
    render::FeedPage page = of.compose(definitions);
    page.topics = summaries(*feeds, model::FeedKind::topic, definitions.site);
    page.types = summaries(*feeds, model::FeedKind::research_type, definitions.site);
    page.bundles = summaries(*feeds, model::FeedKind::bundle, definitions.site);
    return of.to_document(page, definitions);
  }
};

/// A list of feeds that people import in one step.
struct OpmlList {
  std::string title = {};
  std::vector<render::OpmlFolder> folders = {};

  [[nodiscard]] Document render(const model::Definitions& /*definitions*/) const {
    return {.kind = DocumentKind::opml, .body = render::opml(title, folders)};
  }
};

/// Lists of feeds show the beginning of a name: the site's, which all of them share, comes last.
std::string named_first(const std::string& name, const model::SiteDefinition& site) {
  return name + " – " + site.title;
}

render::OpmlFeed listed(const model::FeedDefinition& feed, const model::SiteDefinition& site) {
  const std::string home = site_url(site, feed.path);
  return {.title = feed.kind == model::FeedKind::everything ? site.title : named_first(feed.name, site),
          .feed_url = home + name_of(Folder::feed, DocumentKind::atom),
          .home_url = home,
          .description = feed.subtitle};
}

/// What to begin with: all posts, and the two feeds beside it that say what it cannot.
OpmlList list_to_begin_with(const std::vector<ListedFeed>& feeds, const model::SiteDefinition& site) {
  render::OpmlFolder folder;
  for (const auto& [feed, posts] : feeds) {
    if (feed->kind == model::FeedKind::everything || feed->kind == model::FeedKind::corrections) {
      folder.feeds.push_back(listed(*feed, site));
    }
  }
  folder.feeds.insert(std::next(folder.feeds.begin()),
                      {.title = named_first("Monthly digest", site),
                       .feed_url = site.base_url.text + name_of(Folder::root, DocumentKind::atom),
                       .home_url = site.base_url.text + folder_path(Folder::digest),
                       .description = "The posts of each month in one message"});
  return {.title = site.title, .folders = {std::move(folder)}};
}

/// What to choose from: each post stands in several of these feeds.
OpmlList list_of_topics(const std::vector<ListedFeed>& feeds, const model::SiteDefinition& site) {
  OpmlList list{.title = named_first("Topics", site)};
  const auto add = [&](const char* text, model::FeedKind kind) {
    render::OpmlFolder folder{.text = text};
    for (const auto& [feed, posts] : feeds) {
      if (feed->kind == kind) folder.feeds.push_back(listed(*feed, site));
    }
    if (!folder.feeds.empty()) list.folders.push_back(std::move(folder));
  };
  add("Topics", model::FeedKind::topic);
  add("Types of research", model::FeedKind::research_type);
  add("Bundles", model::FeedKind::bundle);
  return list;
}

OpmlList list_of_articles(const std::vector<ListedFeed>& feeds, const model::SiteDefinition& site) {
  render::OpmlFolder folder;
  for (const auto& [feed, posts] : feeds) {
    const bool is_of_all = feed->kind == model::FeedKind::everything;
    const std::string title = render::articles_title(feed->name);
    const std::string home = site_url(site, feed->path);
    folder.feeds.push_back({.title = is_of_all ? title : named_first(title, site),
                            .feed_url = home + name_of(Folder::feed, DocumentKind::rdf),
                            .home_url = home});
  }
  return {.title = render::articles_title(site.title), .folders = {std::move(folder)}};
}

struct PageStylesheet {
  [[nodiscard]] Document render(const model::Definitions& /*definitions*/) const {
    return {.kind = DocumentKind::stylesheet, .body = render::page_stylesheet()};
  }
};

struct FeedStylesheet {
  [[nodiscard]] Document render(const model::Definitions& /*definitions*/) const {
    return {.kind = DocumentKind::stylesheet, .body = render::feed_stylesheet()};
  }
};

struct TopicsPage {
  ListedFeeds feeds;

  [[nodiscard]] Document render(const model::Definitions& definitions) const {
    const auto topics = summaries(*feeds, model::FeedKind::topic, definitions.site);
    return {.kind = DocumentKind::page, .body = render::topics_page(topics, definitions)};
  }
};

struct ExtensionsPage {
  [[nodiscard]] Document render(const model::Definitions& definitions) const {
    return {.kind = DocumentKind::page, .body = render::extensions_page(definitions)};
  }
};

struct PostPage {
  catalogue::PostPointer post = {};

  [[nodiscard]] Document render(const model::Definitions& definitions) const {
    return {.kind = DocumentKind::page,
            .body = render::post_page(render::make_entry(*post, definitions), *post, definitions)};
  }
};

struct CitationFile {
  catalogue::PostPointer post = {};
  DocumentKind kind = DocumentKind::bibtex;

  [[nodiscard]] Document render(const model::Definitions& /*definitions*/) const {
    return {.kind = kind, .body = render::citations_file(model::noted_citations(*post), kind)};
  }
};

/// The rows of what is published of the post.
std::vector<const PublishedAddress*> rows_of(const model::Post& post) {
  std::vector<const PublishedAddress*> rows;
  for (const PublishedAddress& address : published_addresses) {
    const bool is_there = address.route != Route::citations || !post.reviewed.empty();
    if (address.folder == Folder::post && is_there) rows.push_back(&address);
  }
  return rows;
}

struct PostFolder {
  catalogue::PostPointer post = {};

  [[nodiscard]] std::size_t size() const { return rows_of(*post).size(); }

  void fill(FolderBuilder& folder) const {
    for (const PublishedAddress* row : rows_of(*post)) {
      if (row->kind == DocumentKind::page) {
        folder.add(row->name, PostPage{.post = post});
      } else {
        folder.add(row->name, CitationFile{.post = post, .kind = row->kind});
      }
    }
  }
};

/// The addresses that lead to the post from before, with and without a '/' at the end.
std::vector<std::string> old_paths(const model::Post& post) {
  std::vector<std::string> paths;
  for (const std::string& alias : post.aliases) {
    paths.push_back("/" + alias);  // encoded as it is read
    if (!paths.back().ends_with('/')) paths.push_back(paths.back() + "/");
  }
  return paths;
}

/// The address that the path of the post's file stands for, with and without a '/' at the end, where the post is
/// elsewhere: there links from other files lead.
std::vector<std::string> file_paths(const model::Post& post) {
  if (post.path_id.empty()) return {};
  const std::string path = site_path(folder_path(Folder::post) + post.path_id);
  return {path, path + "/"};
}

}  // namespace

ListedFeeds listed_feeds(const std::vector<Shared<SelectedFeed>>& feeds) {
  std::vector<ListedFeed> listed;
  listed.reserve(feeds.size());
  for (const auto& feed : feeds) listed.push_back({.definition = feed->definition, .posts = feed->timeline.size()});
  return ListedFeeds{std::move(listed)};
}

void add_feed_page(const SelectedFeed& feed, FolderBuilder& folder) {
  folder.add("", page_of(feed, max_listed_posts));
}

void add_root_files(const SelectedFeed& everything, const ListedFeeds& feeds, FolderBuilder& folder) {
  folder.add("", HomePage{.of = page_of(everything, everything.definition->limit), .feeds = feeds});
  const model::SiteDefinition& site = folder.definitions().site;
  folder.add(feeds_list_name, list_to_begin_with(*feeds, site));
  folder.add(topics_list_name, list_of_topics(*feeds, site));
  folder.add(articles_list_name, list_of_articles(*feeds, site));
  folder.add(page_stylesheet_name, PageStylesheet{});
  folder.add(feed_stylesheet_name, FeedStylesheet{});
}

void publish_site_pages(const ListedFeeds& feeds, SiteBuilder& builder) {
  builder.add_page(site_path(folder_path(Folder::topics)), TopicsPage{.feeds = feeds});
  builder.add_page(site_path(folder_path(Folder::about)), ExtensionsPage{});
}

std::vector<resource::MovedFolder> renamed_feeds(const model::Definitions& definitions) {
  std::vector<resource::MovedFolder> moved;
  const auto add_moved = [&moved](model::FeedKind kind, const std::string& alias, const std::string& name) {
    moved.push_back({.old_path = "/" + feed_path(kind, alias), .new_path = "/" + feed_path(kind, name)});
  };
  const auto add = [&add_moved](model::FeedKind kind, const std::vector<model::Category>& categories) {
    for (const model::Category& category : categories) {
      for (const std::string& alias : category.aliases) add_moved(kind, alias, category.slug);
    }
  };
  add(model::FeedKind::topic, definitions.topics);
  add(model::FeedKind::research_type, definitions.research_types);
  for (const model::Bundle& bundle : definitions.bundles) {
    for (const std::string& alias : bundle.aliases) add_moved(model::FeedKind::bundle, alias, bundle.name);
  }
  return moved;
}

void publish_feed_aliases(SiteBuilder& builder) {
  const auto add = [&builder](const std::string& folder, const std::vector<model::FeedAlias>& aliases) {
    for (const model::FeedAlias& alias : aliases) {
      const std::string target = "/" + folder + name_of(Folder::feed, alias.kind);
      builder.add_moved("/" + alias.address, target);
      builder.add_moved("/" + alias.address + "/", target);
    }
  };
  const model::Definitions& definitions = builder.definitions();
  for (const model::Category& type : definitions.research_types) {
    add(feed_path(model::FeedKind::research_type, type.slug), type.feed_aliases);
  }
  for (const model::Category& topic : definitions.topics) {
    add(feed_path(model::FeedKind::topic, topic.slug), topic.feed_aliases);
  }
  add(feed_path(model::FeedKind::everything), definitions.site.feed_aliases);
}

std::string post_path(const model::Post& post) {
  return site_path(folder_path(Folder::post) + post.id + "/");
}

std::vector<std::string> post_files(const model::Post& post) {
  std::vector<std::string> names;
  for (const PublishedAddress* row : rows_of(post)) names.emplace_back(row->name);
  return names;
}

void publish_post(const catalogue::PostPointer& post, SiteBuilder& builder) {
  const std::string path = post_path(*post);
  builder.add_deferred_folder(path, PostFolder{.post = post});
  for (const std::string& old_path : old_paths(*post)) builder.add_moved(old_path, path);
  for (const std::string& file_path : file_paths(*post)) builder.add_moved_file(file_path, path);
}

void erase_post(const model::Post& post, SiteBuilder& builder) {
  builder.erase_folder(post_path(post));
  for (const std::string& old_path : old_paths(post)) builder.erase_moved(old_path);
  for (const std::string& file_path : file_paths(post)) builder.erase_moved_file(file_path);
}

namespace {

std::string with_slash(std::string path) {
  if (!path.ends_with('/')) path += '/';
  return path;
}

}  // namespace

RecentWithdrawals::RecentWithdrawals(const model::Definitions& definitions, const catalogue::Snapshot& snapshot) {
  const auto add = [&](const std::string& id, const std::string& elsewhere, const model::Withdrawal& withdrawal,
                       const catalogue::PostPointer& post) {
    if (!withdrawal.is_news) return;
    auto entry = render::make_deleted(id, elsewhere, withdrawal, definitions.site);
    const auto is_there = [&entry](const Withdrawn& known) { return known.entry.ref == entry.ref; };
    if (std::any_of(withdrawn_.begin(), withdrawn_.end(), is_there)) return;
    withdrawn_.push_back({.post = post, .entry = std::move(entry)});
  };
  for (const auto& [id, post] : snapshot.withdrawn) add(id, post->entry_id, *post->withdrawn, post);
  for (const model::GonePost& gone : snapshot.gone.posts) {
    if (!snapshot.not_gone.contains(gone.id)) add(gone.id, gone.entry_id, gone.withdrawal, {});
  }
  std::sort(withdrawn_.begin(), withdrawn_.end(), [](const Withdrawn& a, const Withdrawn& b) {
    return std::tie(b.entry.when, a.entry.ref) < std::tie(a.entry.when, b.entry.ref);
  });
}

std::vector<model::DeletedEntry> RecentWithdrawals::from(const model::FeedDefinition& feed) const {
  std::vector<model::DeletedEntry> deleted;
  if (feed.kind == model::FeedKind::corrections) return deleted;  // posts stand in no such feed: notices do, and stay
  for (const auto& [post, entry] : withdrawn_) {
    if (!post || catalogue::chooses(feed.select, *post)) deleted.push_back(entry);
  }
  return deleted;
}

namespace {

/// The page that stands where there was something once.
struct GonePage {
  render::GonePage page = {};

  [[nodiscard]] Document render(const model::Definitions& definitions) const {
    return {.body = render::gone_page(page, definitions.site), .is_gone = true};
  }
};

/// What was withdrawn, for the addresses it had.
class Withdrawals final {
 public:
  explicit Withdrawals(const DefinitionsPointer& definitions) : definitions_(definitions) {}

  /// Of the post `id`; `title` is empty where it is not known any more.
  [[nodiscard]] resource::GoneFolder of_post(const std::string& id, const std::string& title,
                                             const model::Withdrawal& withdrawal) const {
    render::GonePage page{.url = site().base_url.text + folder_path(Folder::post) + encode_path(id) + "/",
                          .what = "This post",
                          .title = title,
                          .withdrawal = withdrawal};
    for (const std::string& successor : withdrawal.successors) {
      const std::string url = render::post_url(successor, site());
      page.successors.push_back({.name = url, .url = url});
    }
    return gone(std::move(page));
  }

  [[nodiscard]] resource::GoneFolder of_feed(const model::GoneFeed& feed) const {
    const bool is_topic = feed.kind == model::FeedKind::topic;
    const bool is_bundle = feed.kind == model::FeedKind::bundle;
    render::GonePage page{.url = site().base_url.text + feed_path(feed.kind, feed.slug),
                          .what = is_topic    ? "This topic"
                                  : is_bundle ? "This bundle"
                                              : "This type of research",
                          .withdrawal = feed.withdrawal};
    for (const std::string& successor : feed.withdrawal.successors) {
      page.successors.push_back(
          {.name = name_of_feed(feed.kind, successor), .url = site().base_url.text + feed_path(feed.kind, successor)});
    }
    return gone(std::move(page));
  }

 private:
  [[nodiscard]] const model::SiteDefinition& site() const { return definitions_->site; }

  [[nodiscard]] std::string name_of_feed(model::FeedKind kind, const std::string& slug) const {
    for (const model::Bundle& bundle : definitions_->bundles) {
      if (kind == model::FeedKind::bundle && bundle.name == slug) return bundle.title;
    }
    const auto& categories = kind == model::FeedKind::topic ? definitions_->topics : definitions_->research_types;
    const auto* category = model::find_category(categories, slug);
    return category == nullptr ? slug : category->label;
  }

  /// "This post was withdrawn on 5 March 2024: …", and where to look instead.
  [[nodiscard]] std::string text_of(const render::GonePage& page) const {
    auto text = render::withdrawal_text(page.what, page.withdrawal, site().time_zone) + "\n";
    for (const render::FeedSummary& successor : page.successors) text += "See instead: " + successor.url + "\n";
    return text;
  }

  [[nodiscard]] resource::GoneFolder gone(render::GonePage page) const {
    std::string text = text_of(page);
    GonePage inputs{std::move(page)};
    const Digest key = key_of(inputs, *definitions_);
    auto make = [inputs = std::move(inputs), definitions = definitions_] {
      return prepare(inputs.render(*definitions));
    };
    return {.text = std::move(text), .page = std::make_shared<const resource::Resource>(key, std::move(make))};
  }

  const DefinitionsPointer& definitions_;
};

}  // namespace

resource::GoneFolders gone_folders(const DefinitionsPointer& definitions, const catalogue::Snapshot& snapshot) {
  const Withdrawals withdrawals{definitions};
  resource::GoneFolders gone;
  for (const model::GonePost& post : snapshot.gone.posts) {
    const auto said = withdrawals.of_post(post.id, {}, post.withdrawal);
    gone.insert_or_assign(site_path(folder_path(Folder::post) + post.id + "/"), said);
    for (const std::string& alias : post.aliases) gone.insert_or_assign(with_slash("/" + alias), said);
  }
  for (const auto& [id, post] : snapshot.withdrawn) {
    const auto said = withdrawals.of_post(id, post->title, *post->withdrawn);
    gone.insert_or_assign(post_path(*post), said);
    for (const std::string& alias : post->aliases) gone.insert_or_assign(with_slash("/" + alias), said);
  }
  for (const auto& [id, post] : snapshot.withdrawn) {
    if (post->path_id.empty()) continue;  // what another post says of this address comes first
    gone.try_emplace(site_path(folder_path(Folder::post) + post->path_id + "/"),
                     withdrawals.of_post(id, post->title, *post->withdrawn));
  }
  for (const model::GoneFeed& feed : snapshot.gone.feeds) {
    auto said = withdrawals.of_feed(feed);
    gone.insert_or_assign(site_path(feed_path(feed.kind, feed.slug)), said);
    for (const std::string& alias : feed.aliases) gone.insert_or_assign(site_path(feed_path(feed.kind, alias)), said);
    said.page = nullptr;  // feed readers ask there
    for (const std::string& address : feed.addresses) gone.insert_or_assign(with_slash("/" + address), said);
  }
  return gone;
}

}  // namespace citefeed::publish
