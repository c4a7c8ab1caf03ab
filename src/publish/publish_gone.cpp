#include "publish/publish_gone.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "publish/publish_feed.hpp"
#include "publish/publish_post.hpp"
#include "render/entry.hpp"

namespace citefeed::publish {
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
