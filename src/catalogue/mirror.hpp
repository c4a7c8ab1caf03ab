/// What a mirror of the posts knows of them, month by month, and what it lacks. It says so itself, in a cursor: nobody
/// has to remember it, so that any replica can answer, at any time.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/timeline.hpp"
#include "model/issue.hpp"

namespace citefeed::catalogue {

using model::MonthName;

/// The first bytes of a digest of a month's posts and the definitions: enough for two versions never to be taken for
/// one.
using MonthVersion = std::array<std::uint8_t, 6>;

/// Months with the versions that a mirror has of them.
using MirroredMonths = std::map<MonthName, MonthVersion>;

/// The months of `timeline` as they are now, with definitions of that digest.
[[nodiscard]] MirroredMonths months_of(const Timeline& timeline, const Digest& definitions);

/// The months that `now` has in another version than `mirrored` or alone, and those that only `mirrored` has; oldest
/// first.
[[nodiscard]] std::vector<MonthName> stale_months(const MirroredMonths& mirrored, const MirroredMonths& now);

/// Opaque, of the characters [A-Za-z0-9_-]: twelve characters a month. "" for no months.
[[nodiscard]] std::string to_cursor(const MirroredMonths& months);

/// Nothing when to_cursor() did not make it.
[[nodiscard]] std::optional<MirroredMonths> parse_cursor(std::string_view cursor);

}  // namespace citefeed::catalogue
