/// Lets several observers watch one server.
#pragma once
#include <memory>
#include <vector>

#include "http/observer.hpp"

namespace citefeed::telemetry {

/// Tells each of `next` everything, in their order. They must outlive this.
class FanOut final : public http::Observers {
 public:
  explicit FanOut(std::vector<http::Observers*> next) : next_(std::move(next)) {}
  /// Where there is one to tell, its own observer, so that nothing stands between. One thread at a time.
  [[nodiscard]] http::Observer& add_thread() override;

 private:
  const std::vector<http::Observers*> next_;
  std::vector<std::unique_ptr<http::Observer>> threads_ = {};
};

}  // namespace citefeed::telemetry
