/// Text in LaTeX, as BibTeX files have it, to and from Unicode.
#pragma once
#include <string>
#include <string_view>

namespace citefeed::citation {

/// `latex` as plain Unicode text: accents (composed, Unicode NFC), letters and symbols by their commands, quotation
/// marks and dashes by their ligatures, '~' as a space; braces, formatting and `$` are taken off, the argument of a
/// command that is not known stays. White space runs are one space. Linear time, no recursion; safe on any bytes.
[[nodiscard]] std::string from_latex(std::string_view latex);

/// `text` so that LaTeX prints it and from_latex() gives it back: its special characters as commands, its ligatures
/// broken.
[[nodiscard]] std::string to_latex(std::string_view text);

/// `text` as to_latex(), with the words in braces whose capitals a bibliography style would make small: all that have a
/// capital letter, but a word at the beginning or after a colon only when it has one further in.
[[nodiscard]] std::string to_latex_title(std::string_view text);

/// An address or DOI, which LaTeX takes verbatim, without the escapes that many programs write all the same.
[[nodiscard]] std::string from_latex_verbatim(std::string_view latex);

}  // namespace citefeed::citation
