/// A clock that tests set.
#pragma once
#include "base/instant.hpp"

namespace citefeed::engine {

/// Shows the last day of 2023 until it is set.
class HandClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override { return now_; }
  [[nodiscard]] std::chrono::steady_clock::time_point ticks() const override { return {}; }
  void move_to(Instant instant) { now_ = instant; }

 private:
  Instant now_{std::chrono::sys_days{std::chrono::year{2023} / 12 / 31}};
};

}  // namespace citefeed::engine
