/// The parts of a reference in APA style that are read by themselves: authors, title and container, where in a journal
/// the article stands, roles and editions, and what brackets say.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "citation/apa_reader.hpp"
#include "citation/citation.hpp"

namespace citefeed::citation {

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

/// `title` without quotation marks around all of it, and the full stop inside them.
[[nodiscard]] std::string_view without_quotes(std::string_view title);

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

/// Pages or an article number.
[[nodiscard]] inline bool has_pages(const Locator& locator) {
  return !locator.first_page.empty() || !locator.article_number.empty();
}

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

// Who else had a part in a work, and which edition of it is meant.

/// Whom a mark names: "Eds.", "Trans.", "Ed. & Trans.", "Hrsg.", "dir.".
struct Role {
  bool known = false;  ///< it is a mark of a role, perhaps of one that is not kept: "Illus."
  bool editor = false;
  bool translator = false;
};

/// Reads all of `mark`, without brackets.
[[nodiscard]] Role read_role(std::string_view mark);

struct MarkedNames {
  std::string_view names = {};  ///< without the mark
  Role role = {};
};

/// Cuts the mark of a role off the end of a list of authors: "(Eds.)", "(Hrsg.).", "Ed." after initials and a comma.
[[nodiscard]] MarkedNames split_role(std::string_view authors);

/// Reads what stands after ". In ": the editors and translators, marked or not, into `citation`; returns what follows
/// them, the title of the book.
[[nodiscard]] std::string_view read_editors(std::string_view book, Citation& citation);

/// True where read_editors() finds somebody.
[[nodiscard]] bool has_editors(std::string_view book);

/// What brackets behind the title of a book hold.
struct BookDetails {
  std::string edition = {};
  std::vector<Name> editors = {};
  std::vector<Name> translators = {};
  bool has_other_role = false;           ///< somebody has a part that is not kept: "Illus."
  Locator place = {};                    ///< volume, number and pages
  std::vector<std::string> unread = {};  ///< what is none of these
};

/// Reads `inside`: "2nd ed., Vol. 3, pp. 12–34", "L. A. Coser, Trans.; Rev. ed.", "2. Aufl., Bd. 1, S. 3–22". Linear
/// time.
[[nodiscard]] BookDetails read_book_details(std::string_view inside);

/// Writes `details` into `reading`, but for what is unread.
void set_details(Reading& reading, BookDetails details);

// What brackets behind a title say of the kind of work it is (7th edition, 9.22), and what became of it.

struct Description {
  std::optional<WorkType> type = {};  ///< nothing where the work may be of any
  bool known = false;
};

/// Of `inside`, without brackets: "Data set", "Letter to the editor", "Conjunto de datos".
[[nodiscard]] Description describe(std::string_view inside);

/// Takes off the end of `text` the brackets that say when the work appeared first or what became of it since:
/// "(Original work published 1900)", "(Retraction published 2012, Mind, 38[10], 1378)". Returns what stands before
/// them.
[[nodiscard]] std::string_view take_notes(std::string_view text, Citation& citation);

/// Takes off the beginning of a whole reference what databases put before it: "[Retracted] Doe, J. …".
[[nodiscard]] std::string_view take_leading_mark(std::string_view reference, Citation& citation);

/// Takes off the title what publishers put there: "RETRACTED: ", "[Retracted]"; and the brackets that are data.
void clean_title(Reading& reading);

// Works that are no articles in journals.

struct WorkText {
  std::string_view body = {};   ///< what stands between the date and the address
  std::string_view front = {};  ///< what stands before the date
  bool in_press = false;
  bool ahead_of_print = false;  ///< only articles are; books are in press too
};

/// Reads title and source of a work of any kind into `reading`. Linear time.
void read_work(const WorkText& text, Reading& reading);

// The end of a reference, where it says how to get the work.

struct Tail {
  std::string_view body = {};  ///< what stands before the tail, without the punctuation between them
  std::string doi = {};
  Found doi_found = Found::absent;
  std::string url = {};         ///< the first address that is not a DOI's; only when there is no DOI
  bool ahead_of_print = false;  ///< "Advance online publication" and the like: an article without volume and pages
};

/// Cuts `text` where its tail begins: a DOI, an address, "Retrieved from", "Advance online publication", "PMID" and the
/// like. `body` points into `text`. Linear time.
[[nodiscard]] Tail split_tail(std::string_view text);

}  // namespace citefeed::citation
