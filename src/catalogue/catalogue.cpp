#include "catalogue/catalogue.hpp"

#include <algorithm>
#include <array>

namespace citefeed::catalogue {
namespace {

/// A post whose id went from one file to another leaves one and comes to the other: one change, not two.
std::vector<PostChange> joined_by_id(std::vector<PostChange> changes) {
  std::unordered_map<std::string, PostChange> by_id;
  for (PostChange& change : changes) {
    if (change.before) by_id[change.before->id].before = change.before;
    if (change.after) by_id[change.after->id].after = change.after;
  }
  changes.clear();
  for (auto& [id, change] : by_id) changes.push_back(std::move(change));
  return changes;
}

}  // namespace

Appearance appearance_at(const model::Post& post, Instant now) {
  Appearance appearance;
  if (post.draft) return appearance;
  std::array moments{post.published, std::max(post.published, post.updated)};
  for (const Instant moment : moments) {
    if (moment > now) {
      appearance.next = moment;
      break;
    }
    ++appearance.stage;
  }
  return appearance;
}

PostPointer seen_at(const PostPointer& post, Instant now) {
  if (post->draft || post->published > now) return nullptr;
  if (post->updated <= now) return post;
  auto earlier = std::make_shared<model::Post>(*post);
  earlier->updated = earlier->published;
  earlier->digest = DigestBuilder{}.add(post->digest).add("before its update").finish();
  return earlier;
}

std::shared_ptr<const Snapshot> Catalogue::advance(const std::vector<model::FileChange>& files,
                                                   const std::shared_ptr<const model::Definitions>& definitions,
                                                   Instant now) {
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
  if (has_new_definitions) {
    changes.clear();
    for (const auto& [file, entry] : entries_) {
      if (entry.seen) changes.push_back({.after = entry.seen});
    }
    snapshot_ = revise(Snapshot{}, changes, *definitions);
  } else if (!changes.empty()) {
    snapshot_ = revise(*snapshot_, joined_by_id(std::move(changes)), *definitions);
  }
  return snapshot_;
}

std::optional<Instant> Catalogue::next_due() const {
  if (scheduled_.empty()) return std::nullopt;
  return scheduled_.begin()->first;
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
