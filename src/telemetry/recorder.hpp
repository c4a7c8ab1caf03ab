/// Passes records of answers from the threads that give them to one thread that has time for them.
#pragma once
#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/file_descriptor.hpp"
#include "base/instant.hpp"
#include "base/ip_address.hpp"
#include "base/log.hpp"
#include "base/mutex.hpp"
#include "http/observer.hpp"
#include "telemetry/metrics.hpp"

namespace citefeed::telemetry {

// What is kept of one answer until somebody has time for it: a copy of fixed size.

/// The beginning of a text, and whether there was more of it. Not initialised beyond its length.
template <std::size_t most_bytes>
class ShortText final {
 public:
  void assign(std::string_view text) {
    bytes_ = static_cast<std::uint16_t>(std::min(text.size(), most_bytes));
    is_cut_ = text.size() > most_bytes;
    std::copy_n(text.begin(), bytes_, text_.begin());
  }
  [[nodiscard]] std::string_view view() const { return {text_.data(), bytes_}; }
  [[nodiscard]] bool is_cut() const { return is_cut_; }

 private:
  std::uint16_t bytes_ = 0;
  bool is_cut_ = false;
  std::array<char, most_bytes> text_;
};

struct Record {
  Instant at = {};
  std::chrono::nanoseconds duration = {};
  std::uint64_t body_bytes = 0;
  std::uint64_t tag =
      0;  ///< stands for the entity tag of what was asked for; 0 when the answer is of no representation
  IpAddress client = {};
  http::Status status = http::Status::ok;
  http::Method method = http::Method::unknown;
  std::uint8_t minor_version = 1;
  std::optional<resource::Coding> coding = {};  ///< nothing when the answer is of no representation
  bool is_conditional = false;                  ///< the request had If-None-Match or If-Modified-Since
  bool is_navigation = false;                   ///< a browser opened the address to show it (Sec-Fetch-Dest: document)
  ShortText<16> method_name;
  ShortText<256> target;
  ShortText<192> user_agent;
  ShortText<128> referer;
};

/// Copies what is kept of `exchange`. Allocates nothing.
void fill(Record& record, const http::Exchange& exchange);

// A queue between two threads that never makes its writer wait: what does not fit is lost.

/// One thread writes, one reads, without a lock: each owns a position that the other only reads. The writer remembers
/// the reader's position as it saw it last, so that it looks at the reader's cache line only when the ring seems full.
template <class Record, std::size_t places>
class Ring final {
  static_assert((places & (places - 1)) == 0, "positions wrap around by a mask");

 public:
  /// Calls `fill` with the next place, which holds whatever was in it before; false, and nothing is called, when the
  /// ring is full. The writing thread alone.
  template <class Fill>
  [[nodiscard]] bool write(const Fill& fill) {
    const std::size_t position = written_.load(std::memory_order_relaxed);
    if (position - seen_read_ == places) {
      seen_read_ = read_.load(std::memory_order_acquire);
      if (position - seen_read_ == places) return false;
    }
    fill(records_[position & (places - 1)]);
    written_.store(position + 1, std::memory_order_release);
    return true;
  }

  /// Calls `take` with each record that is there, the oldest first; how many. `take` must not throw. The reading
  /// thread alone.
  template <class Take>
  std::size_t read_all(const Take& take) {
    const std::size_t end = written_.load(std::memory_order_acquire);
    const std::size_t begin = read_.load(std::memory_order_relaxed);
    for (std::size_t position = begin; position != end; ++position) {
      take(static_cast<const Record&>(records_[position & (places - 1)]));
      read_.store(position + 1, std::memory_order_release);
    }
    return end - begin;
  }

  /// How many records were ever written. The writing thread alone.
  [[nodiscard]] std::size_t written() const { return written_.load(std::memory_order_relaxed); }

 private:
  static constexpr std::size_t cache_line_bytes = 64;

  std::unique_ptr<Record[]> records_ = std::make_unique_for_overwrite<Record[]>(places);
  alignas(cache_line_bytes) std::atomic<std::size_t> written_ = 0;
  std::size_t seen_read_ = 0;  ///< the writer's
  alignas(cache_line_bytes) std::atomic<std::size_t> read_ = 0;
};

// Says in the operator's log that something is being lost, once for a shortage and not for each loss.

/// One thread.
class LossReport final {
 public:
  /// `event` is the name of the line, e.g. "access_log_dropped".
  LossReport(Log& log, std::string event) : log_(log), event_(std::move(event)) {}

  /// `total` is what was lost since the start. A first loss is reported at once; while more is lost, what came together
  /// is reported once a minute.
  void look(std::uint64_t total, Instant now) {
    if (last_ && now - *last_ < interval) return;
    report(total, now);
  }
  /// Reports what is not reported yet, whenever the last report was.
  void report(std::uint64_t total, Instant now) {
    if (total == reported_) return;
    log_.write(event_, {{.key = "count", .value = std::to_string(total - reported_)}});
    reported_ = total;
    last_ = now;
  }

 private:
  static constexpr std::chrono::seconds interval{60};

  Log& log_;
  std::string event_;
  std::uint64_t reported_ = 0;
  std::optional<Instant> last_ = {};
};

// Lets several observers watch one server.

/// Tells each of `next` everything, in their order. They must outlive this.
class FanOut final : public http::Observers {
 public:
  explicit FanOut(std::vector<http::Observers*> next) : next_(std::move(next)) {}
  /// Where there is one to tell, its own observer, so that nothing stands between. One thread at a time.
  [[nodiscard]] http::Observer& add_thread() override;

 private:
  const std::vector<http::Observers*> next_;
  std::vector<std::unique_ptr<http::Observer>> threads_ = {};
};

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
  mutable Mutex mutex_ = {};
  std::deque<ThreadRecorder> threads_ GUARDED_BY(mutex_) = {};  ///< the list, not the rings in it
  std::jthread reading_ = {};
};

}  // namespace citefeed::telemetry
