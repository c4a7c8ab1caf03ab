#include "resource/current_site.hpp"

#include <utility>

namespace citefeed::resource {

void CurrentSite::replace(std::shared_ptr<const Site> site) {
  {
    const std::lock_guard lock{mutex_};
    site_.swap(site);
    generation_.fetch_add(1, std::memory_order_release);
  }
  // `site` is the old one now; when nobody else holds it, it is torn down here, outside the mutex.
}

std::shared_ptr<const Site> CurrentSite::get() const {
  const std::lock_guard lock{mutex_};
  return site_;
}

const std::shared_ptr<const Site>& SiteReader::get() {
  const std::uint64_t generation = current_->generation();
  if (generation != generation_) {
    // A replacement between the two lines gives a newer site under an older number: the next call looks again.
    site_ = current_->get();
    generation_ = generation;
  }
  return site_;
}

}  // namespace citefeed::resource
