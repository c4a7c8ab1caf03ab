#include "engine/load.hpp"

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

#include "content/disk_tree.hpp"

namespace citefeed::engine {

unsigned processors() {
  return std::max(1U, std::thread::hardware_concurrency());
}

content::Patience usual_patience() {
  return {.longest = std::chrono::seconds{2}, .looks = 4, .quiet = std::chrono::seconds{2}};
}

LoadedTrees load_once(const Trees& trees) {
  using std::chrono::steady_clock;
  const content::DiskTree content{trees.content, trees.content.string()};
  const content::DiskTree feeds{trees.feeds, trees.feeds.string()};
  content::Loader loader{content, feeds, processors(), content::Depth::whole, nullptr, usual_patience()};
  content::Loaded loaded = loader.load();
  const auto end = steady_clock::now() + longest_start;
  while (loader.lacks_files() && steady_clock::now() < end) {
    const auto next = loader.next_look();
    std::this_thread::sleep_for(next.value_or(std::chrono::milliseconds{100}));
    loader.tell_all_again();
    auto again = next ? loader.look_again() : loader.load();  // what nobody can see is waited for by nothing else
    if (again) loaded = *std::move(again);
  }
  LoadedTrees all{.definitions = std::move(loaded.definitions),
                  .introductions = std::move(loaded.introductions),
                  .diagnostics = std::move(loaded.diagnostics)};
  all.posts.reserve(loaded.changes.size());
  for (auto& change : loaded.changes) all.posts.push_back(std::move(change.post));
  return all;
}

}  // namespace citefeed::engine
