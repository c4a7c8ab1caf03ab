/// Reads what a post says about the articles it reviews: `citation` and `article` in its front matter.
#pragma once
#include <optional>
#include <vector>

#include "citation/citation.hpp"
#include "content/report.hpp"
#include "content/yaml.hpp"

namespace citefeed::content {

struct References {
  std::vector<citation::Citation> citations = {};
  std::vector<Position> positions = {};  ///< of each as printed
};

/// The reviewed articles: each printed reference read as data, then overridden field by field by `article`, a mapping
/// of CSL names or, beside several references, a list of mappings in the same order. Either node may be null. What
/// cannot be read of a reference is a warning at the reference, unless `article` gives author, year and title itself;
/// so is what looks wrong after that: see citation::doubts_about(), a year after the one that follows `published`, and
/// a reading of low confidence. A value of `article` that cannot be used is an error; no reference at all is a warning.
[[nodiscard]] References read_citations(const yaml::Node* citation, const yaml::Node* article,
                                        std::optional<int> published, Report& report);

}  // namespace citefeed::content
