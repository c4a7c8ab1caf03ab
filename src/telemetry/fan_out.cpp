#include "telemetry/fan_out.hpp"

#include <utility>

namespace citefeed::telemetry {
namespace {

class Several final : public http::Observer {
 public:
  explicit Several(std::vector<http::Observer*> next) : next_(std::move(next)) {}
  void opened() noexcept override {
    for (http::Observer* one : next_) one->opened();
  }
  void answered(const http::Exchange& exchange) noexcept override {
    for (http::Observer* one : next_) one->answered(exchange);
  }
  void closed() noexcept override {
    for (http::Observer* one : next_) one->closed();
  }

 private:
  const std::vector<http::Observer*> next_;
};

}  // namespace

http::Observer& FanOut::add_thread() {
  std::vector<http::Observer*> observers;
  for (http::Observers* one : next_) observers.push_back(&one->add_thread());
  if (observers.size() == 1) return *observers.front();
  return *threads_.emplace_back(std::make_unique<Several>(std::move(observers)));
}

}  // namespace citefeed::telemetry
