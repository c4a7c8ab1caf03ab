#include "catalogue/catalogue.hpp"

#include <algorithm>
#include <vector>

namespace citefeed::catalogue {
namespace {

template <class Each>
std::vector<Each> those_gone_at(const std::vector<Each>& all, Instant now) {
  std::vector<Each> gone;
  for (const Each& each : all) {
    const auto seen = seen_at(each.withdrawal, now);
    if (!seen) continue;
    gone.push_back(each);
    gone.back().withdrawal = *seen;
  }
  return gone;
}

}  // namespace

Instant end_of_news(const model::Withdrawal& withdrawal) {
  return withdrawal.date + model::withdrawal_is_news;
}

std::optional<model::Withdrawal> seen_at(const model::Withdrawal& withdrawal, Instant now) {
  if (withdrawal.date > now) return std::nullopt;
  auto seen = withdrawal;
  seen.is_news = now < end_of_news(withdrawal);
  return seen;
}

model::Gone gone_at(const model::Gone& gone, Instant now) {
  return {.posts = those_gone_at(gone.posts, now), .feeds = those_gone_at(gone.feeds, now)};
}

std::optional<Instant> next_change(const model::Gone& gone, Instant now) {
  std::optional<Instant> next;
  const auto consider = [&](const model::Withdrawal& withdrawal) {
    for (const Instant moment : {withdrawal.date, end_of_news(withdrawal)}) {
      if (moment > now && (!next || moment < *next)) next = moment;
    }
  };
  for (const model::GonePost& post : gone.posts) consider(post.withdrawal);
  for (const model::GoneFeed& feed : gone.feeds) consider(feed.withdrawal);
  return next;
}

namespace {

/// The moments at which something else is seen of `post`, ascending.
std::vector<Instant> moments_of(const model::Post& post) {
  std::vector<Instant> moments{post.published, post.edited, post.updated};
  for (const model::Notice& notice : post.notices) moments.push_back(notice.date);
  if (post.withdrawn) moments.insert(moments.end(), {post.withdrawn->date, end_of_news(*post.withdrawn)});
  for (Instant& moment : moments) moment = std::max(moment, appears_at(post));
  std::sort(moments.begin(), moments.end());
  moments.erase(std::unique(moments.begin(), moments.end()), moments.end());
  return moments;
}

/// True when what is seen of `post` at `now` is all that its file says.
bool is_as_written(const model::Post& post, Instant now) {
  const auto is_later = [now](const model::Notice& notice) { return notice.date > now; };
  return post.updated <= now && std::none_of(post.notices.begin(), post.notices.end(), is_later) &&
         (!post.withdrawn || seen_at(*post.withdrawn, now) == post.withdrawn);
}

}  // namespace

Appearance appearance_at(const model::Post& post, Instant now) {
  Appearance appearance;
  if (post.draft) return appearance;
  for (const Instant moment : moments_of(post)) {
    if (moment > now) {
      appearance.next = moment;
      break;
    }
    ++appearance.stage;
  }
  return appearance;
}

PostPointer seen_at(const PostPointer& post, Instant now) {
  if (post->draft || appears_at(*post) > now) return nullptr;
  if (is_as_written(*post, now)) return post;
  auto seen = std::make_shared<model::Post>(*post);
  std::erase_if(seen->notices, [now](const model::Notice& notice) { return notice.date > now; });
  seen->updated = appears_at(*seen);
  if (seen->edited <= now) seen->updated = std::max(seen->updated, seen->edited);
  for (const model::Notice& notice : seen->notices) seen->updated = std::max(seen->updated, notice.date);
  if (seen->withdrawn) seen->withdrawn = seen_at(*seen->withdrawn, now);
  const std::string stage = std::to_string(appearance_at(*post, now).stage);
  seen->digest = DigestBuilder{}.add(post->digest).add("stage").add(stage).finish();
  return seen;
}

std::shared_ptr<const Snapshot> Catalogue::advance(const std::vector<model::FileChange>& files,
                                                   const std::shared_ptr<const model::Definitions>& definitions,
                                                   Instant now, const model::IntroductionsPointer& introductions) {
  const bool has_new_definitions = !snapshot_ || definitions_->digest != definitions->digest;
  const bool went_back = now_ && now < *now_;
  definitions_ = definitions;
  now_ = now;
  std::vector<PostChange> changes;
  for (const model::FileChange& change : files) take(change, now, changes);
  if (went_back) {
    for (const auto& [file, entry] : entries_) review(file, now, changes);
  }
  while (!scheduled_.empty() && scheduled_.begin()->first <= now) {
    const std::string file = scheduled_.begin()->second;
    review(file, now, changes);
  }
  auto gone = gone_at(definitions->gone, now);
  if (has_new_definitions) {
    changes.clear();
    for (const auto& [file, entry] : entries_) {
      if (entry.seen) changes.push_back({.after = entry.seen});
    }
    snapshot_ = revise(Snapshot{.gone = std::move(gone), .introductions = introductions}, changes, *definitions, now);
  } else if (!changes.empty() || gone != snapshot_->gone || introductions != snapshot_->introductions ||
             open_month_at(snapshot_->everything, definitions->site.time_zone, now) != snapshot_->open_month) {
    Snapshot before = *snapshot_;
    before.gone = std::move(gone);
    before.introductions = introductions;
    snapshot_ = revise(before, changes, *definitions, now);
  }
  return snapshot_;
}

std::optional<Instant> Catalogue::next_due() const {
  auto next = definitions_ && now_ ? next_change(definitions_->gone, *now_) : std::nullopt;
  const auto consider = [&next](Instant moment) { next = next ? std::min(*next, moment) : moment; };
  if (!scheduled_.empty()) consider(scheduled_.begin()->first);
  if (snapshot_ && snapshot_->open_month) consider(end_of(*snapshot_->open_month, definitions_->site.time_zone));
  return next;
}

void Catalogue::take(const model::FileChange& change, Instant now, std::vector<PostChange>& changes) {
  auto& entry = entries_[change.file];
  if (entry.post == change.post && change.post) return;
  if (entry.appearance.next) scheduled_.erase({*entry.appearance.next, change.file});
  const PostPointer before = std::move(entry.seen);
  if (!change.post) {
    entries_.erase(change.file);
    if (before) changes.push_back({.before = before});
    return;
  }
  entry = {.post = change.post, .seen = seen_at(change.post, now), .appearance = appearance_at(*change.post, now)};
  if (entry.appearance.next) scheduled_.emplace(*entry.appearance.next, change.file);
  if (before || entry.seen) changes.push_back({.before = before, .after = entry.seen});
}

void Catalogue::review(const std::string& file, Instant now, std::vector<PostChange>& changes) {
  Entry& entry = entries_.at(file);
  const Appearance appearance = appearance_at(*entry.post, now);
  if (entry.appearance.next) scheduled_.erase({*entry.appearance.next, file});
  if (appearance.next) scheduled_.emplace(*appearance.next, file);
  const bool is_same = appearance.stage == entry.appearance.stage;
  entry.appearance = appearance;
  if (is_same) return;
  const PostPointer before = std::exchange(entry.seen, seen_at(entry.post, now));
  if (before || entry.seen) changes.push_back({.before = before, .after = entry.seen});
}

}  // namespace citefeed::catalogue
