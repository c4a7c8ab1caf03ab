/// "Did you mean": the known name nearest to one that is not known.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace citefeed::content {

/// Insertions, deletions, replacements and swaps of neighbours (bytes) that make `b` of `a`; no part is changed twice
/// (Damerau-Levenshtein, optimal string alignment).
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate most like `text` without regard to letter case; the first of several; empty when none is like it. A
/// candidate is like it when at most every third letter differs, or when one of them is a part of the other and no
/// shorter than four letters.
[[nodiscard]] std::string_view nearest(std::string_view text, const std::vector<std::string_view>& candidates);

/// `; did you mean "empathy"?`, or nothing when no candidate is like `text`.
[[nodiscard]] std::string suggestion(std::string_view text, const std::vector<std::string_view>& candidates);

}  // namespace citefeed::content
