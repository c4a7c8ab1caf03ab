/// Everybody who watches what the public addresses answer, put together as the settings want it.
#pragma once
#include <memory>
#include <optional>
#include <vector>

#include "app/current.hpp"
#include "app/settings.hpp"
#include "base/clock.hpp"
#include "base/log.hpp"
#include "base/outcome.hpp"
#include "subscribers/census.hpp"
#include "telemetry/access_log.hpp"
#include "telemetry/fan_out.hpp"
#include "telemetry/metrics.hpp"
#include "telemetry/recorder.hpp"

namespace citefeed::app {

/// Metrics and statistics where there is an admin address, an access log where one is wanted. The order of calls is:
/// open(), observers() for the server, start(), and finish() once the server has stopped.
class Observation final {
 public:
  /// The references must outlive this.
  Observation(const ServeSettings& settings, const Current& current, const Clock& clock, Log& log);

  /// Opens what is written to; what is wrong with that, as errors.
  [[nodiscard]] std::vector<Diagnostic> open();
  /// For the server; null when nobody watches.
  [[nodiscard]] http::Observers* observers();
  /// For /metrics.
  [[nodiscard]] std::vector<const telemetry::MetricSource*> metric_sources() const;
  /// For /stats; null when nobody is counted.
  [[nodiscard]] subscribers::Census* census() { return census_ ? &*census_ : nullptr; }
  void start();
  /// Takes the log files that stand under their names now. From any thread.
  void reopen_logs();
  /// Writes what is still to be written.
  void finish();

 private:
  const ServeSettings& settings_;
  const Current& current_;
  const Clock& clock_;
  Log& log_;
  std::optional<telemetry::Metrics> metrics_ = {};
  std::optional<telemetry::AccessLog> access_log_ = {};
  std::optional<subscribers::Census> census_ = {};
  std::optional<telemetry::Recorder> recorder_ = {};
  std::optional<telemetry::FanOut> fan_out_ = {};
};

}  // namespace citefeed::app
