/// Reads the three forms of date that HTTP has (RFC 9110, 5.6.7).
#pragma once
#include <optional>
#include <string_view>

#include "base/instant.hpp"

namespace citefeed::http {

/// Reads IMF-fixdate ("Sun, 06 Nov 1994 08:49:37 GMT"), RFC 850 ("Sunday, 06-Nov-94 08:49:37 GMT") or asctime
/// ("Sun Nov  6 08:49:37 1994"); nothing when it is anything else or no such day exists. A two-digit year that would
/// lie more than 50 years after `now` is of the century before. The name of the day is not compared with the date.
[[nodiscard]] std::optional<Instant> parse_http_date(std::string_view text, Instant now);

}  // namespace citefeed::http
