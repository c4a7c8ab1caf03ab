/// Turns many events in a short time into one: pure, with the time as an argument.
#pragma once
#include <chrono>
#include <optional>

namespace citefeed::watch {

using TimePoint = std::chrono::steady_clock::time_point;

struct DebounceConfig {
  std::chrono::milliseconds quiet = std::chrono::milliseconds{3};  ///< nothing happened for this long: it is over
  std::chrono::milliseconds longest =
      std::chrono::milliseconds{250};  ///< a storm that does not end is cut into such pieces
};

/// What is wrong with `config`, as one sentence; nothing when it is usable.
[[nodiscard]] std::optional<const char*> problem_with(const DebounceConfig& config);

/// One burst of events. One thread at a time.
class Debounce final {
 public:
  /// `config` has no problem.
  explicit Debounce(DebounceConfig config) : config_(config) {}

  /// Something happened at `now`; calls come in the order of time.
  void note(TimePoint now);
  /// When the burst is over if nothing else happens; nothing when there is no burst.
  [[nodiscard]] std::optional<TimePoint> due() const;
  /// The burst was handed out.
  void reset() { burst_.reset(); }

 private:
  struct Burst {
    TimePoint first = {};
    TimePoint last = {};
  };
  DebounceConfig config_;
  std::optional<Burst> burst_ = {};
};

}  // namespace citefeed::watch
