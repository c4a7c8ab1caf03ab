/// How each field of a reference was found: what tells an editor where to look.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace citefeed::citation {

/// How a field was found, surest first.
enum class Found : std::uint8_t {
  absent,   ///< the field is empty
  marked,   ///< by a mark of its own: "(2003)", "70(6)", "pp. 12–34", "https://doi.org/"
  placed,   ///< by where it stands between such marks
  guessed,  ///< another reading was possible
};

/// Of each field that a reader looks for; `absent` exactly where the field is empty.
struct Evidence {
  Found authors = Found::absent;
  Found year = Found::absent;
  Found title = Found::absent;
  Found container_title = Found::absent;
  Found volume = Found::absent;
  Found issue = Found::absent;
  Found pages = Found::absent;  ///< or the article number
  Found doi = Found::absent;
  bool operator==(const Evidence&) const = default;
};

/// The weaker of two: a field made of a marked and a guessed part is guessed.
[[nodiscard]] constexpr Found weaker(Found left, Found right) {
  return left < right ? right : left;
}

/// Writes `text` into `field`, and into `how` that it was found so; a field without text is absent.
inline void put(std::string& field, Found& how, std::string_view text, Found found) {
  field = text;
  how = text.empty() ? Found::absent : found;
}

}  // namespace citefeed::citation
