/// Which files of content/ are posts, by their paths alone.
#pragma once
#include <optional>
#include <string_view>

#include "content/file_tree.hpp"

namespace citefeed::content {

/// What the names of posts, and of what stands among them, end in.
inline constexpr std::string_view post_suffix = ".md";

/// True when no part of `path` is hidden or temporary and it is a post's, or was meant to be one.
[[nodiscard]] bool is_post_path(std::string_view path);

/// Why the file at `path` is clearly no post, and was not meant to be one, as half a sentence; nothing for any other.
/// What stands in a folder of numbers was meant to be one: its path may have a slip.
[[nodiscard]] std::optional<const char*> why_no_post(std::string_view path);

/// Names what is clearly no post among what `listing` passes over, not among its files.
void pass_over_no_posts(Listing& listing);

/// True when `listing` has no file but introductions of months.
[[nodiscard]] bool has_no_post(const Listing& listing);

}  // namespace citefeed::content
