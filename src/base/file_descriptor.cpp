#include "base/file_descriptor.hpp"

#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <limits>
#include <system_error>

namespace citefeed {

Wake::Wake() : file_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
  if (!file_.is_open()) throw std::system_error(errno, std::generic_category(), "eventfd");
}

void Wake::ring() const {
  const std::uint64_t one = 1;
  // Fails only when the counter is full, and then it rings all the same.
  [[maybe_unused]] const auto written = ::write(number(), &one, sizeof one);
}

void Wake::clear() const {
  std::uint64_t rings = 0;
  [[maybe_unused]] const auto read = ::read(number(), &rings, sizeof rings);
}

WallTimer::WallTimer() : file_(::timerfd_create(CLOCK_REALTIME, TFD_CLOEXEC | TFD_NONBLOCK)) {
  if (file_.number() < 0) throw std::system_error{errno, std::generic_category(), "timerfd_create"};
  set(std::nullopt);
}

void WallTimer::set(std::optional<Instant> moment) {
  std::uint64_t rang = 0;
  static_cast<void>(::read(file_.number(), &rang, sizeof rang));  // fails when it did not ring, or the clock was set
  constexpr auto never = std::numeric_limits<std::int32_t>::max();
  itimerspec timer{};
  timer.it_value.tv_sec = moment ? std::max<std::int64_t>(1, moment->time_since_epoch().count()) : never;  // 0 disarms
  if (::timerfd_settime(file_.number(), TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &timer, nullptr) != 0) {
    throw std::system_error{errno, std::generic_category(), "timerfd_settime"};
  }
}

}  // namespace citefeed
