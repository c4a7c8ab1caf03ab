/// Reads what a post says about the articles it reviews: `citation` and `article` in its front matter, and the notices
/// of what happened since.
#pragma once
#include <cstddef>
#include <optional>
#include <vector>

#include "base/time_zone.hpp"
#include "citation/citation.hpp"
#include "content/report.hpp"
#include "content/yaml.hpp"
#include "model/notice.hpp"

namespace citefeed::content {

// Reads what is said of things published that turned out otherwise: notices and `withdrawn` in a
// post's front matter, and the entries of feeds/gone.yaml.

/// The notices of `header`, a post's front matter, on the `reviewed` articles that it reviews: `correction`,
/// `concern`, `retraction` and `reinstatement`, each a mapping or a list of mappings of `date`, `note`, `doi` and,
/// where the post reviews several articles, `article`, its number from 1; as stands_before() says. A key without a
/// value is an error: nobody writes it for nothing.
[[nodiscard]] std::vector<model::Notice> read_notices(const yaml::Node& header, std::size_t reviewed,
                                                      const TimeZone& zone, Report& report);

/// Where a printed reference says what happened since ("Retraction published 2012, …") and none of `notices` does, a
/// warning at the reference, at one of `positions`, says what to write. model::noted_citations() has the one or the
/// other.
void ask_for_printed_notices(const std::vector<citation::Citation>& reviewed, const std::vector<Position>& positions,
                             const std::vector<model::Notice>& notices, Report& report);

/// `withdrawn` of `header`, a post's front matter: a mapping of `date`, `reason` and perhaps `moved_to`, the ids
/// of other posts; nothing when it is not there or wrong.
[[nodiscard]] std::optional<model::Withdrawal> read_withdrawn(const yaml::Node& header, const TimeZone& zone,
                                                              Report& report);

/// `date` and `reason` of `mapping`; an error for each that is missing.
[[nodiscard]] model::Withdrawal read_withdrawal(const yaml::Node& mapping, const TimeZone& zone, Report& report);

/// The id of a post in `node`; an error and "" when it is none.
[[nodiscard]] std::string read_post_id(const yaml::Node& node, Report& report);

/// One id of a post in `node`, or a list of them, each once; an error for each that is none.
[[nodiscard]] std::vector<std::string> read_post_ids(const yaml::Node& node, Report& report);

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
