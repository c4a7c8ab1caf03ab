/// The parts of a reference in APA style that are read by themselves: authors, title and container, and where in a
/// journal the article stands.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "citation/apa_reader.hpp"
#include "citation/citation.hpp"

namespace citefeed::citation {

// The text, before anything is read.

/// `pasted` as people see it printed, white space runs as one space: without the emphasis and escapes of Markdown and
/// the marks of HTML (a feed shows a reference as plain text, where they would be read aloud as signs), entities, soft
/// hyphens and ligatures as the letters they stand for, links as what they show, with their address when it is not
/// shown. Never fails. Linear time.
[[nodiscard]] std::string as_printed(std::string_view pasted);

// The list of authors.

struct NameList {
  std::vector<Name> names = {};
  std::optional<std::size_t> gap = {};  ///< as Citation::gap
  bool all_persons =
      true;  ///< every name is a person's with initials or given names: what a title or group never looks like
  Found found = Found::absent;  ///< guessed where a comma was missing or a name could be a part of another
};

/// Reads `text`, what stands before the date: inverted names with initials or given names, "J. Family", "Family JA",
/// "First M. Last", groups, suffixes, "&" and "and" with and without comma, "et al.", the ellipsis of long lists, roles
/// like "(Eds.)" (left out). Names are kept as printed, with a full stop and a space behind each initial. Linear time.
[[nodiscard]] NameList read_names(std::string_view text);

// The title of a work, and the journal or book that holds it.

struct TitleAndContainer {
  std::string_view title = {};      ///< without its closing full stop; a question mark stays
  std::string_view container = {};  ///< with the full stop of an abbreviated name: "J. Neurosci."
  Found found = Found::absent;      ///< of both: guessed where they could be divided elsewhere
};

/// Splits "Title. Journal": at the last end of a sentence, unless what stands before it belongs to the journal's name
/// ("J. Neurosci.", "Series B, Biological sciences"); where there is no end of a sentence, after a quoted title or at
/// the last comma. Both parts point into `text`; the container is empty when there is only one part. Linear time.
[[nodiscard]] TitleAndContainer split_title(std::string_view text);

/// True for a name with a word that journals have in theirs and publishers do not: "journal", "review".
[[nodiscard]] bool names_journal(std::string_view text);

/// `title` without the punctuation that closes it.
[[nodiscard]] std::string_view close_title(std::string_view title);

/// Where the last sentence of `text` that begins before `before` begins; npos when there is no end of a sentence before
/// it. Full stops of initials, abbreviations and ellipses end no sentence.
[[nodiscard]] std::size_t last_sentence_begin(std::string_view text, std::size_t before);

// Volume, issue, pages or article number.

struct Locator {
  std::string volume = {};
  std::string issue = {};
  std::string first_page = {};
  std::string last_page = {};
  std::string article_number = {};
  Found volume_found = Found::absent;
  Found issue_found = Found::absent;
  Found pages_found = Found::absent;
};

/// Reads all of `text` as a locator: "70(6), 682–690", "Vol. 29 No. 4, pp. 310-12", "9(11), Article 123", "55:
/// S344-S356". Nothing when any part of it is something else. Linear time.
[[nodiscard]] std::optional<Locator> read_locator(std::string_view text);

struct SplitLocator {
  std::string_view before = {};  ///< title and journal, with their punctuation
  Locator locator = {};
};

/// Cuts the longest locator off the end of `body`; nothing when it ends in none. Looks at a bounded stretch of the end.
[[nodiscard]] std::optional<SplitLocator> split_locator(std::string_view body);

/// The same where sentences follow the locator: "Mind, 12(3), 45–67. Reprinted from …"; only with volume and pages, or
/// with a range of pages that cannot be years.
[[nodiscard]] std::optional<SplitLocator> split_before_note(std::string_view body);

/// Writes `locator` into `reading`.
void set_locator(Reading& reading, Locator locator);

}  // namespace citefeed::citation
