#include "engine/load.hpp"

#include <algorithm>
#include <thread>
#include <utility>

#include "content/disk_tree.hpp"

namespace citefeed::engine {

unsigned processors() {
  return std::max(1U, std::thread::hardware_concurrency());
}

LoadedTrees load_once(const Trees& trees) {
  const content::DiskTree content{trees.content, trees.content.string()};
  const content::DiskTree feeds{trees.feeds, trees.feeds.string()};
  content::Loader loader{content, feeds, processors()};
  content::Loaded loaded = loader.load();
  LoadedTrees all{.definitions = std::move(loaded.definitions),
                  .introductions = std::move(loaded.introductions),
                  .diagnostics = std::move(loaded.diagnostics)};
  all.posts.reserve(loaded.changes.size());
  for (auto& change : loaded.changes) all.posts.push_back(std::move(change.post));
  return all;
}

}  // namespace citefeed::engine
