/// Reads a printed reference in APA style (6th and 7th edition) into data, and says of each field how it was found and
/// what looks wrong.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "citation/citation.hpp"

namespace citefeed::citation {

// How each field of a reference was found: what tells an editor where to look.

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

struct Reading {
  Citation citation = {};                  ///< `printed` is always set; the rest as far as it could be read
  Evidence evidence = {};                  ///< how each field was found
  double confidence = 0;                   ///< in the whole reference, 0 to 1; see confidence_in()
  std::vector<std::string> problems = {};  ///< what could not be read, without full stop; empty when all was
  std::vector<std::string> unread = {};    ///< what is printed and stands in no field: see unread_parts()
};

/// Below this a person should look at what was read.
constexpr double low_confidence = 0.5;

/// All that there is to say about `reading`: its problems, what is unread of it, and the doubts about what was read.
[[nodiscard]] std::vector<std::string> warnings_about(const Reading& reading);

/// How far `reading` can be relied on: 1 when every field was marked or placed. Each guessed field leaves seven tenths
/// of it, each warning half: one guess is no reason to look, two are.
[[nodiscard]] double confidence_in(const Reading& reading);

/// Reads `reference`: one reference, UTF-8, white space runs count as one space, also as Markdown or HTML. Never throws
/// on any bytes; linear time. Pure; safe from any thread.
[[nodiscard]] Reading read_apa(std::string_view reference);

/// What a reference says, before its date and after it, that no field of `citation` holds: stretches of words as
/// printed, in their order. Words that name a field or join two ("pp.", "In", "Retrieved from"), dates of retrieval and
/// places of publishers are no such thing. Linear time.
[[nodiscard]] std::vector<std::string> unread_parts(std::string_view before_date, std::string_view after_date,
                                                    const Citation& citation);

// What looks wrong about a citation, though it could be read.

/// Each doubt as "expected …, found …", without full stop, in the order of the fields: a year before 1800, a title or
/// journal that looks cut in the wrong place, a title of several sentences, the last of which may belong to the
/// journal, a last page before the first, a DOI that looks cut or run together with other text. Empty fields raise
/// none. Linear time.
[[nodiscard]] std::vector<std::string> doubts_about(const Citation& citation, const Evidence& evidence);

/// What no work of its type is without and `citation` lacks, as "expected …, found none", without full stop.
[[nodiscard]] std::vector<std::string> missing_parts(const Citation& citation);

struct PageNumbers {
  std::uint64_t first = 0;
  std::uint64_t last = 0;  ///< written out: "53" after "541" is 553
};

/// Nothing when there is no range or one of its ends is no number.
[[nodiscard]] std::optional<PageNumbers> page_numbers(const Citation& citation);

}  // namespace citefeed::citation
