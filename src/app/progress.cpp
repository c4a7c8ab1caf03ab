#include "app/progress.hpp"

#include <unistd.h>
#include <cstdio>

namespace citefeed::app {

Progress::Progress(std::string what) : what_(std::move(what)), is_terminal_(isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() {
  if (shown_) std::fputs("\r\033[K", stderr);
}

void Progress::show(std::size_t done, std::size_t total) {
  constexpr std::chrono::milliseconds interval{100};
  const auto now = std::chrono::steady_clock::now();
  if (!is_terminal_ || now - last_ < interval) return;
  last_ = now;
  shown_ = true;
  std::fprintf(stderr, "\r\033[K%s %zu of %zu", what_.c_str(), done, total);
}

}  // namespace citefeed::app
