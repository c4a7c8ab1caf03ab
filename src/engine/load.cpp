#include "engine/load.hpp"

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

#include "content/disk_tree.hpp"

namespace citefeed::engine {
namespace {

/// What nobody can see now is announced by nothing.
constexpr std::chrono::milliseconds pause_while_unseen{100};

}  // namespace

unsigned processors() {
  return std::max(1U, std::thread::hardware_concurrency());
}

content::Patience usual_patience() {
  return {.longest = std::chrono::seconds{2}, .looks = 4, .quiet = std::chrono::seconds{2}};
}

LoadedTrees load_once(const Trees& trees, std::shared_ptr<const content::Retractions> retractions) {
  using std::chrono::steady_clock;
  const content::DiskTree content{trees.content, trees.content.string()};
  const content::DiskTree feeds{trees.feeds, trees.feeds.string()};
  content::Loader loader{content, feeds, processors(), content::Depth::whole, nullptr, usual_patience()};
  loader.heed(std::move(retractions));
  content::Loaded loaded = loader.load();
  const auto end = steady_clock::now() + longest_start;
  while (loader.lacks_files() && steady_clock::now() < end) {
    std::this_thread::sleep_for(loader.next_look().value_or(pause_while_unseen));
    loader.tell_all_again();
    loaded = loader.load();
  }
  LoadedTrees all{.definitions = std::move(loaded.definitions),
                  .understood = std::move(loaded.understood),
                  .introductions = std::move(loaded.introductions),
                  .diagnostics = std::move(loaded.diagnostics)};
  all.posts.reserve(loaded.changes.size());
  for (auto& change : loaded.changes) all.posts.push_back(std::move(change.post));
  return all;
}

}  // namespace citefeed::engine
