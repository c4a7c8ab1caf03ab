/// Says in the operator's log that something is being lost, once for a shortage and not for each loss.
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "base/log.hpp"

namespace citefeed::telemetry {

/// One thread.
class LossReport final {
 public:
  /// `event` is the name of the line, e.g. "access_log_dropped".
  LossReport(Log& log, std::string event) : log_(log), event_(std::move(event)) {}

  /// `total` is what was lost since the start. A first loss is reported at once; while more is lost, what came together
  /// is reported once a minute.
  void look(std::uint64_t total, Instant now) {
    if (last_ && now - *last_ < interval) return;
    report(total, now);
  }
  /// Reports what is not reported yet, whenever the last report was.
  void report(std::uint64_t total, Instant now) {
    if (total == reported_) return;
    log_.write(event_, {{.key = "count", .value = std::to_string(total - reported_)}});
    reported_ = total;
    last_ = now;
  }

 private:
  static constexpr std::chrono::seconds interval{60};

  Log& log_;
  std::string event_;
  std::uint64_t reported_ = 0;
  std::optional<Instant> last_ = {};
};

}  // namespace citefeed::telemetry
