#include "publish/publish_pages.hpp"

#include <fmt/format.h>

#include "publish/citation_formats.hpp"
#include "publish/publish_archives.hpp"
#include "render/articles.hpp"
#include "render/feeds.hpp"
#include "render/opml.hpp"
#include "render/pages.hpp"

namespace citefeed::publish {
namespace {

using DefinitionsPointer = std::shared_ptr<const model::Definitions>;

/// The most posts one page lists; older ones are a matter for archives.
constexpr std::size_t max_listed_posts = 200;

std::vector<render::FeedSummary> summaries(const std::vector<SelectedFeed>& feeds, model::FeedKind kind,
                                           const model::SiteDefinition& site) {
  std::vector<render::FeedSummary> result;
  for (const SelectedFeed& feed : feeds) {
    if (feed.definition.kind != kind) continue;
    result.push_back({.name = feed.definition.name,
                      .url = site_url(site, feed.definition.path),
                      .description = feed.definition.subtitle,
                      .posts = feed.posts.size()});
  }
  return result;
}

Digest inputs_of(const char* what, const std::vector<SelectedFeed>& feeds, const model::Definitions& definitions) {
  DigestBuilder inputs;
  inputs.add(what).add(definitions.digest);
  for (const SelectedFeed& feed : feeds) inputs.add(feed.definition.path).add(std::to_string(feed.posts.size()));
  return inputs.finish();
}

void publish_feed_page(const SelectedFeed& feed, const std::vector<SelectedFeed>& feeds,
                       const DefinitionsPointer& definitions, SiteBuilder& builder, std::vector<std::string>& pages) {
  const bool is_home = feed.definition.kind == model::FeedKind::everything;
  const std::size_t listed = std::min(feed.posts.size(), is_home ? feed.definition.limit : max_listed_posts);
  DigestBuilder inputs;
  inputs.add(inputs_of(feed.definition.path.c_str(), is_home ? feeds : std::vector<SelectedFeed>{}, *definitions));
  inputs.add(std::to_string(feed.posts.size()));
  for (std::size_t i = 0; i < listed; ++i) inputs.add(feed.posts[i]->digest);
  pages.push_back(site_path(feed.definition.path));
  builder.add_deferred(pages.back(), inputs.finish(), [&] {
    const model::SiteDefinition& site = definitions->site;
    render::FeedPage page{.feed = feed.definition, .total = feed.posts.size()};
    if (is_home) {
      page.topics = summaries(feeds, model::FeedKind::topic, site);
      page.types = summaries(feeds, model::FeedKind::research_type, site);
      page.bundles = summaries(feeds, model::FeedKind::bundle, site);
    }
    std::vector<catalogue::PostPointer> posts{feed.posts.begin(),
                                              feed.posts.begin() + static_cast<std::ptrdiff_t>(listed)};
    return [page = std::move(page), posts = std::move(posts), definitions]() mutable {
      page.entries = entries_of(posts, *definitions);
      return prepare({.kind = Kind::page,
                      .body = render::feed_page(page, *definitions),
                      .newest_update = newest_of(posts, definitions->site.since)});
    };
  });
}

std::string opml_of(const std::vector<SelectedFeed>& feeds, const model::SiteDefinition& site) {
  std::vector<render::OpmlFolder> folders{{}, {.text = "Topics"}, {.text = "Types of research"}, {.text = "Bundles"}};
  render::OpmlFolder articles{.text = "Reviewed articles"};
  for (const SelectedFeed& feed : feeds) {
    const std::string home = site_url(site, feed.definition.path);
    folders.at(static_cast<std::size_t>(feed.definition.kind))
        .feeds.push_back({.title = feed.definition.title,
                          .feed_url = home + render::atom_name,
                          .home_url = home,
                          .description = feed.definition.subtitle});
    articles.feeds.push_back({.title = render::articles_title(feed.definition.title),
                              .feed_url = home + render::articles_name,
                              .home_url = home});
  }
  folders.push_back(std::move(articles));
  std::erase_if(folders, [](const render::OpmlFolder& folder) { return folder.feeds.empty(); });
  return render::opml(site.title, folders);
}

/// What stands below a feed's path: its page, its documents, its citations.
std::vector<std::string> file_names() {
  std::vector<std::string> names{"", render::atom_name, render::rss_name, render::json_name, render::articles_name};
  for (const CitationFormat& format : citation_formats) names.push_back(citations_file(format));
  return names;
}

/// A topic's or type's other names lead to the page and the feeds under its slug.
void publish_aliases(const std::vector<model::Category>& categories, const std::string& folder,
                     const std::vector<SelectedFeed>& feeds, const model::SiteDefinition& site, SiteBuilder& builder) {
  for (const model::Category& category : categories) {
    if (category.aliases.empty()) continue;
    const std::string home = fmt::format("{}/{}/", folder, category.slug);
    auto files = file_names();
    const auto feed = std::find_if(feeds.begin(), feeds.end(),
                                   [&home](const SelectedFeed& each) { return each.definition.path == home; });
    if (feed != feeds.end()) {
      const auto archived = archive_files(*feed, site);
      files.insert(files.end(), archived.begin(), archived.end());
    }
    for (const std::string& alias : category.aliases) {
      const std::string target = path_of(site.base_url) + home;
      builder.add_moved(fmt::format("/{}/{}", folder, alias), target);
      for (const std::string& file : files) {
        builder.add_moved(fmt::format("/{}/{}/{}", folder, alias, file), target + file);
      }
    }
  }
}

void publish_fixed(const DefinitionsPointer& definitions, SiteBuilder& builder) {
  const auto add = [&](const char* path, Kind kind, auto body) {
    const Digest inputs = DigestBuilder{}.add(path).add(definitions->digest).finish();
    builder.add_ready(path, inputs, [&] {
      return [kind, body, definitions] {
        return prepare({.kind = kind, .body = body(*definitions), .newest_update = definitions->site.since});
      };
    });
  };
  add("/about/extensions/", Kind::page, [](const auto& all) { return render::extensions_page(all); });
  add("/style.css", Kind::stylesheet, [](const auto&) { return render::page_stylesheet(); });
  add("/feed.css", Kind::stylesheet, [](const auto&) { return render::feed_stylesheet(); });
}

}  // namespace

void publish_pages(const std::vector<SelectedFeed>& feeds, const DefinitionsPointer& definitions, SiteBuilder& builder,
                   std::vector<std::string>& documents, std::vector<std::string>& pages) {
  for (const SelectedFeed& feed : feeds) publish_feed_page(feed, feeds, definitions, builder, pages);
  publish_fixed(definitions, builder);
  const model::SiteDefinition& site = definitions->site;
  pages.emplace_back("/topics/");
  builder.add_deferred(pages.back(), inputs_of("/topics/", feeds, *definitions), [&] {
    return [topics = summaries(feeds, model::FeedKind::topic, site), definitions] {
      return prepare({.kind = Kind::page,
                      .body = render::topics_page(topics, *definitions),
                      .newest_update = definitions->site.since});
    };
  });
  documents.emplace_back("/feeds.opml");
  builder.add_ready(documents.back(), inputs_of("/feeds.opml", feeds, *definitions), [&] {
    return [body = opml_of(feeds, site), since = site.since] {
      return prepare({.kind = Kind::opml, .body = body, .newest_update = since});
    };
  });
  publish_aliases(definitions->topics, "topics", feeds, site, builder);
  publish_aliases(definitions->research_types, "types", feeds, site, builder);
}

}  // namespace citefeed::publish
