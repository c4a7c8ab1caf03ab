#include "subscribers/distinct_count.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace citefeed::subscribers {

void DistinctCount::add(std::uint64_t hash) {
  const auto place = std::lower_bound(smallest_.begin(), smallest_.end(), hash);
  if (place != smallest_.end() && *place == hash) return;
  if (place == smallest_.end() && smallest_.size() == most_kept) return;
  smallest_.insert(place, hash);
  if (smallest_.size() > most_kept) smallest_.pop_back();
}

std::uint64_t DistinctCount::estimate() const {
  if (smallest_.size() < most_kept) return smallest_.size();
  const double range = static_cast<double>(std::numeric_limits<std::uint64_t>::max());
  const double share = static_cast<double>(smallest_.back()) / range;  // of all hashes that is below the largest kept
  return static_cast<std::uint64_t>(std::llround(static_cast<double>(most_kept - 1) / share));
}

}  // namespace citefeed::subscribers
