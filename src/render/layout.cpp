#include "render/layout.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cassert>

#include "base/iri.hpp"
#include "base/published_addresses.hpp"
#include "render/feeds.hpp"
#include "render/html.hpp"
#include "render/text.hpp"

namespace citefeed::render {
namespace {

using kainjow::mustache::list;
using kainjow::mustache::mustache;
using kainjow::mustache::object;

/// `html` with the addresses below `base` that it links or loads given from the root of their host, "/blog/topics/":
/// they lead to whatever host and port the page came from. What would begin with "//" there names another host, and
/// stays.
std::string rooted(std::string_view html, const Iri& base) {
  const std::string below = escape_html(base.text);
  const std::size_t origin = below.size() - escape_html(path_of(base)).size();
  std::string out;
  out.reserve(html.size());
  while (true) {
    const std::string_view before = html.substr(0, html.find(below));
    out += before;
    html.remove_prefix(before.size());
    if (html.empty()) return out;
    const bool leads = before.ends_with(" href=\"") || before.ends_with(" src=\"");
    const std::size_t left_out = leads && html.substr(origin, 2) != "//" ? origin : 0;
    out += html.substr(left_out, below.size() - left_out);
    html.remove_prefix(below.size());
  }
}

TemplateData format_data(const PublishedAddress& address, const char* label, const std::string& folder_url,
                         const std::string& title) {
  const DocumentFormat& format = format_of(address.kind);
  return object{{"format", label},
                {"type", format.media_type},
                {"feed_url", folder_url + address.name},
                {"feed_title", title + " (" + format.title + ")"}};
}

TemplateData article_feed(const std::string& home_url, const std::string& title) {
  return format_data(address_of(Folder::feed, DocumentKind::rdf), "Articles", home_url, articles_title(title));
}

/// The feed of posts in `folder`, which is at `folder_url`, in each of its formats.
void add_formats(list& found, Folder folder, const std::string& folder_url, const std::string& title) {
  for (const PublishedAddress& address : published_addresses) {
    if (address.folder != folder || !address.is_feed || address.kind == DocumentKind::rdf) continue;
    found.push_back(format_data(address, format_of(address.kind).title, folder_url, title));
  }
}

/// `address`, which may be below `base`, likewise.
std::string rooted_address(const std::string& address, const Iri& base) {
  const std::string from_root = address.substr(std::min(address.size(), base.text.size() - path_of(base).size()));
  return address.starts_with(base.text) && !from_root.starts_with("//") ? from_root : address;
}

/// `root` is the site's, absolute or as a path.
void add_corrections(list& found, const std::string& root, const model::SiteDefinition& site) {
  add_formats(found, Folder::feed, root + feed_path(FeedKind::corrections), corrections_title(site));
}

/// What a page offers to feed readers: the main feed first, since readers take the first; then the page's own; the
/// article feeds after all post feeds, which are what most people want.
list discovery(const Layout& layout, const model::SiteDefinition& site) {
  const std::string root = path_of(site.base_url);
  const std::string home = rooted_address(layout.feed_home, site.base_url);
  list found;
  add_formats(found, Folder::feed, root, site.title);
  if (!home.empty()) add_formats(found, Folder::feed, home, layout.feed_title);
  if (layout.offers_corrections) add_corrections(found, root, site);
  if (layout.offers_digest) add_formats(found, Folder::root, root, digest_title(site));
  found.push_back(article_feed(root, site.title));
  if (!home.empty()) found.push_back(article_feed(home, layout.feed_title));
  return found;
}

}  // namespace

TemplateData optional_text(const std::string& text) {
  return text.empty() ? TemplateData{false} : TemplateData{text};
}

std::string fill_each(std::string_view template_text, const std::vector<TemplateData>& items) {
  mustache page{std::string{template_text}};
  assert(page.is_valid() && "a template has a mistake");
  page.set_custom_escape([](const std::string& text) { return escape_html(text); });
  std::string filled;
  for (const TemplateData& item : items) page.render(item, [&filled](const std::string& piece) { filled += piece; });
  return filled;
}

std::string fill(std::string_view template_text, const TemplateData& data) {
  return fill_each(template_text, {data});
}

TemplateData formats_of(const std::string& home_url, const std::string& title) {
  list found;
  add_formats(found, Folder::feed, home_url, title);
  return found;
}

TemplateData all_formats_of(const std::string& home_url, const std::string& title) {
  list found;
  add_formats(found, Folder::feed, home_url, title);
  found.push_back(article_feed(home_url, title));
  return found;
}

TemplateData digest_formats(const model::SiteDefinition& site) {
  list found;
  add_formats(found, Folder::root, site.base_url.text, digest_title(site));
  return found;
}

TemplateData corrections_formats(const model::SiteDefinition& site) {
  list found;
  add_corrections(found, site.base_url.text, site);
  return found;
}

std::string corrections_title(const model::SiteDefinition& site) {
  return site.title + ": Corrections and retractions";
}

std::string digest_title(const model::SiteDefinition& site) {
  return site.title + ": Monthly digest";
}

TemplateData topics_of(const model::Entry& entry) {
  list topics;
  for (const model::CategoryTerm& category : entry.categories) {
    topics.emplace_back(object{{"label", category.term}, {"topic_url", category.scheme}});
  }
  return topics;
}

std::string lay_out(const Layout& layout, const model::SiteDefinition& site) {
  const std::string base = path_of(site.base_url);
  const TemplateData data{object{{"language", site.language},
                                 {"page_title", layout.title},
                                 {"description", optional_text(one_line(layout.description))},
                                 {"page_url", layout.url},
                                 {"base", base},
                                 {"style_url", base + page_stylesheet_name},
                                 {"topics_url", base + folder_path(Folder::topics)},
                                 {"opml_url", base + feeds_list_name},
                                 {"extensions_url", base + folder_path(Folder::about)},
                                 {"icon", optional_text(rooted_address(site.icon, site.base_url))},
                                 {"discovery", discovery(layout, site)},
                                 {"is_home", layout.is_home},
                                 {"site_title", site.title},
                                 {"rights", optional_text(site.rights)},
                                 {"head", rooted(layout.head, site.base_url)},
                                 {"main", rooted(layout.main, site.base_url)}}};
  return without_controls(fill(templates::layout(), data));
}

namespace {

TemplateData post_data(const model::Entry& entry) {
  list citations;
  list notices;
  for (const model::Review& review : entry.reviews) {
    citations.emplace_back(object{{"citation", reference_html(review.citation)}});
    for (const model::NoticeText& notice : review.notices) notices.emplace_back(object{{"notice", notice.text}});
  }
  return object{{"post_title", entry.title},
                {"post_url", entry.url},
                {"notices", notices},
                {"citations", citations},
                {"has_topics", !entry.categories.empty()},
                {"topics", topics_of(entry)}};
}

}  // namespace

list months_of(std::span<const std::shared_ptr<const model::Entry>> entries, const TimeZone& zone) {
  list months;
  for (std::size_t i = 0; i < entries.size();) {
    const std::string month = to_month_heading(entries[i]->published, zone);
    std::vector<TemplateData> posts;
    for (; i < entries.size() && to_month_heading(entries[i]->published, zone) == month; ++i) {
      posts.push_back(post_data(*entries[i]));
    }
    months.emplace_back(object{{"month", month}, {"posts", fill_each(templates::post_item(), posts)}});
  }
  return months;
}

std::string count_of(std::size_t posts) {
  return fmt::format("{} {}", posts, posts == 1 ? "post" : "posts");
}

}  // namespace citefeed::render
