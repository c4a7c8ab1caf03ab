/// Which site is served now: written by the builder, read by every serving thread without waiting.
#pragma once
#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

#include "base/file_descriptor.hpp"
#include "base/mutex.hpp"
#include "resource/site.hpp"

namespace citefeed::resource {

/// Holds the current site. Safe from any thread.
class CurrentSite final {
 public:
  /// Makes `site` the current one, and rings for all readers. Requests that took the old one keep
  /// it to their end.
  void replace(std::shared_ptr<const Site> site);
  /// The current site under the mutex; null before the first replace().
  [[nodiscard]] std::shared_ptr<const Site> get() const;
  /// Counts replacements; one load tells a thread whether its copy is still current.
  [[nodiscard]] std::uint64_t generation() const { return generation_.load(std::memory_order_acquire); }

 private:
  friend class SiteReader;

  mutable Mutex mutex_ = {};
  std::shared_ptr<const Site> site_ GUARDED_BY(mutex_) = {};
  mutable std::vector<const Wake*> to_wake_ GUARDED_BY(mutex_) = {};
  std::atomic<std::uint64_t> generation_ = 0;
};

/// One thread's copy of the current site: takes the mutex only when the generation has moved. One per thread.
class SiteReader final {
 public:
  /// `wake` rings at each replacement, so that a thread that sleeps can call get() and let go of the old site. Both
  /// must outlive this.
  SiteReader(const CurrentSite& current, const Wake& wake);
  ~SiteReader();
  SiteReader(const SiteReader&) = delete;
  SiteReader& operator=(const SiteReader&) = delete;

  /// The current site. The reference is good until the next call; keep a copy of the pointer for longer.
  [[nodiscard]] const std::shared_ptr<const Site>& get();
  /// Holds no site until the next get().
  void let_go() noexcept {
    site_.reset();
    generation_ = 0;
  }

 private:
  const CurrentSite& current_;
  const Wake& wake_;
  std::uint64_t generation_ = 0;
  std::shared_ptr<const Site> site_ = {};
};

}  // namespace citefeed::resource
