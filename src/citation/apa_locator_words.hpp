/// The words and numbers that a locator is made of: "Vol.", "pp.", "S344", "xii".
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace citefeed::citation {

enum class Label : std::uint8_t { missing, volume, issue, pages, article, supplement };

struct FoundLabel {
  Label label = Label::missing;
  std::size_t length = 0;  ///< with what stands between the label and its value
};

/// The label that `text` begins with: a whole word, perhaps with a full stop or colon, before a value: "Vol. 29",
/// "p.12".
[[nodiscard]] FoundLabel label_at(std::string_view text);

/// The bytes of the value with a digit that `text` begins with: "28", "S344", "e0161544", "41A", "022301", "12.3",
/// "598.e1"; 0 for none.
[[nodiscard]] std::size_t number_length(std::string_view text);

/// The bytes of the Roman numeral that `text` begins with, "xii", "XIV"; 0 for none.
[[nodiscard]] std::size_t roman_length(std::string_view text);

/// True for what may stand in the brackets of an issue: a number, a supplement, a season, a special issue.
[[nodiscard]] bool is_issue(std::string_view text);

}  // namespace citefeed::citation
