/// Divides the title of a work from the journal or book that holds it.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "citation/reading.hpp"

namespace citefeed::citation {

struct TitleAndContainer {
  std::string_view title = {};      ///< without its closing full stop; a question mark stays
  std::string_view container = {};  ///< with the full stop of an abbreviated name: "J. Neurosci."
  Found found = Found::absent;      ///< of both: guessed where they could be divided elsewhere
};

/// Splits "Title. Journal": at the last end of a sentence, unless what stands before it belongs to the journal's name
/// ("J. Neurosci.", "Series B, Biological sciences"); where there is no end of a sentence, after a quoted title or at
/// the last comma. Both parts point into `text`; the container is empty when there is only one part. Linear time.
[[nodiscard]] TitleAndContainer split_title(std::string_view text);

/// `title` without the punctuation that closes it.
[[nodiscard]] std::string_view close_title(std::string_view title);

/// Where the last sentence of `text` that begins before `before` begins; npos when there is no end of a sentence before
/// it. Full stops of initials, abbreviations and ellipses end no sentence.
[[nodiscard]] std::size_t last_sentence_begin(std::string_view text, std::size_t before);

}  // namespace citefeed::citation
