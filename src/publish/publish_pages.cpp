#include "publish/publish_pages.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <functional>
#include <memory>
#include <span>
#include <tuple>
#include <utility>

#include "publish/prepare.hpp"
#include "publish/publish_feed.hpp"
#include "render/article_feed.hpp"
#include "render/entry_content.hpp"
#include "render/feeds.hpp"
#include "render/layout.hpp"
#include "render/monthly_digest.hpp"
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

namespace {

std::span<const CitationFormat> formats_of(const model::Post& post) {
  return post.reviewed.empty() ? std::span<const CitationFormat>{} : citation_formats;
}

std::string citation_file(const CitationFormat& format) {
  return std::string{"citation"} + format.extension;
}

/// The addresses that lead to the post from before, with and without a '/' at the end.
std::vector<std::string> old_paths(const model::Post& post) {
  std::vector<std::string> paths;
  for (const std::string& alias : post.aliases) {
    paths.push_back(site_path(alias));
    if (!paths.back().ends_with('/')) paths.push_back(paths.back() + "/");
  }
  return paths;
}

resource::Resources make_resources(const catalogue::PostPointer& post, const DefinitionsPointer& definitions,
                                   const Digest& inputs) {
  resource::Resources resources;
  const auto add = [&](std::string name, std::function<resource::Prepared()> make) {
    resources.emplace_back(std::move(name), std::make_shared<const resource::Resource>(inputs, std::move(make)));
  };
  add("", [post, definitions] {
    return prepare({.kind = Kind::page,
                    .body = render::post_page(render::make_entry(*post, *definitions), *post, *definitions),
                    .newest_update = post->updated});
  });
  for (const CitationFormat& format : formats_of(*post)) {
    add(citation_file(format), [post, format] {
      return prepare(
          {.kind = format.kind, .body = format.write(model::noted_citations(*post)), .newest_update = post->updated});
    });
  }
  return resources;
}

}  // namespace

std::string post_path(const model::Post& post) {
  return site_path("posts/" + post.id + "/");
}

std::vector<std::string> post_files(const model::Post& post) {
  std::vector<std::string> names{""};
  for (const CitationFormat& format : formats_of(post)) names.push_back(citation_file(format));
  return names;
}

void publish_post(const catalogue::PostPointer& post, const DefinitionsPointer& definitions, SiteBuilder& builder) {
  const std::string path = post_path(*post);
  const Digest inputs = DigestBuilder{}.add("post").add(post->digest).add(definitions->digest).finish();
  builder.add_deferred_folder(path, inputs, 1 + formats_of(*post).size(), [&] {
    return [post, definitions, inputs] { return make_resources(post, definitions, inputs); };
  });
  for (const std::string& old_path : old_paths(*post)) builder.add_moved(old_path, path);
}

void erase_post(const model::Post& post, SiteBuilder& builder) {
  builder.erase_folder(post_path(post));
  for (const std::string& old_path : old_paths(post)) builder.erase_moved(old_path);
}

namespace {

/// "This post was withdrawn on 5 March 2024: …", and where to look instead; `folder` is that of its kind.
std::string text_of(const char* what, const model::Withdrawal& withdrawal, const char* folder,
                    const model::SiteDefinition& site) {
  auto text = fmt::format("{} was withdrawn on {}: {}\n", what, to_day_in_words(withdrawal.date, site.time_zone),
                          withdrawal.reason);
  if (withdrawal.successor.empty()) return text;
  return text + fmt::format("See instead: {}\n", site_url(site, folder + withdrawal.successor + "/"));
}

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
  for (const auto& [post, entry] : withdrawn_) {
    const bool stood_there = !post || (catalogue::chooses(feed.select, *post) &&
                                       (feed.kind != model::FeedKind::corrections || !post->notices.empty()));
    if (stood_there) deleted.push_back(entry);
  }
  return deleted;
}

resource::GoneFolders gone_folders(const model::Definitions& definitions, const catalogue::Snapshot& snapshot) {
  const model::SiteDefinition& site = definitions.site;
  resource::GoneFolders gone;
  for (const model::GonePost& post : snapshot.gone.posts) {
    gone[site_path("posts/" + post.id + "/")] = text_of("This post", post.withdrawal, "posts/", site);
  }
  for (const auto& [id, post] : snapshot.withdrawn) {
    const std::string text = text_of("This post", *post->withdrawn, "posts/", site);
    gone[post_path(*post)] = text;
    for (const std::string& alias : post->aliases) gone[with_slash(site_path(alias))] = text;
  }
  for (const model::GoneTopic& topic : snapshot.gone.topics) {
    gone[site_path("topics/" + topic.slug + "/")] = text_of("This topic", topic.withdrawal, "topics/", site);
  }
  return gone;
}

}  // namespace citefeed::publish
