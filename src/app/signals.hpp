/// SIGTERM and SIGINT as something to wait for, instead of handlers.
#pragma once
#include <atomic>
#include <csignal>

namespace citefeed::app {

/// While one of these exists, SIGTERM and SIGINT do nothing by themselves in this thread and those it starts, and a
/// closed connection or pipe raises no SIGPIPE. After the first signal arrived, a second one ends the process at once.
class SignalsBlocked final {
 public:
  SignalsBlocked();
  ~SignalsBlocked();
  SignalsBlocked(const SignalsBlocked&) = delete;
  SignalsBlocked& operator=(const SignalsBlocked&) = delete;

  /// Waits for SIGTERM or SIGINT. One thread.
  void wait() const;
  /// True once wait() has returned. Safe from any thread.
  [[nodiscard]] bool arrived() const { return arrived_; }

 private:
  sigset_t set_ = {};
  sigset_t before_ = {};
  mutable std::atomic<bool> arrived_ = false;
};

}  // namespace citefeed::app
