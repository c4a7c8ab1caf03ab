/// A log that tests look at.
#pragma once
#include <mutex>
#include <string>
#include <vector>

#include "base/log.hpp"

namespace citefeed::engine {

/// Remembers its lines. Safe from any thread.
class RecordedLog final : public Log {
 public:
  void write(std::string_view event, std::initializer_list<LogField> fields) noexcept override {
    const std::lock_guard lock{mutex_};
    lines_.push_back(to_log_line(event, fields));
  }
  [[nodiscard]] std::string last() const { return lines().back(); }
  [[nodiscard]] std::vector<std::string> lines() const {
    const std::lock_guard lock{mutex_};
    return lines_;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> lines_;
};

}  // namespace citefeed::engine
