/// Text as documents may carry it, and as lines of a mail.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace citefeed::render {

/// `text` (valid UTF-8) without what XML 1.0 cannot carry even as a reference (2.2): C0 controls other than tab, line
/// feed and carriage return, U+FFFE and U+FFFF; and without DEL, which nobody means.
[[nodiscard]] std::string without_controls(std::string_view text);

/// `text` with every run of ASCII white space as one space, and none at the ends: for attributes and titles.
[[nodiscard]] std::string one_line(std::string_view text);

/// `text` with `&`, `<`, `>`, `"` and `'` as references: for HTML text and quoted attribute values.
[[nodiscard]] std::string escape_html(std::string_view text);

// Plain text as mails carry it.

/// The longest line of a text mail in characters, as RFC 3676, 4.2 and old custom have it, leaving room for quoting.
inline constexpr std::size_t mail_columns = 72;

/// `text` (valid UTF-8) with each of its lines broken at spaces so that none is longer than mail_columns, but for words
/// that are: addresses stay whole. What a line begins with (spaces, "- ", "12. ") indents those broken off it. No line
/// ends in a space and none begins with ">" or "From ", so that the text reads alike as format=flowed and as fixed
/// (RFC 3676, 4.2 and 4.4), and mailboxes do not change it.
[[nodiscard]] std::string wrap(std::string_view text);

}  // namespace citefeed::render
