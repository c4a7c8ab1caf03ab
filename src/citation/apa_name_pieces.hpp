/// Cuts a printed list of authors into the pieces that names are made of.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace citefeed::citation {

enum class PieceKind : std::uint8_t {
  words,     ///< a family name, a given name written out, a group
  initials,  ///< "M. J.", "J.-F.", "MJ"
  suffix,    ///< "Jr.", "III"
  et_al,     ///< "et al."
  gap,       ///< the ". . ." of a long list
};

struct NamePiece {
  std::string_view text = {};
  PieceKind kind = PieceKind::words;
  bool after_comma = false;        ///< a comma or semicolon stands before it
  bool after_conjunction = false;  ///< "&" or "and" stands before it
  bool after_ampersand = false;    ///< it is "&"
};

/// The pieces of `text` in order, without empty ones; they point into `text`.
[[nodiscard]] std::vector<NamePiece> cut_names(std::string_view text);

/// True for one word that can be an initial or several: "M.", "M.J.", "J.-F.", "-F.", "Yu.", "M", "MJ".
[[nodiscard]] bool is_initial(std::string_view word);

/// True when every word is an initial; small particles may follow the first: "J. F. de", "W. v. d.".
[[nodiscard]] bool are_initials(std::string_view text);

/// True for "Jr.", "Sr", "III" and the like.
[[nodiscard]] bool is_suffix(std::string_view word);

}  // namespace citefeed::citation
