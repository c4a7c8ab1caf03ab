/// Memory that gives out when a test says so: `new` fails in this thread. For a test program of its own, since it
/// replaces the program's operator new.
#pragma once

namespace citefeed {

/// While one of these exists, the `first`th allocation of this thread by `new` fails, and all after it; with 1 every
/// one.
class ScarceMemory final {
 public:
  explicit ScarceMemory(long first);
  ~ScarceMemory();
  ScarceMemory(const ScarceMemory&) = delete;
  ScarceMemory& operator=(const ScarceMemory&) = delete;

  /// Whether an allocation has failed.
  [[nodiscard]] bool was_met() const;
};

}  // namespace citefeed
