#include "base/wake.hpp"

#include <sys/eventfd.h>
#include <unistd.h>
#include <cerrno>
#include <cstdint>
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

}  // namespace citefeed
