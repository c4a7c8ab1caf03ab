/// How the process is: what it serves, what it could read, what it had to log. For /readyz and /metrics.
#pragma once
#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "base/log.hpp"
#include "base/mutex.hpp"
#include "telemetry/metrics.hpp"

namespace citefeed::engine {

/// The upper ends of the rebuild histogram's buckets, in seconds.
inline constexpr std::array rebuild_bounds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
                                           0.25,  0.5,    1.0,   2.5,  5.0,   10.0, 60.0};

/// What a look at content/ and feeds/ led to.
struct BuildNews {
  bool is_new = false;  ///< another generation was installed
  std::size_t posts = 0;
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t unsaid = 0;       ///< records of Retraction Watch that posts do not say
  std::string unreadable = {};  ///< why content/ or feeds/ cannot be read now; empty when both can
  std::chrono::duration<double> duration = {};
};

/// How much of what is wrong is told.
enum class Detail : std::uint8_t {
  brief,  ///< to anybody: no names of files
  full,   ///< to whoever operates the server
};

/// Safe from any thread.
class Vitals final {
 public:
  void note_build(const BuildNews& news, Instant now);
  /// Counts an event of the log. Takes no memory.
  void note_event(std::string_view event) noexcept;
  /// A thread that answers readers has ended before its time, and accepts nobody any more.
  void note_lost_thread() noexcept;

  /// Why the server is not ready, as half a sentence; empty when a complete generation is served by all threads, and
  /// what it was made of can still be read.
  [[nodiscard]] std::string why_not_ready(Detail detail) const;
  void write(telemetry::Exposition& exposition, Instant now) const;

 private:
  /// There is one for each event of the program, and for those of a name that is too long or too new the last.
  struct EventCount {
    std::array<char, 32> name = {};  ///< ended by a zero; empty where not used
    std::uint64_t count = 0;
  };
  static constexpr std::size_t most_events = 64;
  [[nodiscard]] EventCount& count_of(std::string_view event) REQUIRES(mutex_);
  [[nodiscard]] std::string reason(Detail detail) const REQUIRES(mutex_);

  mutable Mutex mutex_ = {};
  std::uint64_t generation_ GUARDED_BY(mutex_) = 0;
  Instant installed_at_ GUARDED_BY(mutex_) = {};
  BuildNews last_ GUARDED_BY(mutex_) = {};
  std::array<std::uint64_t, rebuild_bounds.size() + 1> durations_ GUARDED_BY(mutex_) = {};
  double duration_sum_ GUARDED_BY(mutex_) = 0;
  std::array<EventCount, most_events> events_ GUARDED_BY(mutex_) = {};
  std::size_t lost_threads_ GUARDED_BY(mutex_) = 0;
};

/// Counts events, and passes them on.
class CountingLog final : public Log {
 public:
  CountingLog(Log& next, Vitals& vitals) : next_(next), vitals_(vitals) {}
  void write(std::string_view event, std::initializer_list<LogField> fields) noexcept override {
    vitals_.note_event(event);
    next_.write(event, fields);
  }

 private:
  Log& next_;
  Vitals& vitals_;
};

}  // namespace citefeed::engine
