/// Counts what the server answers: each thread for itself, summed when somebody asks, in Prometheus' text format.
#pragma once
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/mutex.hpp"
#include "base/published_addresses.hpp"
#include "http/observer.hpp"

namespace citefeed::telemetry {

/// Written by one thread, read by any: no more than an addition for its writer, since nobody else writes.
class Counter final {
 public:
  void add(std::uint64_t more) { value_.store(get() + more, std::memory_order_relaxed); }
  [[nodiscard]] std::uint64_t get() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_ = 0;
};

// Prometheus' text format, version 0.0.4.

inline constexpr std::string_view exposition_type = "text/plain; version=0.0.4; charset=utf-8";

using Label = std::pair<std::string_view, std::string_view>;

/// Collects families of samples. All samples of a family stand together, after its begin().
class Exposition final {
 public:
  /// `type` is "counter", "gauge" or "histogram"; `help` has no line feed.
  void begin(std::string_view name, std::string_view type, std::string_view help);
  /// One sample of the family begun last. Label values may hold anything; they are escaped.
  void sample(double value, std::initializer_list<Label> labels = {});
  /// The samples of a histogram: `counts` has one more than `bounds`, the last for what is above all of them.
  void histogram(std::span<const double> bounds, std::span<const std::uint64_t> counts, double sum);

  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  void line(std::string_view suffix, std::initializer_list<Label> labels, double value);

  std::string name_ = {};
  std::string text_ = {};
};

/// Whoever has something to expose.
class MetricSource {
 public:
  MetricSource() = default;
  MetricSource(const MetricSource&) = delete;
  MetricSource& operator=(const MetricSource&) = delete;
  virtual ~MetricSource() = default;
  /// Adds its families. Safe from any thread.
  virtual void write(Exposition& exposition) const = 0;
};

/// The route of `target`, as the request line has it. `found` is whether the site has something there, or had; what is
/// not found is of no route, whatever it is called, so that strangers cannot invent routes.
[[nodiscard]] Route route_of(std::string_view target, bool found);

/// The upper ends of the latency histogram's buckets, in seconds.
inline constexpr std::array latency_bounds{0.00001, 0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001,
                                           0.0025,  0.005,    0.01,    0.05,   0.25,    1.0};

/// What one thread of the server has done. Aligned, so that no two threads write to one cache line.
class alignas(64) ThreadMetrics final : public http::Observer {
 public:
  void opened() noexcept override { opened_.add(1); }
  void closed() noexcept override { closed_.add(1); }
  void mismatched() noexcept override { mismatched_.add(1); }
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
  Counter mismatched_ = {};
};

/// Safe from any thread.
class Metrics final : public http::Observers, public MetricSource {
 public:
  [[nodiscard]] http::Observer& add_thread() override;

  /// Adds the sums over all threads to `exposition`.
  void write(Exposition& exposition) const override;

 private:
  [[nodiscard]] std::uint64_t sum(Counter ThreadMetrics::*counter) const REQUIRES(mutex_);
  void write_requests(Exposition& exposition) const REQUIRES(mutex_);
  void write_latency(Exposition& exposition) const REQUIRES(mutex_);

  mutable Mutex mutex_ = {};
  std::deque<ThreadMetrics> threads_ GUARDED_BY(mutex_) = {};  ///< the list, not the counters in it
};

}  // namespace citefeed::telemetry
