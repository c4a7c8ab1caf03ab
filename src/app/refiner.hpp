/// Works behind the scenes, at low priority: best codings for feeds, then pages before anybody asks for them.
#pragma once
#include <thread>

#include "app/current.hpp"
#include "publish/best_codings.hpp"

namespace citefeed::app {

/// Starts with its construction, ends with its destruction.
class Refiner final {
 public:
  /// `current` must outlive the refiner.
  explicit Refiner(Current& current);

 private:
  void run(const std::stop_token& stop);
  /// Codes what `publication` still lacks and joins it; what is the current publication now, null when asked to stop.
  PublicationPointer add_best_codings(PublicationPointer publication, const std::stop_token& stop);
  void prepare_pages(const PublicationPointer& publication, const std::stop_token& stop) const;
  [[nodiscard]] bool is_current(const PublicationPointer& publication) const { return current_.get() == publication; }

  Current& current_;
  publish::BestCodings
      best_;  ///< of the current publication's feeds: a rebuild that changes nothing else codes nothing again
  std::jthread thread_;  ///< last: it uses all of the above
};

}  // namespace citefeed::app
