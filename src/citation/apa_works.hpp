/// Reads references to works that are no journal articles: theses, chapters, books and reports in APA style.
#pragma once
#include <string_view>

#include "citation/reading.hpp"

namespace citefeed::citation {

/// Each reads `text`, what stands between the date and the tail, into `reading` when it is a work of that kind, and
/// says whether it was. Linear time.

/// "Title [Doctoral dissertation, University]." and "Title (Unpublished master's thesis). University."
[[nodiscard]] bool read_thesis(std::string_view text, Reading& reading);

/// "Title. In A. Editor (Ed.), Book title (2nd ed., Vol. 3, pp. 12–34). Publisher."
[[nodiscard]] bool read_chapter(std::string_view text, Reading& reading);

/// "Title (2nd ed.). Publisher.", "Title (Report No. 12). City, ST: Publisher." Only what bears a mark of a book or
/// report.
[[nodiscard]] bool read_book(std::string_view text, Reading& reading);

/// The publisher without the place before it: "New York, NY: Guilford Press" is "Guilford Press".
[[nodiscard]] std::string_view without_place(std::string_view publisher);

/// True for a name with a word that journals have in theirs and publishers do not: "journal", "review".
[[nodiscard]] bool names_journal(std::string_view text);

}  // namespace citefeed::citation
