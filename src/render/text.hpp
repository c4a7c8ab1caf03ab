/// Text as documents may carry it.
#pragma once
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

}  // namespace citefeed::render
