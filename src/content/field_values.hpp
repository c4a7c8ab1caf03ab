/// Kinds of values that several files write the same way: dates and DOIs.
#pragma once
#include <optional>
#include <string>

#include "base/instant.hpp"
#include "base/time_zone.hpp"
#include "content/report.hpp"
#include "content/yaml.hpp"

namespace citefeed::content {

/// The moment that `node` writes as parse_date() reads it; an error and nothing when it is none.
[[nodiscard]] std::optional<Instant> read_date(const yaml::Node& node, const TimeZone& zone, Report& report);

/// True or false as `node` says it; an error and nothing when it says neither.
[[nodiscard]] std::optional<bool> read_flag(const yaml::Node& node, Report& report);

/// The bare DOI in `node`, in any form that citation::parse_doi() knows; an error and nothing when there is none.
[[nodiscard]] std::optional<std::string> read_doi(const yaml::Node& node, Report& report);

}  // namespace citefeed::content
