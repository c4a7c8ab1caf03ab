/// Tells which sentences before the name of a journal belong to that name: "Nature reviews. Neuroscience", "Phys.
/// Rev.".
#pragma once
#include <string_view>

namespace citefeed::citation {

/// The last word of `text` without its full stop, brackets and quotes before it.
[[nodiscard]] std::string_view bare_last_word(std::string_view text);

/// Journals whose name is one or two words, a full stop and what they are: "Psicothema. Revista de psicología".
[[nodiscard]] bool is_name_before_description(std::string_view name, std::string_view description);

/// Journals that come in parts: "The lancet. Psychiatry", "Journal of experimental psychology. General".
[[nodiscard]] bool is_family_of_journals(std::string_view sentence);

/// True when the sentence `left` before the journal's name `right` belongs to that name.
[[nodiscard]] bool belongs_to_journal(std::string_view left, std::string_view right);

/// "U.S." before "Catholic Historian": the abbreviation alone is no sentence.
[[nodiscard]] bool is_spelled_abbreviation(std::string_view sentence);

/// "Roy." before "Soc. A", "At." before "Nucl.": a short word that stands alone before an abbreviation is one too.
[[nodiscard]] bool is_short_for_word(std::string_view sentence, std::string_view right);

}  // namespace citefeed::citation
