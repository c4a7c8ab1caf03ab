/// A line that counts long work on a terminal, and says nothing anywhere else.
#pragma once
#include <chrono>
#include <cstddef>
#include <string>

namespace citefeed::app {

/// One thread at a time. The line is wiped when the progress ends.
class Progress final {
 public:
  /// `what` is done to things: "exporting".
  explicit Progress(std::string what);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// Shows "exporting 120 of 4000" at most ten times a second.
  void show(std::size_t done, std::size_t total);

 private:
  std::string what_;
  bool is_terminal_;
  bool shown_ = false;
  std::chrono::steady_clock::time_point last_ = {};
};

}  // namespace citefeed::app
