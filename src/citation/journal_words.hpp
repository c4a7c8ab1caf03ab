/// The abbreviations that journals' names are made of.
#pragma once
#include <string_view>

namespace citefeed::citation {

/// True for a word, without its full stop, that stands abbreviated in the names of journals (ISO 4 and what authors
/// make of it): "J", "Neurosci", "Proc". Words that also end titles ("Can", "Impact") are left out.
[[nodiscard]] bool is_journal_abbreviation(std::string_view word);

}  // namespace citefeed::citation
