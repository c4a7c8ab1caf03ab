/// Decides whether a client's stored copy is still current, and whether its preconditions hold (RFC 9110, 13); reads
/// and writes HTTP's dates (5.6.7).
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/instant.hpp"
#include "http/request.hpp"
#include "resource/representation.hpp"

namespace citefeed::http {

// Reads the three forms of date that HTTP has (RFC 9110, 5.6.7).

/// Reads IMF-fixdate ("Sun, 06 Nov 1994 08:49:37 GMT"), RFC 850 ("Sunday, 06-Nov-94 08:49:37 GMT") or asctime
/// ("Sun Nov  6 08:49:37 1994"); nothing when it is anything else or no such day exists. A two-digit year that would
/// lie more than 50 years after `now` is of the century before. The name of the day is not compared with the date.
[[nodiscard]] std::optional<Instant> parse_http_date(std::string_view text, Instant now);

/// True when `field` (the value of If-None-Match) lists `current`, or is "*".
/// Weak comparison: W/"a" matches "a" (RFC 9110, 8.8.3.2 and 13.1.2). Proxies that compress on the way mark the tag
/// with the coding and strip the mark only sometimes, so "a-gzip", "a-br", "a-zstd", "a-deflate" and "a;gzip" match "a"
/// too. Reading stops at the first malformed list member; what came before still counts. Pure: no clock, no I/O, no
/// allocation; safe from any thread.
[[nodiscard]] bool lists_tag(std::string_view field, const resource::EntityTag& current);

/// True when `field` (the value of If-Match) lists `current`, or is "*". Strong comparison: W/"a" matches nothing
/// (RFC 9110, 13.1.1), and no mark of a proxy is overlooked. Otherwise as lists_tag.
[[nodiscard]] bool lists_tag_strongly(std::string_view field, const resource::EntityTag& current);

enum class Verdict : std::uint8_t { send, not_modified, precondition_failed };

/// Evaluates the preconditions of `head`, a GET or HEAD, in the order of RFC 9110, 13.2.2, on the representation with
/// this tag and date; conditions on a date that is not there are passed over (13.1.3, 13.1.4). `now` is for two-digit
/// years alone.
[[nodiscard]] Verdict evaluate(const RequestHead& head, const resource::EntityTag& tag,
                               std::optional<Instant> last_modified, Instant now);

}  // namespace citefeed::http
