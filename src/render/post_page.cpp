#include <fmt/format.h>

#include "base/utf8.hpp"
#include "citation/write.hpp"
#include "render/entry_content.hpp"
#include "render/html.hpp"
#include "render/layout.hpp"
#include "render/pages.hpp"
#include "render/text.hpp"

namespace citefeed::render {
namespace {

using kainjow::mustache::list;
using kainjow::mustache::object;

/// "2023-12-01", or "2023-12" where no day was said: in the site's zone, as its author wrote it.
std::string date_of(const model::Entry& entry, const TimeZone& zone) {
  const std::string day = to_iso_date(zone.day_of(entry.published));
  return entry.is_of_month ? day.substr(0, day.rfind('-')) : day;
}

std::string encode_value(std::string_view text) {
  std::string encoded;
  for (const char byte : text) {
    const bool is_unreserved =
        is_ascii_letter(byte) || is_digit(byte) || std::string_view{"-._~"}.find(byte) != std::string_view::npos;
    if (is_unreserved) {
      encoded += byte;
    } else {
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(byte));
    }
  }
  return encoded;
}

/// The post itself as a ContextObject (OpenURL 1.0, kev:mtx:dc), for reference managers.
std::string coins_of(const model::Entry& entry, const model::SiteDefinition& site) {
  std::string coins =
      "ctx_ver=Z39.88-2004&rft_val_fmt=" + encode_value("info:ofi/fmt:kev:mtx:dc") + "&rft.type=blogPost";
  const auto add = [&coins](const char* key, const std::string& value) {
    if (!value.empty()) coins += fmt::format("&rft.{}={}", key, encode_value(value));
  };
  add("title", entry.title);
  for (const model::Person& author : entry.authors) add("creator", author.name);
  add("date", date_of(entry, site.time_zone));
  add("source", site.title);
  add("identifier", entry.url);
  add("language", entry.language);
  add("rights", entry.rights);
  return coins;
}

list authors_of(const model::Entry& entry) {
  list authors;
  for (const model::Person& author : entry.authors) {
    authors.emplace_back(object{{"author", author.name}, {"author_url", optional_text(author.uri)}});
  }
  return authors;
}

/// Topics, then types of research.
list categories_of(const model::Entry& entry, const model::Post& post, const model::Definitions& definitions) {
  list categories;
  for (const model::CategoryTerm& topic : entry.categories) {
    categories.emplace_back(object{{"label", topic.term}, {"category_url", topic.scheme}});
  }
  for (const std::string& slug : post.research_types) {
    const model::Category* type = model::find_category(definitions.research_types, slug);
    if (type == nullptr) continue;
    const std::string url = fmt::format("{}types/{}/", definitions.site.base_url.text, encode_path(slug));
    categories.emplace_back(object{{"label", type->label}, {"category_url", url}});
  }
  return categories;
}

list files_of(const model::Entry& entry) {
  list files;
  for (const model::Link& file : citation_files(entry)) {
    files.emplace_back(object{{"file_url", file.href}, {"type", file.type}, {"file_title", file.title}});
  }
  return files;
}

/// The post first, then every article it reviews.
list all_coins(const model::Entry& entry, const model::SiteDefinition& site) {
  list coins{object{{"coin", coins_of(entry, site)}}};
  for (const model::Review& review : entry.reviews)
    coins.emplace_back(object{{"coin", citation::to_coins(review.citation)}});
  return coins;
}

}  // namespace

std::string post_page(const model::Entry& entry, const model::Post& post, const model::Definitions& definitions) {
  const model::SiteDefinition& site = definitions.site;
  const list categories = categories_of(entry, post, definitions);
  const TemplateData data{object{{"post_title", entry.title},
                                 {"post_url", entry.url},
                                 {"post_language", entry.language},
                                 {"site_title", site.title},
                                 {"authors", authors_of(entry)},
                                 {"date", date_of(entry, site.time_zone)},
                                 {"month", to_month_heading(entry.published, site.time_zone)},
                                 {"published", to_rfc3339(entry.published)},
                                 {"updated", to_rfc3339(entry.updated)},
                                 {"description", optional_text(one_line(entry.summary_text))},
                                 {"json_ld", json_ld(entry, site)},
                                 {"content", page_html(entry, post, site.time_zone)},
                                 {"coins", all_coins(entry, site)},
                                 {"has_files", !citation_files(entry).empty()},
                                 {"several", entry.reviews.size() > 1},
                                 {"files", files_of(entry)},
                                 {"topics", topics_of(entry)},
                                 {"has_categories", !categories.empty()},
                                 {"categories", categories}}};
  return lay_out({.url = entry.url,
                  .title = entry.title + " – " + site.title,
                  .description = entry.summary_text,
                  .head = fill(templates::post_head(), data),
                  .main = fill(templates::post_page(), data)},
                 site);
}

}  // namespace citefeed::render
