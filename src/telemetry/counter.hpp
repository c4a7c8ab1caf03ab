/// A number that one thread counts up and all may read.
#pragma once
#include <atomic>
#include <cstdint>

namespace citefeed::telemetry {

/// Written by one thread, read by any: no more than an addition for its writer, since nobody else writes.
class Counter final {
 public:
  void add(std::uint64_t more) { value_.store(get() + more, std::memory_order_relaxed); }
  [[nodiscard]] std::uint64_t get() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_ = 0;
};

}  // namespace citefeed::telemetry
