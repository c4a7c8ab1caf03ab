/// Open files of the kernel that close themselves, and two that wake a thread which waits for others: at once, or at a
/// moment.
#pragma once
#include <unistd.h>
#include <optional>
#include <utility>

#include "base/instant.hpp"

namespace citefeed {

class FileDescriptor final {
 public:
  FileDescriptor() = default;
  explicit FileDescriptor(int number) : number_(number) {}
  FileDescriptor(FileDescriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  ~FileDescriptor() {
    if (is_open()) ::close(number_);
  }

  [[nodiscard]] bool is_open() const { return number_ >= 0; }
  [[nodiscard]] int number() const { return number_; }
  /// Hands it over to somebody who closes it.
  [[nodiscard]] int release() { return std::exchange(number_, -1); }

 private:
  int number_ = -1;
};

// How one thread wakes another that waits for files (eventfd(2)).

/// Rings until it is cleared, however often it was rung. Safe from any thread; ring() in a signal handler too.
class Wake final {
 public:
  /// Throws std::system_error when the kernel has no more files.
  Wake();

  void ring() const;
  void clear() const;
  /// To be waited for: readable while it rings.
  [[nodiscard]] int number() const { return file_.number(); }

 private:
  FileDescriptor file_;
};

// Wakes who waits for files at a moment of the system's clock (timerfd_create(2)).

/// Rings at the moment it is set to, as the system's clock shows it: after the machine slept through it, at once; and
/// whenever the clock is set, forwards or back, since then whoever set the timer must look at the clock again. One
/// thread at a time.
class WallTimer final {
 public:
  /// Throws std::system_error when the kernel has no more files.
  WallTimer();

  /// Sets it to `moment`, which may have passed; to none, it rings only when the clock is set. Ends its ringing.
  void set(std::optional<Instant> moment);
  /// To be waited for: readable while it rings.
  [[nodiscard]] int number() const { return file_.number(); }

 private:
  FileDescriptor file_;
};

}  // namespace citefeed
