#include <fmt/format.h>
#include <numeric>

#include "base/published_addresses.hpp"
#include "render/container.hpp"
#include "render/entry_content.hpp"
#include "render/html.hpp"
#include "render/layout.hpp"
#include "render/pages.hpp"
#include "render/text.hpp"

namespace citefeed::render {
namespace {

using kainjow::mustache::list;
using kainjow::mustache::object;

/// What the home page lists; the rest is on the topics' pages.
constexpr std::size_t newest_on_home = 20;

/// The list items of `feeds`, with their descriptions if wanted.
std::string feed_items(const std::vector<FeedSummary>& feeds, bool with_descriptions) {
  std::vector<TemplateData> items;
  items.reserve(feeds.size());
  for (const FeedSummary& feed : feeds) {
    items.emplace_back(object{{"feed_name", feed.name},
                              {"url", feed.url},
                              {"description", optional_text(with_descriptions ? feed.description : "")},
                              {"count", count_of(feed.posts)},
                              {"formats", all_formats_of(feed.url, feed.name)}});
  }
  return fill_each(templates::feed_item(), items);
}

list groups_of(const FeedPage& page) {
  list groups;
  const auto add = [&groups](const char* id, const char* title, const std::vector<FeedSummary>& feeds) {
    if (feeds.empty()) return;
    groups.emplace_back(object{{"group_id", id}, {"group_title", title}, {"feeds", feed_items(feeds, false)}});
  };
  add("topics", "Topics", page.topics);
  add("types", "Types of research", page.types);
  add("bundles", "Bundles of topics", page.bundles);
  return groups;
}

/// Every article that the feed's posts ever reviewed, as files.
list citation_downloads(const std::string& home_url) {
  list files;
  for (const PublishedAddress& address : published_addresses) {
    if (address.folder != Folder::feed || address.route != Route::citations) continue;
    const DocumentFormat& format = format_of(address.kind);
    files.emplace_back(
        object{{"file_url", home_url + address.name}, {"type", format.media_type}, {"file_format", format.title}});
  }
  return files;
}

/// What to say when a page does not list every post; "" when it does.
std::string rest_of(const FeedPage& page, std::size_t listed, bool is_home) {
  const std::size_t total = std::max(page.total, page.entries.size());
  if (listed >= total) return {};
  if (is_home)
    return fmt::format("These are the newest of {}. The archive and the topics list the others.", count_of(total));
  return fmt::format("These are the newest of {}.", count_of(total));
}

list namespaces() {
  list result;
  const auto add = [&result](const char* prefix, const char* uri) {
    result.emplace_back(object{{"prefix", prefix}, {"uri", uri}});
  };
  add("practice", names::practice);
  add("cito", names::cito);
  add("fabio", names::fabio);
  add("prism", names::prism);
  add("dcterms", names::dcterms);
  add("rdf", names::rdf);
  add("at", names::tombstones);
  return result;
}

}  // namespace

std::string feed_page(const FeedPage& page, const model::Definitions& definitions) {
  const model::SiteDefinition& site = definitions.site;
  const bool is_home = page.feed.kind == model::FeedKind::everything;
  const std::string url = site.base_url.text + encode_path(page.feed.path);
  const std::size_t listed = is_home ? std::min(page.entries.size(), newest_on_home) : page.entries.size();
  const TemplateData data{object{{"name", page.feed.name},
                                 {"subtitle", optional_text(page.feed.subtitle)},
                                 {"is_home", is_home},
                                 {"is_corrections", page.feed.kind == model::FeedKind::corrections},
                                 {"corrections_url", site.base_url.text + feed_path(FeedKind::corrections)},
                                 {"corrections_formats", corrections_formats(site)},
                                 {"formats", formats_of(url, page.feed.title)},
                                 {"articles_url", url + name_of(Folder::feed, DocumentKind::rdf)},
                                 {"citations", citation_downloads(url)},
                                 {"months", months_of({page.entries.data(), listed}, site.time_zone)},
                                 {"more", optional_text(rest_of(page, listed, is_home))},
                                 {"archive_url", url + folder_path(Folder::archive)},
                                 {"digest_url", site.base_url.text + folder_path(Folder::digest)},
                                 {"digest_formats", digest_formats(site)},
                                 {"groups", groups_of(page)},
                                 {"feeds_list_url", site.base_url.text + feeds_list_name},
                                 {"topics_list_url", site.base_url.text + topics_list_name},
                                 {"articles_list_url", site.base_url.text + articles_list_name}}};
  return lay_out({.url = url,
                  .title = page.feed.title,
                  .description = page.feed.subtitle,
                  .feed_title = page.feed.title,
                  .feed_home = is_home ? "" : url,
                  .main = fill(templates::feed_page(), data),
                  .is_home = is_home,
                  .offers_corrections = page.feed.kind != model::FeedKind::corrections,
                  .offers_digest = is_home},
                 site);
}

std::string topics_page(const std::vector<FeedSummary>& topics, const model::Definitions& definitions) {
  return lay_out({.url = definitions.site.base_url.text + folder_path(Folder::topics),
                  .title = "Topics – " + definitions.site.title,
                  .description = "All topics of " + definitions.site.title + ", each with its own feed.",
                  .main = fill(templates::topics_page(),
                               object{{"feeds", feed_items(topics, true)},
                                      {"topics_list_url", definitions.site.base_url.text + topics_list_name},
                                      {"digest_url", definitions.site.base_url.text + folder_path(Folder::digest)}}),
                  .offers_corrections = true},
                 definitions.site);
}

std::string gone_page(const GonePage& page, const model::SiteDefinition& site) {
  const std::string heading = page.title.empty() ? page.what + " was withdrawn" : "Withdrawn: " + one_line(page.title);
  const std::string said = withdrawal_text(page.what, page.withdrawal, site.time_zone);
  list successors;
  for (const FeedSummary& successor : page.successors)
    successors.emplace_back(object{{"name", successor.name}, {"url", successor.url}});
  const object data{{"heading", heading},
                    {"said", said},
                    {"has_successors", !page.successors.empty()},
                    {"successors", successors},
                    {"corrections_url", site.base_url.text + feed_path(FeedKind::corrections)},
                    {"corrections_title", corrections_title(site)}};
  return lay_out({.url = page.url,
                  .title = heading + " – " + site.title,
                  .description = said,
                  .main = fill(templates::gone_page(), data)},
                 site);
}

std::string extensions_page(const model::Definitions& definitions) {
  const std::string url = definitions.site.base_url.text + folder_path(Folder::about);
  return lay_out(
      {.url = url,
       .title = "What our feeds carry – " + definitions.site.title,
       .description = "The extension elements and fields that our feeds use for citations and practice implications.",
       .main = fill(templates::extensions_page(), object{{"base", definitions.site.base_url.text},
                                                         {"namespace", names::practice},
                                                         {"namespaces", namespaces()}})},
      definitions.site);
}

std::string page_stylesheet() {
  return std::string{templates::style()};
}

std::string feed_stylesheet() {
  return std::string{templates::feed()};
}

namespace {

list years_of(const ArchivePage& page, const std::string& url) {
  list years;
  for (const ArchivePage::Year& each : page.years) {
    const std::string year = std::to_string(each.year);
    years.emplace_back(object{{"year", year},
                              {"year_url", url + year + "/"},
                              {"posts", count_of(each.posts)},
                              {"is_shown", each.year == page.year}});
  }
  return years;
}

}  // namespace

std::string archive_page(const ArchivePage& page, const model::Definitions& definitions) {
  const model::SiteDefinition& site = definitions.site;
  const std::string home = site.base_url.text + encode_path(page.feed.path);
  const std::string url = home + folder_path(Folder::archive);
  const std::string year = page.year == 0 ? "" : std::to_string(page.year);
  const std::size_t total =
      std::accumulate(page.years.begin(), page.years.end(), std::size_t{0},
                      [](std::size_t sum, const ArchivePage::Year& each) { return sum + each.posts; });
  const TemplateData data{object{{"name", page.feed.name},
                                 {"home_url", home},
                                 {"count", count_of(total)},
                                 {"has_years", !page.years.empty()},
                                 {"years", years_of(page, url)},
                                 {"shown_year", optional_text(year)},
                                 {"months", months_of(page.entries, site.time_zone)}}};
  return lay_out({.url = page.year == 0 ? url : url + year + "/",
                  .title = (year.empty() ? "Archive – " : "Archive " + year + " – ") + page.feed.title,
                  .description = (page.feed.kind == model::FeedKind::corrections ? "All of " : "All posts of ") +
                                 page.feed.title + (year.empty() ? ", by year." : " of " + year + "."),
                  .feed_title = page.feed.title,
                  .feed_home = page.feed.path.empty() ? "" : home,
                  .main = fill(templates::archive_page(), data)},
                 site);
}

}  // namespace citefeed::render
