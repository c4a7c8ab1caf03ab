/// The headings and labels by which the parts of a post are found, in every spelling that people and word processors
/// give them.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace citefeed::content {

inline constexpr std::size_t longest_heading_bytes = 100;  ///< a heading or label that is longer is none of these
inline constexpr std::size_t longest_email_paragraph_bytes = 400;  ///< a longer one is prose

/// True for "Practice Implications" in any letter case, with any kind of spaces, with or without a colon.
[[nodiscard]] bool is_implications_heading(std::string_view text);

/// What follows "Author email:" or "Corresponding author’s e-mail address:" and the like in `paragraph`, without a full
/// stop at its end; nothing when it begins otherwise. It need not be an address.
[[nodiscard]] std::optional<std::string> after_author_email(std::string_view paragraph);

/// True for one e-mail address (RFC 5321, 4.1.2, without quoted local parts and address literals) whose host has a dot.
[[nodiscard]] bool is_email_address(std::string_view text);

}  // namespace citefeed::content
