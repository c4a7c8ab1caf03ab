#include "publish/publish_pages.hpp"

#include <fmt/format.h>

#include "render/articles.hpp"
#include "render/feeds.hpp"
#include "render/issue.hpp"
#include "render/layout.hpp"
#include "render/opml.hpp"
#include "render/pages.hpp"

namespace citefeed::publish {
namespace {

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
                      .posts = feed.timeline.size()});
  }
  return result;
}

std::string opml_of(const std::vector<SelectedFeed>& feeds, const model::SiteDefinition& site) {
  std::vector<render::OpmlFolder> folders{{}, {.text = "Topics"}, {.text = "Types of research"}, {.text = "Bundles"}};
  render::OpmlFolder articles{.text = "Reviewed articles"};
  for (const SelectedFeed& feed : feeds) {
    const std::string home = site_url(site, feed.definition.path);
    const bool is_of_all = feed.definition.kind == model::FeedKind::corrections;
    folders.at(is_of_all ? 0 : static_cast<std::size_t>(feed.definition.kind))
        .feeds.push_back({.title = feed.definition.title,
                          .feed_url = home + render::atom_name,
                          .home_url = home,
                          .description = feed.definition.subtitle});
    articles.feeds.push_back({.title = render::articles_title(feed.definition.title),
                              .feed_url = home + render::articles_name,
                              .home_url = home});
  }
  folders.front().feeds.push_back(
      {.title = render::digest_title(site),
       .feed_url = site.base_url.text + render::archive_name(render::atom_name, render::digest_stem),
       .home_url = site.base_url.text + render::digest_path,
       .description = "The posts of each month in one message"});
  folders.push_back(std::move(articles));
  std::erase_if(folders, [](const render::OpmlFolder& folder) { return folder.feeds.empty(); });
  return render::opml(site.title, folders);
}

/// A resource that follows from the definitions alone.
template <class Body>
void publish_fixed(const char* name, Kind kind, const Body& body, const DefinitionsPointer& definitions,
                   FolderBuilder& folder) {
  const Digest inputs = DigestBuilder{}.add("fixed").add(name).add(definitions->digest).finish();
  folder.add(name, inputs, [&] {
    return [kind, body, definitions] {
      return prepare({.kind = kind, .body = body(*definitions), .newest_update = definitions->site.since});
    };
  });
}

}  // namespace

Digest digest_of_counts(const std::vector<SelectedFeed>& feeds) {
  DigestBuilder digest;
  for (const SelectedFeed& feed : feeds) digest.add(feed.definition.path).add(std::to_string(feed.timeline.size()));
  return digest.finish();
}

void publish_feed_page(const SelectedFeed& feed, const std::vector<SelectedFeed>& feeds, const Digest& counts,
                       const DefinitionsPointer& definitions, FolderBuilder& folder) {
  const bool is_home = feed.definition.kind == model::FeedKind::everything;
  const auto listed = feed.timeline.newest(is_home ? feed.definition.limit : max_listed_posts);
  DigestBuilder inputs;
  inputs.add("page").add(feed.definition.path).add(definitions->digest).add(std::to_string(feed.timeline.size()));
  if (is_home) inputs.add(counts);
  for (const auto& post : listed) inputs.add(post->digest);
  folder.add("", inputs.finish(), [&] {
    const model::SiteDefinition& site = definitions->site;
    render::FeedPage page{.feed = feed.definition, .total = feed.timeline.size()};
    if (is_home) {
      page.topics = summaries(feeds, model::FeedKind::topic, site);
      page.types = summaries(feeds, model::FeedKind::research_type, site);
      page.bundles = summaries(feeds, model::FeedKind::bundle, site);
      page.corrections = summaries(feeds, model::FeedKind::corrections, site);
    }
    return [page = std::move(page), posts = listed, definitions]() mutable {
      page.entries = entries_of(posts, *definitions);
      return prepare({.kind = Kind::page,
                      .body = render::feed_page(page, *definitions),
                      .newest_update = newest_of(posts, definitions->site.since)});
    };
  });
}

void publish_root_files(const std::vector<SelectedFeed>& feeds, const DefinitionsPointer& definitions,
                        FolderBuilder& folder) {
  DigestBuilder inputs;
  inputs.add("feeds.opml").add(definitions->digest);
  for (const SelectedFeed& feed : feeds) inputs.add(feed.definition.path);
  folder.add("feeds.opml", inputs.finish(), [&] {
    return [body = opml_of(feeds, definitions->site), since = definitions->site.since] {
      return prepare({.kind = Kind::opml, .body = body, .newest_update = since});
    };
  });
  publish_fixed(
      "style.css", Kind::stylesheet, [](const auto&) { return render::page_stylesheet(); }, definitions, folder);
  publish_fixed(
      "feed.css", Kind::stylesheet, [](const auto&) { return render::feed_stylesheet(); }, definitions, folder);
}

void publish_site_pages(const std::vector<SelectedFeed>& feeds, const Digest& counts,
                        const DefinitionsPointer& definitions, SiteBuilder& builder,
                        std::vector<std::string>& folders) {
  folders.insert(folders.end(), {"/topics/", "/about/extensions/"});
  const Digest topics_inputs = DigestBuilder{}.add("/topics/").add(definitions->digest).add(counts).finish();
  builder.add_folder("/topics/", topics_inputs, [&](FolderBuilder& folder) {
    folder.add("", topics_inputs, [&] {
      return [topics = summaries(feeds, model::FeedKind::topic, definitions->site), definitions] {
        return prepare({.kind = Kind::page,
                        .body = render::topics_page(topics, *definitions),
                        .newest_update = definitions->site.since});
      };
    });
  });
  const Digest about_inputs = DigestBuilder{}.add("/about/extensions/").add(definitions->digest).finish();
  builder.add_folder("/about/extensions/", about_inputs, [&](FolderBuilder& folder) {
    publish_fixed(
        "", Kind::page, [](const auto& all) { return render::extensions_page(all); }, definitions, folder);
  });
}

std::vector<resource::MovedFolder> moved_categories(const model::Definitions& definitions) {
  std::vector<resource::MovedFolder> moved;
  const auto add = [&moved](const char* kind, const std::vector<model::Category>& categories) {
    for (const model::Category& category : categories) {
      for (const std::string& alias : category.aliases) {
        moved.push_back(
            {.old_path = fmt::format("/{}/{}/", kind, alias), .new_path = fmt::format("/{}/{}/", kind, category.slug)});
      }
    }
  };
  add("topics", definitions.topics);
  add("types", definitions.research_types);
  return moved;
}

}  // namespace citefeed::publish
