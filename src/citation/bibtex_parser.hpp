/// Takes a BibTeX file apart into entries and fields; the values stay in LaTeX.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "citation/citation_file.hpp"

namespace citefeed::citation {

struct BibtexField {
  std::string name = {};   ///< in small letters
  std::string value = {};  ///< without its delimiters, macros replaced, pieces joined
  std::size_t offset = 0;  ///< of the name
};

struct BibtexEntry {
  std::string type = {};  ///< in small letters, without '@'
  std::string key = {};
  std::vector<BibtexField> fields = {};
  std::size_t offset = 0;  ///< of the '@'
};

/// The entries of `file`, in its order, as far as they can be read ("BibTeX, the program", and btparse for what that
/// leaves open). @string macros are replaced, names of months are known; @comment and @preamble are passed over, and so
/// is what stands between entries. An entry that is not closed ends where the next begins a line. Mistakes are reported
/// to `file`. Linear time.
[[nodiscard]] std::vector<BibtexEntry> parse_bibtex(CitationFile& file);

/// The value of the first of `names` that `entry` has and that is not empty; empty when there is none.
[[nodiscard]] std::string_view find_field(const BibtexEntry& entry, std::initializer_list<std::string_view> names);

}  // namespace citefeed::citation
