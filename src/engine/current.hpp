/// The publication that is served now, and the only way to replace it.
#pragma once
#include <chrono>
#include <condition_variable>
#include <memory>
#include <stop_token>

#include "base/mutex.hpp"
#include "base/reclaimer.hpp"
#include "publish/publication.hpp"
#include "resource/current_site.hpp"

namespace citefeed::engine {

using PublicationPointer = std::shared_ptr<const publish::Publication>;

/// Whoever answers from a publication may be the last to hold it, and does not pay for its end: a thread of its own
/// tears it down. Safe from any thread.
class Current final {
 public:
  /// `site` is what the server reads; it must outlive this.
  explicit Current(resource::CurrentSite& site) : site_(site) {}

  /// The current publication; null before the first install().
  [[nodiscard]] PublicationPointer get() const;
  /// A new generation takes over.
  void install(PublicationPointer next);
  /// The same generation with more codings takes over, unless another generation did since `seen` was the current one.
  bool refine(const PublicationPointer& seen, PublicationPointer refined);
  /// Waits until the current publication is another than `seen`; null when `stop` was requested.
  [[nodiscard]] PublicationPointer wait_for_other(const PublicationPointer& seen, const std::stop_token& stop) const;
  /// The same, but waits no longer than `at_most`, after which it may be `seen` still.
  [[nodiscard]] PublicationPointer wait_for_other(const PublicationPointer& seen, const std::stop_token& stop,
                                                  std::chrono::milliseconds at_most) const;

 private:
  /// What readers share of a publication: copies that end quietly.
  struct Shared {
    PublicationPointer publication = {};
    std::shared_ptr<const resource::Site> site = {};
  };
  [[nodiscard]] Shared share(PublicationPointer publication) const;
  void replace(Shared next) REQUIRES(mutex_);

  resource::CurrentSite& site_;
  const Reclaimer reclaimer_ = {};
  mutable Mutex mutex_ = {};
  mutable std::condition_variable_any replaced_ = {};
  PublicationPointer publication_ GUARDED_BY(mutex_) = {};
};

}  // namespace citefeed::engine
