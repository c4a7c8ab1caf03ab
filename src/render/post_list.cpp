#include "render/post_list.hpp"

#include <fmt/format.h>

#include "render/html.hpp"
#include "render/layout.hpp"
#include "render/templates.hpp"

namespace citefeed::render {
namespace {

using kainjow::mustache::list;
using kainjow::mustache::object;

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
