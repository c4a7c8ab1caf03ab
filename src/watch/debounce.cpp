#include "watch/debounce.hpp"

#include <algorithm>

namespace citefeed::watch {

std::optional<const char*> problem_with(const DebounceConfig& config) {
  if (config.quiet < std::chrono::milliseconds{0}) return "the quiet period is negative";
  if (config.longest < config.quiet) return "the longest wait is shorter than the quiet period";
  return std::nullopt;
}

void Debounce::note(TimePoint now) {
  if (!burst_) burst_ = Burst{.first = now, .last = now};
  burst_->last = std::max(burst_->last, now);
}

std::optional<TimePoint> Debounce::due() const {
  if (!burst_) return std::nullopt;
  return std::min(burst_->last + config_.quiet, burst_->first + config_.longest);
}

}  // namespace citefeed::watch
