#include "engine/refiner.hpp"

#include <chrono>
#include <exception>
#include <utility>

#include "base/parallel.hpp"

namespace citefeed::engine {
namespace {

/// How long codings may pile up before they join: each join replaces the site.
constexpr std::chrono::seconds join_interval{2};

/// Keeps of `known` what stands in `publication`.
publish::CodedFeeds needed(const publish::CodedFeeds& known, const publish::Publication& publication) {
  publish::CodedFeeds kept;
  for (const std::string& path : publication.feed_documents) {
    const auto found = known.find(publish::identity_tag(publication.site->find(path)->prepared()));
    if (found != known.end()) kept.insert(*found);
  }
  return kept;
}

}  // namespace

Refiner::Refiner(Current& current)
    : current_(current),
      maker_([this](const std::stop_token& stop) { make(stop); }),
      refiner_([this](const std::stop_token& stop) { refine(stop); }) {}

void Refiner::make(const std::stop_token& stop) {
  PublicationPointer seen;
  while (auto publication = current_.wait_for_other(seen, stop)) {
    seen = publication;
    if (!make_documents(publication, stop)) continue;
    const MutexLock lock{mutex_};
    made_ = publication;
    has_made_.notify_all();
  }
}

bool Refiner::make_documents(const PublicationPointer& publication, const std::stop_token& stop) const {
  try {
    for (const std::string& path : publication->feed_documents) {
      if (stop.stop_requested() || !is_current(publication)) return false;
      static_cast<void>(publication->site->at(path)->prepared());
    }
    return true;
  } catch (const std::exception&) {
    return false;
  }
}

PublicationPointer Refiner::wait_for_made(const SeenPublication& seen, const std::stop_token& stop) {
  PublicationPointer made;
  MutexLock lock{mutex_};
  has_made_.wait(lock, stop, [&]() REQUIRES(mutex_) {
    made = made_.lock();
    const bool is_new = made != nullptr && made != seen.lock() && is_current(made);
    if (!is_new) made.reset();
    return is_new;
  });
  return stop.stop_requested() ? nullptr : made;
}

void Refiner::refine(const std::stop_token& stop) {
  lower_own_priority();
  SeenPublication seen;
  while (auto publication = wait_for_made(seen, stop)) {
    seen = publication;
    try {
      seen = refine(std::move(publication), stop);
    } catch (const std::exception&) {
      known_ = {};  // memory that can be spared
    }
  }
}

PublicationPointer Refiner::refine(PublicationPointer publication, const std::stop_token& stop) {
  for (std::size_t which = 0; which < publish::feed_codings.size(); ++which) {
    publication = add_coding(std::move(publication), which, stop);
    if (stop.stop_requested() || !is_current(publication)) return publication;  // what is newer comes first
  }
  prepare_pages(publication, stop);
  return publication;
}

PublicationPointer Refiner::add_coding(PublicationPointer publication, std::size_t which, const std::stop_token& stop) {
  const resource::Coding coding = publish::feed_codings.at(which);
  auto& known = known_.at(which);
  const auto join = [&] {
    auto refined = std::make_shared<publish::Publication>(publish::with_coding(*publication, known, coding));
    if (current_.refine(publication, refined)) publication = refined;
  };
  auto joined_at = std::chrono::steady_clock::now();
  bool has_news = false;
  for (const auto& resource : publish::without_coding(*publication, coding)) {
    // The next round sees the newer one, and knows what was coded here.
    if (stop.stop_requested() || !is_current(publication)) return publication;
    const std::string& tag = publish::identity_tag(resource->prepared());
    if (!known.contains(tag)) known.emplace(tag, publish::code(resource->prepared(), coding));
    has_news = has_news || known.at(tag).bytes != nullptr;
    if (std::chrono::steady_clock::now() - joined_at < join_interval) continue;
    join();
    has_news = false;
    joined_at = std::chrono::steady_clock::now();
  }
  if (has_news) join();
  known = needed(known, *publication);
  return publication;
}

void Refiner::prepare_pages(const PublicationPointer& publication, const std::stop_token& stop) const {
  for (const std::string& path : publish::early_pages(*publication)) {
    if (stop.stop_requested() || !is_current(publication)) return;
    if (const auto* page = publication->site->find(path)) static_cast<void>(page->prepared());
  }
}

}  // namespace citefeed::engine
