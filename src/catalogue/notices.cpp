#include "catalogue/notices.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <memory>
#include <utility>

namespace citefeed::catalogue {
namespace {

/// `notice` has all but what every notice has of its own.
PostPointer finish(model::Post notice, std::string name, Instant date) {
  notice.published = notice.edited = notice.updated = std::max(date, appears_at(notice));
  notice.added = {};
  notice.is_of_month = false;
  notice.digest = DigestBuilder{}.add(notice.digest).add("notice").add(name).finish();
  notice.notice_name = std::move(name);
  return std::make_shared<const model::Post>(std::move(notice));
}

PostPointer to_notice(model::Post withdrawn, const TimeZone& zone) {
  const Instant date = withdrawn.withdrawn->date;
  return finish(std::move(withdrawn), "withdrawal-" + to_iso_date(zone.day_of(date)), date);
}

}  // namespace

std::vector<PostPointer> notices_of(const model::Post& post, const TimeZone& zone) {
  std::vector<PostPointer> notices;
  if (post.notices.empty() && !post.withdrawn) return notices;
  auto bare = post;
  bare.text = nullptr;
  bare.aliases.clear();
  bare.notices.clear();
  if (post.withdrawn) {
    auto withdrawn = bare;
    withdrawn.reviewed.clear();  // nothing happened to those
    notices.push_back(to_notice(std::move(withdrawn), zone));
  }
  bare.withdrawn.reset();
  const auto names = model::notice_names(post, zone);
  for (std::size_t place = 0; place < names.size(); ++place) {
    auto notice = bare;
    notice.notices = {post.notices[place]};
    notices.push_back(finish(std::move(notice), names[place], post.notices[place].date));
  }
  return notices;
}

PostPointer notice_of(const model::GonePost& gone, const model::SiteDefinition& site) {
  model::Post withdrawn{
      .id = gone.id, .entry_id = gone.entry_id, .language = site.language, .withdrawn = gone.withdrawal};
  const auto author = site.authors.find(site.default_author);
  if (author != site.authors.end()) withdrawn.authors = {author->second};
  withdrawn.digest = DigestBuilder{}.add("gone").add(gone.id).finish();  // what else it says, the definitions say
  return to_notice(std::move(withdrawn), site.time_zone);
}

}  // namespace citefeed::catalogue
