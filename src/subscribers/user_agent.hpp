/// What a User-Agent field says of the software that fetches a feed, and of how many people it fetches for.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace citefeed::subscribers {

struct UserAgent {
  /// The product without its version: "Feedly", "inoreader.com", "NewsBlur Feed Fetcher", "Firefox"; "unknown" when
  /// there is none. ASCII letters, digits, spaces and ".-_" only, at most 40 bytes.
  std::string software = {};
  std::optional<std::uint64_t> announced = {};  ///< subscribers, as the fetcher of a service announces them
  bool is_crawler = false;                      ///< a search engine's or the like: nobody reads by it
};

/// Reads a field's value, which may be anything. There is no standard for the number (RFC 9110, 10.1.5 knows products
/// and comments); services write "16 subscribers", "2 readers", "3 subscriber(s)", "1,204 readers", "Subscriber Count:
/// 7" or "subscribers 1", so it is found by that grammar and not by a list of services. Of several numbers the first
/// counts; one of more than nine digits is none. Pure.
[[nodiscard]] UserAgent read_user_agent(std::string_view field);

}  // namespace citefeed::subscribers
