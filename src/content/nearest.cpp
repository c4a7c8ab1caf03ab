#include "content/nearest.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <numeric>

#include "base/utf8.hpp"

namespace citefeed::content {
namespace {

constexpr std::size_t longest_name_bytes =
    100;  // distances cost the product of the lengths; nobody misspells longer names

bool is_part(std::string_view part, std::string_view whole) {
  return part.size() >= 4 && whole.find(part) != std::string_view::npos;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last.back();
}

std::string_view nearest(std::string_view text, const std::vector<std::string_view>& candidates) {
  if (text.empty() || text.size() > longest_name_bytes) return {};
  const std::string folded = fold_case(text);
  std::string_view best, containing;
  std::size_t best_distance = std::max<std::size_t>(1, folded.size() / 3) + 1;
  for (const auto candidate : candidates) {
    const std::string other = fold_case(candidate);
    if (containing.empty() && (is_part(folded, other) || is_part(other, folded))) containing = candidate;
    const std::size_t longer = std::max(folded.size(), other.size()), shorter = std::min(folded.size(), other.size());
    if (longer - shorter >= best_distance) continue;
    const std::size_t distance = edit_distance(folded, other);
    if (distance < best_distance) {
      best = candidate;
      best_distance = distance;
    }
  }
  return best.empty() ? containing : best;
}

std::string suggestion(std::string_view text, const std::vector<std::string_view>& candidates) {
  const auto found = nearest(text, candidates);
  return found.empty() ? std::string{} : fmt::format("; did you mean \"{}\"?", found);
}

}  // namespace citefeed::content
