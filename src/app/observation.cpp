#include "app/observation.hpp"

#include <utility>

namespace citefeed::app {

Observation::Observation(const ServeSettings& settings, const Current& current, const Clock& clock, Log& log)
    : settings_(settings), current_(current), clock_(clock), log_(log) {}

std::vector<Diagnostic> Observation::open() {
  std::vector<http::Observers*> observers;
  std::vector<telemetry::RecordReader*> readers;
  if (!settings_.admin_listen.empty()) observers.push_back(&metrics_.emplace());
  if (settings_.access_log.to != "off") {
    auto output = telemetry::open_output(settings_.access_log);
    if (!output.value) return output.diagnostics;
    readers.push_back(&access_log_.emplace(*std::move(output.value), settings_.access_log.style, log_));
  }
  const std::string state = settings_.state == "none" ? "" : settings_.state;
  if (!settings_.admin_listen.empty() || !state.empty()) {
    const auto time_zone = [this] { return current_.get()->definitions->site.time_zone; };
    census_.emplace(subscribers::Census::Config{.state = state, .time_zone = time_zone}, clock_, log_);
    readers.push_back(&*census_);
  }
  if (!readers.empty()) observers.push_back(&recorder_.emplace(std::move(readers), clock_, log_));
  if (!observers.empty()) fan_out_.emplace(std::move(observers));
  return {};
}

http::Observers* Observation::observers() {
  return fan_out_ ? &*fan_out_ : nullptr;
}

std::vector<const telemetry::MetricSource*> Observation::metric_sources() const {
  std::vector<const telemetry::MetricSource*> sources;
  if (metrics_) sources.push_back(&*metrics_);
  if (recorder_) sources.push_back(&*recorder_);
  if (access_log_) sources.push_back(&*access_log_);
  return sources;
}

void Observation::start() {
  if (recorder_) recorder_->start();
}

void Observation::reopen_logs() {
  if (access_log_) access_log_->reopen();
}

void Observation::finish() {
  if (recorder_) recorder_->stop();
}

}  // namespace citefeed::app
