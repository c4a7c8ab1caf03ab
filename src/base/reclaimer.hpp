/// Lets go of large values on a thread of its own, so that whoever happens to hold the last copy does not pay for it.
#pragma once
#include <memory>
#include <stop_token>
#include <thread>

namespace citefeed {

/// Its thread goes after all others (lower_own_priority()). Safe from any thread.
class Reclaimer final {
 public:
  /// Throws std::system_error when the system has no thread to give.
  Reclaimer();
  /// Lets go of all that it was left. What is left to it later is let go of by whoever does so.
  ~Reclaimer();
  Reclaimer(const Reclaimer&) = delete;
  Reclaimer& operator=(const Reclaimer&) = delete;

  /// A pointer to the same value. Where its last copy ends, on whatever thread, `value` is left to the reclaimer, which
  /// costs no more than a list's new end and takes no memory. Null for null.
  template <class T>
  [[nodiscard]] std::shared_ptr<const T> guard(std::shared_ptr<const T> value) const {
    if (value == nullptr) return nullptr;
    const T* const address = value.get();
    return {hold(std::move(value)), address};
  }

 private:
  class Left;

  [[nodiscard]] std::shared_ptr<const void> hold(std::shared_ptr<const void> value) const;

  std::shared_ptr<Left> left_;  ///< outlives this where pointers do
  std::jthread thread_;         ///< last: it uses the above
};

}  // namespace citefeed
