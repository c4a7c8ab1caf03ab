#include "base/parallel.hpp"

#include <sys/resource.h>
#include <unistd.h>
#include <algorithm>
#include <atomic>
#include <exception>
#include <functional>
#include <new>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "base/mutex.hpp"

namespace citefeed {

void lower_own_priority() {
  constexpr int nice = 10;
  setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), nice);
}

namespace {

/// False when the system has no thread or no memory to give now: those that run do the work, only later.
bool start(std::vector<std::jthread>& helpers, const std::function<void()>& work) {
  try {
    helpers.emplace_back(work);
    return true;
  } catch (const std::system_error&) {
    return false;
  } catch (const std::bad_alloc&) {
    return false;
  }
}

/// What went wrong first.
class Failure final {
 public:
  void note(std::exception_ptr what) {
    const MutexLock lock{mutex_};
    if (!first_) first_ = std::move(what);
  }
  void rethrow() {
    const MutexLock lock{mutex_};
    if (first_) std::rethrow_exception(first_);
  }

 private:
  Mutex mutex_ = {};
  std::exception_ptr first_ GUARDED_BY(mutex_) = {};
};

}  // namespace

void for_each_index(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& work) {
  std::atomic<std::size_t> next = 0;
  Failure failure;
  const auto take_turns = [&] {
    try {
      for (std::size_t index = next++; index < count; index = next++) work(index);
    } catch (...) {
      failure.note(std::current_exception());
      next = count;
    }
  };
  {
    std::vector<std::jthread> helpers;
    const std::size_t wanted = std::min<std::size_t>(std::max(1U, threads), count);
    for (std::size_t i = 1; i < wanted && start(helpers, std::ref(take_turns)); ++i) continue;
    take_turns();
  }
  failure.rethrow();
}

}  // namespace citefeed
