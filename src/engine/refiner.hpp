/// Works behind the scenes: makes the documents that subscribers poll before anybody asks for them; then, at low
/// priority, their content codings, and pages.
#pragma once
#include <array>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <stop_token>
#include <thread>

#include "base/mutex.hpp"
#include "engine/current.hpp"
#include "publish/feed_codings.hpp"

namespace citefeed::engine {

/// Starts with its construction, ends with its destruction. What fails for lack of memory is left to those who ask for
/// it, and to the next generation.
class Refiner final {
 public:
  /// `current` must outlive the refiner.
  explicit Refiner(Current& current);

 private:
  /// Known again while it lasts, and kept from ending by nobody: the next one may be long in the making.
  using SeenPublication = std::weak_ptr<const publish::Publication>;

  /// Makes documents. Not at low priority: a request that asks for the same one waits for it.
  void make(const std::stop_token& stop);
  /// True when all documents are made: neither did another generation take over meanwhile, nor memory fail.
  [[nodiscard]] bool make_documents(const PublicationPointer& publication, const std::stop_token& stop) const;
  /// Does the rest for what is made.
  void refine(const std::stop_token& stop);
  /// All codings and pages of `publication`; what it has become by that.
  [[nodiscard]] PublicationPointer refine(PublicationPointer publication, const std::stop_token& stop);
  /// The current publication, once its documents are made, unless it is `seen`; null when `stop` was requested.
  [[nodiscard]] PublicationPointer wait_for_made(const SeenPublication& seen, const std::stop_token& stop);
  /// Codes what `publication` lacks in the coding `which` of publish::feed_codings, and joins it; what is the current
  /// publication now.
  PublicationPointer add_coding(PublicationPointer publication, std::size_t which, const std::stop_token& stop);
  void prepare_pages(const PublicationPointer& publication, const std::stop_token& stop) const;
  [[nodiscard]] bool is_current(const PublicationPointer& publication) const { return current_.get() == publication; }

  Current& current_;
  /// The current publication's feeds in each of publish::feed_codings: a rebuild codes again only what it changed.
  std::array<publish::CodedFeeds, publish::feed_codings.size()> known_ = {};
  Mutex mutex_ = {};
  std::condition_variable_any has_made_ = {};
  SeenPublication made_ GUARDED_BY(mutex_) = {};  ///< what make() is done with
  std::jthread maker_;                            ///< last, with the next: they use all of the above
  std::jthread refiner_;
};

}  // namespace citefeed::engine
