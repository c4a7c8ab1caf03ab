/// SIGTERM, SIGINT and SIGHUP as something to wait for, instead of handlers.
#pragma once
#include <atomic>
#include <csignal>
#include <cstdint>
#include <functional>

namespace citefeed::app {

/// What SIGHUP is: the end, as for a program whose terminal is closed, or a request to open log files again.
enum class Hangup : std::uint8_t { ends, reopens };

/// While one of these exists, SIGTERM and SIGINT do nothing by themselves in this thread and those it starts, and a
/// closed connection or pipe raises no SIGPIPE. After the first signal arrived, a second one ends the process at once.
class SignalsBlocked final {
 public:
  explicit SignalsBlocked(Hangup hangup = Hangup::ends);
  ~SignalsBlocked();
  SignalsBlocked(const SignalsBlocked&) = delete;
  SignalsBlocked& operator=(const SignalsBlocked&) = delete;

  /// Waits for SIGTERM or SIGINT, and calls `reopen` for each SIGHUP meanwhile where that is to reopen. One thread.
  void wait(const std::function<void()>& reopen = {}) const;
  /// True once wait() has returned. Safe from any thread.
  [[nodiscard]] bool arrived() const { return arrived_; }

 private:
  sigset_t set_ = {};
  sigset_t before_ = {};
  mutable std::atomic<bool> arrived_ = false;
};

}  // namespace citefeed::app
