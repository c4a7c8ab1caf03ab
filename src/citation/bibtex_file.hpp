/// A BibTeX file as entries and fields.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "citation/read.hpp"

namespace citefeed::citation {

struct BibtexField {
  std::string name = {};   ///< in small letters
  std::string value = {};  ///< in LaTeX, without its delimiters, macros replaced, pieces joined
  std::size_t offset = 0;  ///< of the name
  bool inherited = false;  ///< from an entry that is a work itself
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

/// Gives `entries` the fields that they inherit: by "crossref" as BibLaTeX does (manual, appendix B), where a title
/// becomes that of the book, journal or whole, and else as BibTeX does; by "xdata" all fields, and single ones as
/// "publisher = {xdata=key-publisher}" (manual, 3.13.6). What is there already stays. "xref" names a work and inherits
/// nothing (2.4.1). Keys that no entry has, and circles, which inherit nothing, are reported to `file`. Linear time.
void inherit_fields(std::vector<BibtexEntry>& entries, CitationFile& file);

}  // namespace citefeed::citation
