#include "render/archive_pages.hpp"

#include <numeric>

#include "render/layout.hpp"
#include "render/post_list.hpp"
#include "render/templates.hpp"

namespace citefeed::render {
namespace {

using kainjow::mustache::list;
using kainjow::mustache::object;

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
  const std::string url = home + "archive/";
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
  return lay_out(
      {.url = page.year == 0 ? url : url + year + "/",
       .title = (year.empty() ? "Archive – " : "Archive " + year + " – ") + page.feed.title,
       .description = "All posts of " + page.feed.title + (year.empty() ? ", by year." : " of " + year + "."),
       .feed_title = page.feed.title,
       .feed_home = page.feed.path.empty() ? "" : home,
       .main = fill(templates::archive_page(), data)},
      site);
}

}  // namespace citefeed::render
