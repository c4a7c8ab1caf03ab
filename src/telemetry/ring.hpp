/// A queue between two threads that never makes its writer wait: what does not fit is lost.
#pragma once
#include <atomic>
#include <cstddef>
#include <memory>

namespace citefeed::telemetry {

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

}  // namespace citefeed::telemetry
