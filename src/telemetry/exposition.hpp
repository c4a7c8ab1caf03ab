/// Writes metrics in Prometheus' text format, version 0.0.4.
#pragma once
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace citefeed::telemetry {

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

}  // namespace citefeed::telemetry
