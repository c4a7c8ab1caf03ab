/// Adds a topic to a post's file and leaves every other byte as it is.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace citefeed::importing {

/// `file` with `slug` added at the end of `topics:` in its front matter, in the way the list is written there: in
/// brackets, as lines with "- ", as one name, or not at all. Line ends and comments stay. Nothing when the front matter
/// or the list has a form that people should change themselves.
[[nodiscard]] std::optional<std::string> with_topic(std::string_view file, std::string_view slug);

}  // namespace citefeed::importing
