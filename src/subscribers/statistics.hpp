/// What is known of subscribers, as values, and the three forms in which it is shown.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "subscribers/ledger.hpp"

namespace citefeed::subscribers {

/// How a kind of client software behaved towards the feeds it fetched.
struct SoftwareBehaviour {
  std::uint64_t requests = 0;
  std::uint64_t not_modified = 0;   ///< answered with 304
  std::uint64_t unconditional = 0;  ///< asked without a validator for what the client was given before
  std::uint64_t wrong_validators =
      0;  ///< asked with one that did not fit what the client was given before, though that is current
  std::uint64_t hasty = 0;         ///< within a minute of the client's last request for the same feed
  std::uint64_t wasted_bytes = 0;  ///< of bodies that the client had already
  bool operator==(const SoftwareBehaviour&) const = default;
};

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
