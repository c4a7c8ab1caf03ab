/// What is known of subscribers, as values, and the three forms in which it is shown.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "subscribers/behaviour.hpp"
#include "subscribers/ledger.hpp"

namespace citefeed::subscribers {

struct Statistics {
  std::chrono::year_month_day today = {};        ///< in the site's time zone
  std::string time_zone = {};                    ///< its IANA name
  Instant since = {};                            ///< the start of what `behaviour` tells
  std::vector<FeedDay> days = {};                ///< in the order of day and feed
  std::vector<Announcement> announcements = {};  ///< of today and yesterday, in the order of day, feed and fetcher
  std::map<std::string, SoftwareBehaviour, std::less<>> behaviour = {};
  std::string problem = {};  ///< what is wrong with keeping the numbers; empty when nothing is
};

/// The day `count` days before `day`.
[[nodiscard]] std::chrono::year_month_day days_before(std::chrono::year_month_day day, int count);

/// A page for people: HTML that needs no script, with a caption and headings for every table. Pure.
[[nodiscard]] std::string to_html(const Statistics& statistics);
/// Everything, as one JSON object. Pure.
[[nodiscard]] std::string to_json(const Statistics& statistics);
/// `days`, a line for each feed and day under a line of names (RFC 4180). Pure.
[[nodiscard]] std::string to_csv(const Statistics& statistics);

}  // namespace citefeed::subscribers
