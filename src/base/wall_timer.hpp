/// Wakes who waits for files at a moment of the system's clock (timerfd_create(2)).
#pragma once
#include <optional>

#include "base/file_descriptor.hpp"
#include "base/instant.hpp"

namespace citefeed {

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
