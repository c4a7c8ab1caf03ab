/// The commands of LaTeX that stand for a character.
#pragma once
#include <string_view>

namespace citefeed::citation {

/// The text that the command `name` (a word, or one character that is no letter) prints: "ss" is "ß", "&" is "&".
/// Empty when it is not known.
[[nodiscard]] std::string_view latex_symbol(std::string_view name);

/// The combining character (Unicode, 7.9) that the accent `name` puts on the letter after it: "v" is U+030C. Empty when
/// it is no accent.
[[nodiscard]] std::string_view latex_accent(std::string_view name);

/// True for commands that only change how their argument looks: "emph", "textbf", "mbox".
[[nodiscard]] bool is_latex_formatting(std::string_view name);

}  // namespace citefeed::citation
