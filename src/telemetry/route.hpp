/// What kind of address a request asked for: few enough kinds to count each.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace citefeed::telemetry {

enum class Route : std::uint8_t { atom, rss, json_feed, articles, archive, citations, opml, post, page, health, none };

inline constexpr std::size_t route_count = 11;

/// The route of `target`, as the request line has it. `found` is whether the site has something there, or had; what is
/// not found is of no route, whatever it is called, so that strangers cannot invent routes.
[[nodiscard]] Route route_of(std::string_view target, bool found);

/// "atom", "json_feed", "none".
[[nodiscard]] std::string_view to_string(Route route);

}  // namespace citefeed::telemetry
