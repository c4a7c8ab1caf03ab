/// The monthly digest: the introduction of a month, and the issue of one that is over, as it is rendered. (A Digest is
/// something else: a hash.)
#pragma once
#include <fmt/format.h>
#include <chrono>
#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "base/digest.hpp"
#include "base/instant.hpp"
#include "base/time_zone.hpp"
#include "model/post.hpp"

namespace citefeed::model {

// The name of a month of the calendar, and when it is over.

struct MonthName {
  int year = 0;
  unsigned month = 0;  ///< 1 to 12
  bool operator==(const MonthName&) const = default;
  bool operator<(const MonthName& other) const { return std::tie(year, month) < std::tie(other.year, other.month); }
};

/// "2023-12".
[[nodiscard]] inline std::string to_string(const MonthName& name) {
  return fmt::format("{:04}-{:02}", name.year, name.month);
}

/// Its first moment in `zone`.
[[nodiscard]] inline Instant start_of(const MonthName& name, const TimeZone& zone) {
  return zone.start_of(std::chrono::year{name.year} / std::chrono::month{name.month} / 1);
}

/// The first moment in `zone` at which the month is over: that of the next month.
[[nodiscard]] inline Instant end_of(const MonthName& name, const TimeZone& zone) {
  const bool is_december = name.month == 12;
  return start_of({.year = name.year + (is_december ? 1 : 0), .month = is_december ? 1 : name.month + 1}, zone);
}

// What an editor says of a month, before its posts, in the month's digest.

/// What one file content/YYYY/MM/_month.md says.
struct Introduction {
  MonthName month = {};
  std::string file = {};                 ///< path below content/, '/' separators
  std::string title = {};                ///< plain text; empty when not given
  std::string html = {};                 ///< safe, every address absolute; empty when there is no text
  std::string text = {};                 ///< the same as plain text
  std::string text_with_addresses = {};  ///< likewise, each link followed by its address
  bool draft = false;
  Digest digest = {};  ///< of path and file bytes: same digest and definitions, same introduction
};

using Introductions = std::map<MonthName, std::shared_ptr<const Introduction>>;
using IntroductionsPointer = std::shared_ptr<const Introductions>;  ///< null for none

/// No issue holds more posts, so that it can be mailed whatever an editor does.
inline constexpr std::size_t max_issue_posts = 50;

struct Issue {
  MonthName month = {};
  Instant published = {};                                 ///< when the month was over
  Instant updated = {};                                   ///< that, or later where a post was updated since
  std::shared_ptr<const Introduction> introduction = {};  ///< null when there is none
  std::vector<std::shared_ptr<const Post>> posts = {};    ///< newest first, at most max_issue_posts
  std::size_t total = 0;                                  ///< posts of the month
};

}  // namespace citefeed::model
