/// Counts what the server answers: each thread for itself, summed when somebody asks.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>

#include "http/observer.hpp"
#include "telemetry/counter.hpp"
#include "telemetry/exposition.hpp"
#include "telemetry/route.hpp"

namespace citefeed::telemetry {

/// The upper ends of the latency histogram's buckets, in seconds.
inline constexpr std::array latency_bounds{0.00001, 0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001,
                                           0.0025,  0.005,    0.01,    0.05,   0.25,    1.0};

/// What one thread of the server has done. Aligned, so that no two threads write to one cache line.
class alignas(64) ThreadMetrics final : public http::Observer {
 public:
  void opened() noexcept override { opened_.add(1); }
  void closed() noexcept override { closed_.add(1); }
  void answered(const http::Exchange& exchange) noexcept override;

 private:
  friend class Metrics;
  static constexpr std::size_t first_status = 100;
  static constexpr std::size_t status_count = 500;

  std::array<std::array<Counter, status_count>, route_count> requests_ = {};
  std::array<Counter, resource::all_codings.size()> body_bytes_ = {};
  std::array<Counter, latency_bounds.size() + 1> latency_ = {};
  Counter latency_nanoseconds_ = {};
  Counter opened_ = {};
  Counter closed_ = {};
};

/// Safe from any thread.
class Metrics final : public http::Observers, public MetricSource {
 public:
  [[nodiscard]] http::Observer& add_thread() override;

  /// Adds the sums over all threads to `exposition`.
  void write(Exposition& exposition) const override;

 private:
  [[nodiscard]] std::uint64_t sum(Counter ThreadMetrics::*counter) const;
  void write_requests(Exposition& exposition) const;
  void write_latency(Exposition& exposition) const;

  mutable std::mutex mutex_ = {};  ///< guards the list, not the counters in it
  std::deque<ThreadMetrics> threads_ = {};
};

}  // namespace citefeed::telemetry
