/// The parts of a reference in NLM style that are read by themselves: the list of names it begins with.
#pragma once
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "citation/apa_reader.hpp"
#include "citation/citation.hpp"

namespace citefeed::citation {

struct NlmNames {
  std::vector<Name> names = {};
  std::optional<std::size_t> gap = {};  ///< as Citation::gap
  bool any_person = false;              ///< with initials: what neither a title nor a group begins with
  bool edited = false;                  ///< "editors" ends the list
  bool translated = false;              ///< "translators" ends it
  Found found = Found::absent;          ///< guessed where a name may be something else
  std::size_t end = 0;                  ///< of the list, with its full stop or colon and the space behind it
};

/// Reads the names that `text` begins with, up to the full stop or colon that ends them: "Doe JA, van der Berg P Jr, et
/// al.", "Doe, J. A., & Roe, M.", "Doe J; Study Group.", "World Health Organization.", "Doe J, editor.". Empty where
/// `text` begins with something else. Initials come as "J. A.". Linear time.
[[nodiscard]] NlmNames read_nlm_names(std::string_view text);

/// Where the sentence that begins at `from` ends: offset of the full stop, question mark or exclamation mark before a
/// space or the end of `text`; npos for none. Those of initials, "U.S.", end none.
[[nodiscard]] std::size_t find_sentence_end(std::string_view text, std::size_t from);

}  // namespace citefeed::citation
