#include "catalogue/snapshot.hpp"

#include <algorithm>
#include <iterator>

namespace citefeed::catalogue {
namespace {

/// `post` as readers may see it at `now`: an edit dated later has not happened yet.
PostPointer seen_at(const PostPointer& post, Instant now) {
  if (post->updated <= now) return post;
  auto earlier = std::make_shared<model::Post>(*post);
  earlier->updated = earlier->published;
  earlier->digest = DigestBuilder{}.add(post->digest).add("before its update").finish();
  return earlier;
}

/// The positions in any of the lists that `slugs` name, ascending, each once.
Positions unite(const std::map<std::string, Positions, std::less<>>& index, const std::vector<std::string>& slugs) {
  Positions all;
  for (const std::string& slug : slugs) {
    const auto found = index.find(slug);
    if (found == index.end()) continue;
    Positions merged;
    merged.reserve(all.size() + found->second.size());
    std::set_union(all.begin(), all.end(), found->second.begin(), found->second.end(), std::back_inserter(merged));
    all = std::move(merged);
  }
  return all;
}

}  // namespace

bool stands_before(const PostPointer& a, const PostPointer& b) {
  if (a->published != b->published) return a->published > b->published;
  return a->id < b->id;
}

std::shared_ptr<const Snapshot> take_snapshot(const std::vector<PostPointer>& posts, Instant now) {
  auto snapshot = std::make_shared<Snapshot>();
  for (const PostPointer& post : posts) {
    if (!post->draft && post->published <= now) snapshot->posts.push_back(seen_at(post, now));
  }
  std::sort(snapshot->posts.begin(), snapshot->posts.end(), stands_before);
  for (std::uint32_t position = 0; position < snapshot->posts.size(); ++position) {
    const model::Post& post = *snapshot->posts[position];
    snapshot->by_id.emplace(post.id, position);
    for (const std::string& topic : post.topics) snapshot->by_topic[topic].push_back(position);
    for (const std::string& type : post.research_types) snapshot->by_type[type].push_back(position);
  }
  return snapshot;
}

std::optional<Instant> next_due(const std::vector<PostPointer>& posts, Instant now) {
  std::optional<Instant> next;
  const auto consider = [&](Instant moment) {
    if (moment > now && (!next || moment < *next)) next = moment;
  };
  for (const PostPointer& post : posts) {
    if (post->draft) continue;
    consider(post->published);
    consider(post->updated);
  }
  return next;
}

std::vector<PostPointer> select(const Snapshot& snapshot, const model::Selection& selection) {
  if (selection.topics.empty() && selection.types.empty()) return snapshot.posts;
  Positions chosen =
      selection.topics.empty() ? unite(snapshot.by_type, selection.types) : unite(snapshot.by_topic, selection.topics);
  if (!selection.topics.empty() && !selection.types.empty()) {
    const Positions of_types = unite(snapshot.by_type, selection.types);
    Positions both;
    std::set_intersection(chosen.begin(), chosen.end(), of_types.begin(), of_types.end(), std::back_inserter(both));
    chosen = std::move(both);
  }
  std::vector<PostPointer> posts;
  posts.reserve(chosen.size());
  for (const std::uint32_t position : chosen) posts.push_back(snapshot.posts[position]);
  return posts;
}

Changes changes(const Snapshot& before, const Snapshot& after) {
  Changes result;
  auto old = before.by_id.begin();
  auto now = after.by_id.begin();
  while (old != before.by_id.end() || now != after.by_id.end()) {
    if (now == after.by_id.end() || (old != before.by_id.end() && old->first < now->first)) {
      result.removed.push_back((old++)->first);
    } else if (old == before.by_id.end() || now->first < old->first) {
      result.added.push_back((now++)->first);
    } else {
      if (before.posts[old->second]->digest != after.posts[now->second]->digest) result.changed.push_back(now->first);
      ++old;
      ++now;
    }
  }
  return result;
}

}  // namespace citefeed::catalogue
