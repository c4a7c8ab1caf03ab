/// Counts how many different things were seen, in limited memory.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace citefeed::subscribers {

/// Keeps the smallest 1,024 of the hashes it is shown: up to there it counts exactly, above it estimates from how
/// densely they lie, with a standard error of 3 % (Bar-Yossef et al. 2002, "Counting distinct elements in a data
/// stream").
class DistinctCount final {
 public:
  /// `hash` is evenly distributed over 64 bits, and the same for the same thing.
  void add(std::uint64_t hash);
  [[nodiscard]] std::uint64_t estimate() const;

 private:
  static constexpr std::size_t most_kept = 1024;
  std::vector<std::uint64_t> smallest_ = {};  ///< ascending, each once
};

}  // namespace citefeed::subscribers
