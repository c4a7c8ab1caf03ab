/// Parts a post's text into its front matter and its body.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "content/report.hpp"

namespace citefeed::content {

inline constexpr std::size_t max_front_matter_bytes = std::size_t{128} << 10U;

struct PostParts {
  std::string_view front_matter = {};   ///< YAML, without its "---" lines
  std::string_view body = {};           ///< Markdown
  std::uint32_t front_matter_line = 2;  ///< on which `front_matter` begins
  std::uint32_t body_line = 0;          ///< on which `body` begins
};

/// Parts `text` (LF line ends) at the line "---" it must begin with and the next line "---" or "...". White space at
/// the end of these lines is allowed. Nothing, and an error, when one of them is missing or the front matter is too
/// long.
[[nodiscard]] std::optional<PostParts> split_front_matter(std::string_view text, Report& report);

}  // namespace citefeed::content
