/// The pages of the monthly digest: all issues, and each. Pure.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "model/definitions.hpp"
#include "model/entry.hpp"
#include "model/month_name.hpp"

namespace citefeed::render {

/// One issue in the list of all.
struct IssueSummary {
  model::MonthName month = {};
  std::string title = {};  ///< of its introduction; empty when there is none
  std::size_t posts = 0;
};

/// `/digest/`: what the digest is, how to subscribe, and all issues, newest first.
[[nodiscard]] std::string issues_page(const std::vector<IssueSummary>& issues, const model::Definitions& definitions);

/// The issues before and after one; "2023-11", empty when there is none.
struct IssueNeighbours {
  std::string older = {};
  std::string newer = {};
};

/// `/digest/{yyyy-mm}/`. `issue` is what make_issue() gave.
[[nodiscard]] std::string issue_page(const model::Entry& issue, const IssueNeighbours& neighbours,
                                     const model::Definitions& definitions);

}  // namespace citefeed::render
