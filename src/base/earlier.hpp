/// The earlier of two moments that may not be set.
#pragma once
#include <algorithm>
#include <optional>
#include <type_traits>

namespace citefeed {

/// The smaller one; the other when one is not there.
template <class Moment>
[[nodiscard]] std::optional<Moment> earlier(std::optional<Moment> a, std::type_identity_t<std::optional<Moment>> b) {
  if (!a || !b) return a ? a : b;
  return std::min(*a, *b);
}

}  // namespace citefeed
