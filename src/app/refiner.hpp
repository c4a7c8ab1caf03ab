/// Works behind the scenes, at low priority: content codings for feeds, then pages before anybody asks for them.
#pragma once
#include <array>
#include <cstddef>
#include <thread>

#include "app/current.hpp"
#include "publish/feed_codings.hpp"

namespace citefeed::app {

/// Starts with its construction, ends with its destruction.
class Refiner final {
 public:
  /// `current` must outlive the refiner.
  explicit Refiner(Current& current);

 private:
  void run(const std::stop_token& stop);
  /// Codes what `publication` lacks in the coding `which` of publish::feed_codings, and joins it; what is the current
  /// publication now, null when asked to stop.
  PublicationPointer add_coding(PublicationPointer publication, std::size_t which, const std::stop_token& stop);
  void prepare_pages(const PublicationPointer& publication, const std::stop_token& stop) const;
  [[nodiscard]] bool is_current(const PublicationPointer& publication) const { return current_.get() == publication; }

  Current& current_;
  /// The current publication's feeds in each of publish::feed_codings: a rebuild codes again only what it changed.
  std::array<publish::CodedFeeds, publish::feed_codings.size()> known_ = {};
  std::jthread thread_;  ///< last: it uses all of the above
};

}  // namespace citefeed::app
