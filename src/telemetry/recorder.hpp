/// Passes answers from the threads that give them to one thread that has time for them.
#pragma once
#include <cstdint>
#include <deque>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

#include "base/clock.hpp"
#include "base/log.hpp"
#include "base/wake.hpp"
#include "http/observer.hpp"
#include "telemetry/counter.hpp"
#include "telemetry/exposition.hpp"
#include "telemetry/loss_report.hpp"
#include "telemetry/record.hpp"
#include "telemetry/ring.hpp"

namespace citefeed::telemetry {

/// Somebody who wants to know what was answered. Called by the recorder's thread alone, which all readers share: no
/// call may wait for long, or records of others are lost.
class RecordReader {
 public:
  RecordReader() = default;
  RecordReader(const RecordReader&) = delete;
  RecordReader& operator=(const RecordReader&) = delete;
  virtual ~RecordReader() = default;

  virtual void take(const Record& record) = 0;
  /// After each look at the rings, ten times a second at the least: time to write, and to notice that a day is over.
  virtual void settle(Instant now) = 0;
  /// Nothing more will come; `now` is when the last settle() was due. Once.
  virtual void finish(Instant now) = 0;
};

/// The end of a ring that a serving thread writes to: a copy of a few hundred bytes, no lock, no allocation. Every so
/// many records it rings the bell, lest the ring be full before the reader looks by itself.
class alignas(64) ThreadRecorder final : public http::Observer {
 public:
  explicit ThreadRecorder(const Wake& bell) : bell_(bell) {}
  void opened() noexcept override {}
  void closed() noexcept override {}
  void answered(const http::Exchange& exchange) noexcept override;

 private:
  friend class Recorder;
  static constexpr std::size_t places = 4096;
  static constexpr std::size_t records_between_bells = places / 8;

  const Wake& bell_;
  Counter dropped_ = {};
  Ring<Record, places> ring_ = {};
};

/// Owns the rings and the thread that reads them. add_thread(), dropped() and write() are safe from any thread.
class Recorder final : public http::Observers, public MetricSource {
 public:
  /// Nothing is read before start(). Everything given by reference must outlive this. Throws std::system_error.
  Recorder(std::vector<RecordReader*> readers, const Clock& clock, Log& log);
  /// As stop().
  ~Recorder() override;

  [[nodiscard]] http::Observer& add_thread() override;
  void start();
  /// Reads what is there, lets the readers finish, and ends. Whoever writes must have stopped before.
  void stop();
  /// Records that were lost because a ring was full.
  [[nodiscard]] std::uint64_t dropped() const;
  void write(Exposition& exposition) const override;

 private:
  void run(const std::stop_token& stop);
  template <class Work>
  void attempt(const Work& work);
  void read_all();
  void wait_for_bell() const;

  const std::vector<RecordReader*> readers_;
  const Clock& clock_;
  Log& log_;
  LossReport losses_;
  Wake bell_ = {};
  mutable std::mutex mutex_ = {};  ///< guards the list, not the rings in it
  std::deque<ThreadRecorder> threads_ = {};
  std::jthread reading_ = {};
};

}  // namespace citefeed::telemetry
