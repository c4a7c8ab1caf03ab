#include "app/published_before.hpp"

#include <memory>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "content/post_parser.hpp"

namespace citefeed::app {
namespace {

/// What was kept of `post`.
catalogue::PostPointer read_back(const VersionStore& store, const KeptPost& post,
                                 const model::Definitions& definitions) {
  model::Post known;
  if (const auto bytes = store.read_post(post.id)) {
    auto parsed = content::parse_post(post.path, post.path, *bytes, definitions);
    if (parsed.value) known = *std::move(parsed.value);
  }
  known.id = post.id;
  known.entry_id = post.entry_id;
  known.file = post.path;
  return std::make_shared<const model::Post>(std::move(known));
}

}  // namespace

std::vector<catalogue::PostChange> removed_since(const VersionStore& store, const catalogue::Snapshot& snapshot,
                                                 const model::Definitions& definitions) {
  std::unordered_map<std::string_view, const model::Post*> now;
  for (const auto& year : snapshot.everything.years) {
    for (const auto& post : year->posts) now.emplace(post->id, post.get());
  }
  for (const auto& [id, post] : snapshot.withdrawn) now.emplace(id, post.get());
  const auto published = store.published();
  std::set<std::string_view> put_right;  // paths where a lost post is back: what stood there was the mistake
  for (const KeptPost& post : published) {
    const auto found = now.find(post.id);
    if (post.lost && found != now.end()) put_right.insert(found->second->file);
  }
  std::vector<catalogue::PostChange> removed;
  for (const KeptPost& post : published) {
    const auto found = now.find(post.id);
    const bool is_there = found != now.end() && found->second->entry_id == post.entry_id;
    if (is_there || (found == now.end() && put_right.contains(post.path))) continue;
    removed.push_back({.before = read_back(store, post, definitions)});
  }
  return removed;
}

}  // namespace citefeed::app
