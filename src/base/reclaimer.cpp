#include "base/reclaimer.hpp"

#include <condition_variable>
#include <utility>

#include "base/mutex.hpp"
#include "base/parallel.hpp"

namespace citefeed {

/// What nobody holds any more and the thread has not come to yet: a list whose links are there already.
class Reclaimer::Left final {
 public:
  struct Held {
    std::shared_ptr<const void> value = {};
    Held* next = nullptr;
  };
  /// Lets go of a whole list.
  static void let_go(Held* first) {
    while (first != nullptr) delete std::exchange(first, first->next);
  }

  void add(Held* held) noexcept {
    {
      const MutexLock lock{mutex_};
      if (!ended_) {
        held->next = std::exchange(first_, held);
        held = nullptr;
      }
    }
    held == nullptr ? has_some_.notify_one() : let_go(held);
  }
  /// All that was added since, as soon as something was; null when `stop` was requested.
  [[nodiscard]] Held* take(const std::stop_token& stop) {
    MutexLock lock{mutex_};
    has_some_.wait(lock, stop, [this]() REQUIRES(mutex_) { return first_ != nullptr; });
    return std::exchange(first_, nullptr);
  }
  /// From here on nothing can be added.
  void end() {
    const MutexLock lock{mutex_};
    ended_ = true;
  }

 private:
  Mutex mutex_ = {};
  std::condition_variable_any has_some_ = {};
  Held* first_ GUARDED_BY(mutex_) = nullptr;
  bool ended_ GUARDED_BY(mutex_) = false;
};

Reclaimer::Reclaimer()
    : left_(std::make_shared<Left>()), thread_([left = left_](const std::stop_token& stop) {
        lower_own_priority();
        while (Left::Held* const held = left->take(stop)) Left::let_go(held);
      }) {}

Reclaimer::~Reclaimer() {
  left_->end();
  thread_.request_stop();
  thread_.join();
  Left::let_go(left_->take(thread_.get_stop_token()));
}

std::shared_ptr<const void> Reclaimer::hold(std::shared_ptr<const void> value) const {
  auto held = std::make_unique<Left::Held>(Left::Held{.value = std::move(value)});
  const void* const address = held->value.get();
  const std::shared_ptr<Left::Held> holder{held.release(), [left = left_](Left::Held* mine) { left->add(mine); }};
  return {holder, address};
}

}  // namespace citefeed
