/// A clock that tests set.
#pragma once
#include "base/instant.hpp"

namespace citefeed::engine {

/// Shows the last day of 2023 until it is set.
class HandClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override { return now_; }
  [[nodiscard]] std::chrono::steady_clock::time_point ticks() const override { return ticks_; }
  /// Time passes until then; back, the clock is set and none passes.
  void move_to(Instant instant) {
    if (instant > now_) ticks_ += instant - now_;
    now_ = instant;
  }
  void pass(std::chrono::seconds time) { move_to(now_ + time); }

 private:
  Instant now_{std::chrono::sys_days{std::chrono::year{2023} / 12 / 31}};
  std::chrono::steady_clock::time_point ticks_ = {};
};

}  // namespace citefeed::engine
