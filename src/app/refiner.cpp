#include "app/refiner.hpp"

#include <sys/resource.h>
#include <unistd.h>
#include <chrono>

namespace citefeed::app {
namespace {

/// How long codings may pile up before they join: each join replaces the site.
constexpr std::chrono::seconds join_interval{2};

void lower_own_priority() {
  constexpr int nice = 10;
  setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), nice);  // Linux: of this thread only; harmless when refused
}

/// Keeps of `best` what `publication` still needs, or has joined already.
publish::BestCodings needed(const publish::BestCodings& best, const publish::Publication& publication) {
  publish::BestCodings kept;
  for (const std::string& path : publication.feed_documents) {
    const auto found = best.find(publish::identity_digest(publication.site->resources.at(path)->prepared()));
    if (found != best.end()) kept.insert(*found);
  }
  return kept;
}

}  // namespace

Refiner::Refiner(Current& current) : current_(current), thread_([this](const std::stop_token& stop) { run(stop); }) {}

void Refiner::run(const std::stop_token& stop) {
  lower_own_priority();
  PublicationPointer seen;
  while (auto publication = current_.wait_for_other(seen, stop)) {
    seen = add_best_codings(publication, stop);
    if (!seen) return;
    prepare_pages(seen, stop);
  }
}

PublicationPointer Refiner::add_best_codings(PublicationPointer publication, const std::stop_token& stop) {
  const auto join = [&] {
    auto refined = std::make_shared<publish::Publication>(publish::with_best_codings(*publication, best_));
    if (current_.refine(publication, refined)) publication = refined;
  };
  auto joined_at = std::chrono::steady_clock::now();
  bool has_news = false;
  for (const auto& resource : publish::without_best_coding(*publication)) {
    if (stop.stop_requested()) return nullptr;
    if (!is_current(publication))
      return publication;  // the next round sees the newer one, and knows what was coded here
    const Digest digest = publish::identity_digest(resource->prepared());
    if (!best_.contains(digest)) best_.emplace(digest, publish::best_coding(resource->prepared()));
    has_news = has_news || best_.at(digest) != nullptr;
    if (std::chrono::steady_clock::now() - joined_at < join_interval) continue;
    join();
    has_news = false;
    joined_at = std::chrono::steady_clock::now();
  }
  if (has_news) join();
  best_ = needed(best_, *publication);
  return publication;
}

void Refiner::prepare_pages(const PublicationPointer& publication, const std::stop_token& stop) const {
  for (const std::string& path : publication->early_pages) {
    if (stop.stop_requested() || !is_current(publication)) return;
    if (const auto* page = publication->site->find(path)) static_cast<void>(page->prepared());
  }
}

}  // namespace citefeed::app
