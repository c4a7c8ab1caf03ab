/// Reads what is said of things published that turned out otherwise: `correction`, `retraction` and `withdrawn` in a
/// post's front matter, and the entries of feeds/gone.yaml.
#pragma once
#include <cstddef>
#include <optional>
#include <vector>

#include "base/time_zone.hpp"
#include "content/report.hpp"
#include "content/yaml.hpp"
#include "model/notice.hpp"

namespace citefeed::content {

/// The notices of `header`, a post's front matter, on the `reviewed` articles that it reviews: `correction` and
/// `retraction`, each a mapping or a list of mappings of `date`, `note`, `doi` and, where the post reviews several
/// articles, `article`, its number from 1; as stands_before() says. A key without a value is an error: nobody writes it
/// for nothing.
[[nodiscard]] std::vector<model::Notice> read_notices(const yaml::Node& header, std::size_t reviewed,
                                                      const TimeZone& zone, Report& report);

/// `withdrawn` of `header`, a post's front matter: a mapping of `date`, `reason` and perhaps `moved_to`, the id of
/// another post; nothing when it is not there or wrong.
[[nodiscard]] std::optional<model::Withdrawal> read_withdrawn(const yaml::Node& header, const TimeZone& zone,
                                                              Report& report);

/// `date` and `reason` of `mapping`; an error for each that is missing.
[[nodiscard]] model::Withdrawal read_withdrawal(const yaml::Node& mapping, const TimeZone& zone, Report& report);

/// The id of a post in `node`; an error and "" when it is none.
[[nodiscard]] std::string read_post_id(const yaml::Node& node, Report& report);

}  // namespace citefeed::content
