#include "citation/reading.hpp"

#include <cmath>
#include <initializer_list>

#include "citation/doubts.hpp"

namespace citefeed::citation {

double confidence_in(const Reading& reading) {
  constexpr double after_guess = 0.7;
  constexpr double after_problem = 0.5;
  double confidence = 1;
  const auto& found = reading.evidence;
  for (const auto how : {found.authors, found.year, found.title, found.container_title, found.volume, found.issue,
                         found.pages, found.doi})
    if (how == Found::guessed) confidence *= after_guess;
  const auto doubts = doubts_about(reading.citation, found);
  return confidence * std::pow(after_problem, static_cast<double>(reading.problems.size() + doubts.size()));
}

}  // namespace citefeed::citation
