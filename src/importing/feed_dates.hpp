/// Reads the dates that feeds and front matter carry.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "base/time_zone.hpp"

namespace citefeed::importing {

struct FeedDate {
  Instant instant = {};
  bool has_time = false;  ///< false for a day, which begins at midnight in the site's time zone
  bool operator==(const FeedDate&) const = default;
};

/// Reads `text` as RFC 3339, with or without seconds and offset and with a space for the "T"; as RFC 822 with years of
/// two or four digits and zones by name or number; or as a day, YYYY-MM-DD. A date without an offset is meant in
/// `zone`. Nothing for anything else, such as WordPress's 0000-00-00 00:00:00 for drafts.
[[nodiscard]] std::optional<FeedDate> parse_feed_date(std::string_view text, const TimeZone& zone);

/// As front matter has it: RFC 3339 in UTC, or the day in `zone` where no time is known.
[[nodiscard]] std::string to_text(const FeedDate& date, const TimeZone& zone);

}  // namespace citefeed::importing
