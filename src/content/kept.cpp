#include "content/kept.hpp"

#include <algorithm>

#include "base/instant.hpp"

namespace citefeed::content {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

/// Between two looks for `count` files, so that looking costs next to nothing.
microseconds pause_between_looks(std::size_t count) {
  return milliseconds{100} + microseconds{100} * static_cast<int>(std::min(count, std::size_t{100'000}));
}

}  // namespace

void Awaited::update(const std::string& path, FileState state, Patience::TimePoint since) {
  if (state == FileState::missing) {
    if (missing_.empty()) note_look();
    missing_.insert(path);
  } else {
    missing_.erase(path);
  }
  if (state == FileState::settling) {
    settling_.insert_or_assign(path, since);
  } else {
    settling_.erase(path);
  }
}

std::vector<std::string> Awaited::settled() const {
  const auto quiet_since = patience_.now() - patience_.quiet;
  std::vector<std::string> settled;
  for (const auto& [path, since] : settling_) {
    if (since <= quiet_since) settled.push_back(path);
  }
  return settled;
}

std::optional<milliseconds> Awaited::next() const {
  std::optional<Patience::TimePoint> at;
  if (!missing_.empty()) at = looked_at_ + pause_between_looks(missing_.size());
  for (const auto& [path, since] : settling_) at = earlier(at, since + patience_.quiet);
  if (!at) return std::nullopt;
  return std::max(milliseconds{0}, std::chrono::ceil<milliseconds>(*at - patience_.now()));
}

}  // namespace citefeed::content
