#include "engine/current.hpp"

#include <utility>

namespace citefeed::engine {

PublicationPointer Current::get() const {
  const MutexLock lock{mutex_};
  return publication_;
}

void Current::install(PublicationPointer next) {
  Shared shared = share(std::move(next));
  const MutexLock lock{mutex_};
  replace(std::move(shared));
}

bool Current::refine(const PublicationPointer& seen, PublicationPointer refined) {
  Shared shared = share(std::move(refined));
  const MutexLock lock{mutex_};
  if (publication_ != seen) return false;
  replace(std::move(shared));
  return true;
}

PublicationPointer Current::wait_for_other(const PublicationPointer& seen, const std::stop_token& stop) const {
  MutexLock lock{mutex_};
  const bool is_other = replaced_.wait(lock, stop, [&]() REQUIRES(mutex_) { return publication_ != seen; });
  return is_other && !stop.stop_requested() ? publication_ : nullptr;
}

PublicationPointer Current::wait_for_other(const PublicationPointer& seen, const std::stop_token& stop,
                                           std::chrono::milliseconds at_most) const {
  MutexLock lock{mutex_};
  replaced_.wait_for(lock, stop, at_most, [&]() REQUIRES(mutex_) { return publication_ != seen; });
  return stop.stop_requested() ? nullptr : publication_;
}

Current::Shared Current::share(PublicationPointer publication) const {
  auto site = reclaimer_.guard(publication->site);
  return {.publication = reclaimer_.guard(std::move(publication)), .site = std::move(site)};
}

void Current::replace(Shared next) {
  publication_ = std::move(next.publication);
  site_.replace(std::move(next.site));
  replaced_.notify_all();
}

}  // namespace citefeed::engine
