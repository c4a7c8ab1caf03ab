/// Reads where in a journal an article stands: volume, issue, pages or article number.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "citation/reading.hpp"

namespace citefeed::citation {

struct Locator {
  std::string volume = {};
  std::string issue = {};
  std::string first_page = {};
  std::string last_page = {};
  std::string article_number = {};
  Found volume_found = Found::absent;
  Found issue_found = Found::absent;
  Found pages_found = Found::absent;
};

/// Reads all of `text` as a locator: "70(6), 682–690", "Vol. 29 No. 4, pp. 310-12", "9(11), Article 123", "55:
/// S344-S356". Nothing when any part of it is something else. Linear time.
[[nodiscard]] std::optional<Locator> read_locator(std::string_view text);

struct SplitLocator {
  std::string_view before = {};  ///< title and journal, with their punctuation
  Locator locator = {};
};

/// Cuts the longest locator off the end of `body`; nothing when it ends in none. Looks at a bounded stretch of the end.
[[nodiscard]] std::optional<SplitLocator> split_locator(std::string_view body);

/// The same where sentences follow the locator: "Mind, 12(3), 45–67. Reprinted from …"; only with volume and pages.
[[nodiscard]] std::optional<SplitLocator> split_before_note(std::string_view body);

/// Writes `locator` into `reading`.
void set_locator(Reading& reading, Locator locator);

}  // namespace citefeed::citation
