/// Doubles for the tests of what watches the server: a clock that is set, a log that remembers.
#pragma once
#include <atomic>
#include <initializer_list>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/log.hpp"

namespace citefeed::telemetry {

class SetClock final : public Clock {
 public:
  explicit SetClock(Instant now) : seconds_(now.time_since_epoch().count()) {}
  [[nodiscard]] Instant now() const override { return Instant{std::chrono::seconds{seconds_.load()}}; }
  [[nodiscard]] std::chrono::steady_clock::time_point ticks() const override { return {}; }
  void set(Instant now) { seconds_ = now.time_since_epoch().count(); }

 private:
  std::atomic<std::int64_t> seconds_;
};

class MemoryLog final : public Log {
 public:
  void write(std::string_view event, std::initializer_list<LogField> fields) noexcept override {
    const std::lock_guard lock{mutex_};
    lines_.push_back(to_log_line(event, fields));
  }
  [[nodiscard]] std::vector<std::string> lines() const {
    const std::lock_guard lock{mutex_};
    return lines_;
  }

 private:
  mutable std::mutex mutex_ = {};
  std::vector<std::string> lines_ = {};
};

}  // namespace citefeed::telemetry
