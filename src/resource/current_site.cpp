#include "resource/current_site.hpp"

#include <utility>

namespace citefeed::resource {

void CurrentSite::replace(std::shared_ptr<const Site> site) {
  {
    const MutexLock lock{mutex_};
    site_.swap(site);
    generation_.fetch_add(1, std::memory_order_release);
    for (const Wake* wake : to_wake_) wake->ring();
  }
  // `site` is the old one now; when nobody else holds it, it is let go of here, outside the mutex.
}

std::shared_ptr<const Site> CurrentSite::get() const {
  const MutexLock lock{mutex_};
  return site_;
}

SiteReader::SiteReader(const CurrentSite& current, const Wake& wake) : current_(current), wake_(wake) {
  const MutexLock lock{current.mutex_};
  current.to_wake_.push_back(&wake);
}

SiteReader::~SiteReader() {
  const MutexLock lock{current_.mutex_};
  std::erase(current_.to_wake_, &wake_);
}

const std::shared_ptr<const Site>& SiteReader::get() {
  const std::uint64_t generation = current_.generation();
  if (generation != generation_) {
    // A replacement between the two lines gives a newer site under an older number: the next call looks again.
    site_ = current_.get();
    generation_ = generation;
  }
  return site_;
}

}  // namespace citefeed::resource
