#include "watch/watcher.hpp"

#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include "base/instant.hpp"

namespace citefeed::watch {
namespace {

constexpr std::size_t files_worth_naming = 4096;  ///< beyond, looking at everything is less work

/// For poll(2): whole milliseconds, rounded up so that the time has come when it returns; -1 is for ever.
int milliseconds_until(std::optional<TimePoint> deadline, TimePoint now) {
  if (!deadline) return -1;
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(*deadline - now).count();
  return static_cast<int>(std::clamp<decltype(left)>(left, 0, 60'000));
}

}  // namespace

std::optional<const char*> problem_with(const WatchConfig& config) {
  if (const auto problem = problem_with(config.debounce)) return problem;
  if (config.tree.root_check < std::chrono::milliseconds{1}) return "root_check is not positive";
  if (config.tree.quiet < std::chrono::milliseconds{1}) return "quiet is not positive";
  if (config.tree.rescan < std::chrono::milliseconds{1}) return "rescan is not positive";
  return std::nullopt;
}

Watcher::Watcher(std::vector<std::filesystem::path> roots, WatchConfig config, Log& log)
    : config_(config), debounce_(config.debounce), pending_(roots.size()) {
  const auto now = std::chrono::steady_clock::now();
  for (auto& root : roots) trees_.emplace_back(std::move(root), config_.tree, log, now);
}

void Watcher::stop() {
  stopped_.ring();
}

std::optional<Change> Watcher::wait(std::optional<std::chrono::milliseconds> at_most, const WallTimer* timer) {
  std::optional<TimePoint> deadline;
  if (at_most) deadline = std::chrono::steady_clock::now() + *at_most;
  while (true) {
    const Woken woken = poll_until(earlier(deadline, debounce_.due()), timer);
    if (woken != Woken::by_time_or_files) return std::nullopt;
    const auto now = std::chrono::steady_clock::now();
    collect(now);
    if (const auto due = debounce_.due(); due && *due <= now) {
      auto change = take_pending();
      if (change.everything || !change.files.empty()) return change;  // else all are being written again
    }
    if (deadline && *deadline <= now) return std::nullopt;
  }
}

Watcher::Woken Watcher::poll_until(std::optional<TimePoint> deadline, const WallTimer* timer) {
  std::vector<pollfd> descriptors = {{.fd = stopped_.number(), .events = POLLIN, .revents = 0},
                                     {.fd = timer == nullptr ? -1 : timer->number(), .events = POLLIN, .revents = 0}};
  for (const auto& tree : trees_) {
    descriptors.push_back({.fd = tree.descriptor(), .events = POLLIN, .revents = 0});  // poll() passes over -1
    deadline = earlier(deadline, tree.next_check());
  }
  const int timeout = milliseconds_until(deadline, std::chrono::steady_clock::now());
  const int ready = ::poll(descriptors.data(), descriptors.size(), timeout);
  if (ready < 0 && errno != EINTR) throw std::system_error{errno, std::generic_category(), "poll"};
  if (ready <= 0) return Woken::by_time_or_files;
  if (descriptors[0].revents != 0) return Woken::by_stop;
  return descriptors[1].revents != 0 ? Woken::by_timer : Woken::by_time_or_files;
}

void Watcher::collect(TimePoint now) {
  collected_at_ = std::chrono::system_clock::now();
  for (std::size_t root = 0; root < trees_.size(); ++root) {
    auto& tree = trees_[root];
    TreeNews news;
    tree.read(news, now);
    if (tree.next_check() <= now) tree.check(news, now);
    if (news.empty()) continue;
    pending_[root].everything = pending_[root].everything || news.everything;
    pending_[root].files.merge(news.files);
    debounce_.note(now);
  }
}

Change Watcher::take_pending() {
  Change change{.as_of = collected_at_};
  std::size_t count = 0;
  for (const auto& news : pending_) {
    count += news.files.size();
    change.everything = change.everything || news.everything;
  }
  change.everything = change.everything || count > files_worth_naming;
  for (std::size_t root = 0; root < pending_.size(); ++root) {
    auto news = std::exchange(pending_[root], {});
    if (change.everything) continue;
    for (const auto& path : news.files) {
      if (!trees_[root].is_being_written(path)) change.files.push_back({.root = root, .path = path});
    }
  }
  debounce_.reset();
  return change;
}

}  // namespace citefeed::watch
