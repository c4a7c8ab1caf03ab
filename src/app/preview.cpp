#include "app/preview.hpp"

#include <utility>

namespace citefeed::app {

Preview::Preview(const Trees& trees, std::vector<http::Endpoint> listen, const Clock& clock, Log& log)
    : site_(trees, clock, silence_, vitals_, nullptr, Audience::editors),
      pages_(vitals_, site_.current()),
      server_({.listen = std::move(listen), .threads = 1}, site_.site(), clock, log, {.live = &pages_}) {}

std::vector<Diagnostic> Preview::start() {
  auto bound = server_.start();
  if (!bound.value) return std::move(bound.diagnostics);
  bound_ = *std::move(bound.value);
  site_.publish_at({.text = to_url(bound_.front()) + "/"});
  thread_ = std::jthread{[this](const std::stop_token& stop) { run(stop); }};
  return {};
}

void Preview::run(const std::stop_token& stop) {
  const std::stop_callback wake{stop, [this] { site_.stop(); }};
  static_cast<void>(site_.build());  // without anything to show it goes on answering 503
  while (!stop.stop_requested()) {
    const auto change = site_.wait();
    if (!stop.stop_requested()) site_.follow(change);
  }
}

}  // namespace citefeed::app
