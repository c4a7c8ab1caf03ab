#include "engine/current.hpp"

namespace citefeed::engine {

PublicationPointer Current::get() const {
  const std::lock_guard lock{mutex_};
  return publication_;
}

void Current::install(PublicationPointer next) {
  const std::lock_guard lock{mutex_};
  replace(std::move(next));
}

bool Current::refine(const PublicationPointer& seen, PublicationPointer refined) {
  const std::lock_guard lock{mutex_};
  if (publication_ != seen) return false;
  replace(std::move(refined));
  return true;
}

PublicationPointer Current::wait_for_other(const PublicationPointer& seen, const std::stop_token& stop) const {
  std::unique_lock lock{mutex_};
  const bool is_other = replaced_.wait(lock, stop, [&] { return publication_ != seen; });
  return is_other && !stop.stop_requested() ? publication_ : nullptr;
}

PublicationPointer Current::wait_for_other(const PublicationPointer& seen, const std::stop_token& stop,
                                           std::chrono::milliseconds at_most) const {
  std::unique_lock lock{mutex_};
  replaced_.wait_for(lock, stop, at_most, [&] { return publication_ != seen; });
  return stop.stop_requested() ? nullptr : publication_;
}

void Current::replace(PublicationPointer next) {
  publication_ = std::move(next);
  site_.replace(publication_->site);
  replaced_.notify_all();
}

}  // namespace citefeed::engine
