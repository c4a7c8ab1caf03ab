/// Reads the citation files that reference managers and publishers export.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "citation/citation.hpp"

namespace citefeed::citation {

// What the readers of citation files share: the text in good order, and where in it something is wrong.

struct ReadCitations;

/// The bytes of a file, made readable, and the diagnostics about it. One thread at a time.
class CitationFile final {
 public:
  /// Takes the byte order mark off. Bytes that are not UTF-8 are read as Windows-1252, which older programs write, and
  /// control characters as spaces; each is reported once, where it happens first.
  CitationFile(std::string_view bytes, std::string name);

  /// Valid UTF-8 without control characters other than tab and line ends; empty when the file is UTF-16.
  [[nodiscard]] std::string_view text() const { return text_; }

  /// Reports `message` at `offset` of text(). After `most_diagnostics` only says that there are more.
  void report(std::size_t offset, Severity severity, std::string message);

  /// What was reported, in the order of reporting.
  [[nodiscard]] std::vector<Diagnostic> take_diagnostics() { return std::move(diagnostics_); }

  /// The same into `read`; an error where nothing was read and nothing reported: "expected `what`, found none".
  void take_diagnostics(ReadCitations& read, const char* what);

 private:
  static constexpr std::size_t most_diagnostics = 100;  ///< a file with more is no citation file, or one mistake

  struct Position {
    std::size_t offset = 0;
    std::uint32_t line = 1;
    std::size_t line_begin = 0;
  };

  void repair_encoding(std::string_view bytes);
  void repair_control_characters();
  void move_to(std::size_t offset);

  std::string text_ = {};
  std::string name_ = {};
  Position position_ = {};  ///< where the last report was; the next is usually behind it
  std::vector<Diagnostic> diagnostics_ = {};
};

/// `found` as a message quotes it: in quotation marks, at most forty bytes of it.
[[nodiscard]] std::string in_quotes(std::string_view found);

/// The citations of a file, in its order, and what there is to say about it: errors where something was left out,
/// warnings where it was read all the same. Everything that could be read is there.
struct ReadCitations {
  std::vector<Citation> citations = {};  ///< none of them blank; `printed` is empty
  std::vector<Diagnostic> diagnostics = {};
};

// For all of them: linear time, no exception on any bytes, pure. `file` is what diagnostics call the file. A file
// without a citation is an error. Texts are plain: white space runs are one space, marks of style (<i>, \emph) and the
// closing full stop of a title are gone. A DOI is bare; the address of a work that has one is not kept. Editors stand
// in for the authors of a work that has none, but for those of the book of a chapter. What to_csl(), to_bibtex() and
// to_ris() write comes back as it was, but for `printed` and what each function says. Bytes that are not UTF-8 are read
// as Windows-1252, with a warning.

/// Reads CSL-JSON (CSL 1.0.2 input schema): an item, an array, {"items": […]}, an item a line, or an answer of
/// Crossref's interface; variables that Zotero has in lines of "note" ("Original Date: 1923") too. Editors without an
/// author are the authors of a work that is no part of another. The status "retracted" is kept. One warning for each
/// item names what a style may print and a Citation has no place for: other roles ("director", "collection-editor", …),
/// series, parts, numbers of pages and volumes, places of publishers, archives, "medium", "version", "dimensions",
/// "event-date", what is said of the original or of a reviewed work, a status that is not known. Of what no style
/// prints, or is for the machine (abstract, keyword, ISBN, ISSN, language, source, accessed, short titles, an address
/// beside a DOI), nothing is said.
[[nodiscard]] ReadCitations read_csl(std::string_view bytes, const std::string& file);

/// Reads BibTeX ("BibTeXing", 1988) and BibLaTeX (manual, 2 and 3.13.6), with @string, '#', accents and symbols in
/// LaTeX, "and others", what entries inherit by "crossref" and "xdata", and the habits of databases. A page "e0161544"
/// is an article number. An entry without anything is named in a warning, an error where the file has nothing else;
/// what a bibliography may print and a citation does not keep ("series" of an article, "note", "address", …) is named
/// at its entry.
[[nodiscard]] ReadCitations read_bibtex(std::string_view bytes, const std::string& file);

/// Reads RIS (Research Information Systems, 2001 and 2011) with the habits of the programs that write it. RIS has no
/// mark for groups: read_inverted_name() says what is one. What a reference may print and a citation does not hold
/// (series and their editors, places, notes, advisors) is named in a warning at the record.
[[nodiscard]] ReadCitations read_ris(std::string_view bytes, const std::string& file);

// PubMed's, Web of Science's and EndNote's own formats are read as RIS is, and what is said of it holds for them.

/// Reads the MEDLINE format, in which PubMed gives citations out (.nbib). Journals get the capitals that they print,
/// the place after their name is dropped, the last page is whole again ("682-90" is 682 to 690). A work is in press
/// while it has no volume, pages or day on which it appeared. What was retracted is.
[[nodiscard]] ReadCitations read_medline(std::string_view bytes, const std::string& file);

/// Reads Web of Science's plain text (.ciw, .txt; tags of two letters, lines that continue begin with three spaces).
/// Names of journals in capitals alone get small letters.
[[nodiscard]] ReadCitations read_web_of_science(std::string_view bytes, const std::string& file);

/// Reads refer's tags as EndNote and Google Scholar write them (.enw): "%0 Journal Article", "%A Doe, Jane". Without
/// %0 the other tags tell the type.
[[nodiscard]] ReadCitations read_refer(std::string_view bytes, const std::string& file);

/// The formats that citation files have.
enum class CitationFormat : std::uint8_t { csl, bibtex, ris, medline, web_of_science, refer };

/// By what the name of the file ends in (.json, .bib, .ris, .nbib, .ciw, .enw); where that says nothing, by how `bytes`
/// begin. Nothing where neither tells.
[[nodiscard]] std::optional<CitationFormat> citation_format(std::string_view file, std::string_view bytes);

/// Reads `bytes` with the reader of `format`.
[[nodiscard]] ReadCitations read_citation_file(CitationFormat format, std::string_view bytes, const std::string& file);

// What the fields of citation files hold, whatever the format.

/// `text` without what publishers leave in it: marks of style and formulas in HTML, JATS and MathML (<i>,
/// <jats:italic>, <span class="nocase">, <mml:math>, …), entities by number and those by name that titles have (&amp;
/// &rsquo;), runs of white space. Linear time.
[[nodiscard]] std::string plain_text(std::string_view text);

/// plain_text() of a title, without its closing full stop.
[[nodiscard]] std::string plain_title(std::string_view text);

struct ExportedYear {
  int year = 0;
  std::string suffix = {};  ///< the "a" of 2019a
};

/// "2019", "2019a", "2019-03-05", "2019/03//", "March 2019": the first number of four digits; nothing when there is
/// none. A number of one to three digits alone is a year too.
[[nodiscard]] std::optional<ExportedYear> read_year(std::string_view text);

/// "pp. 12" as "12", also where a program wrote the label twice.
[[nodiscard]] std::string_view without_page_label(std::string_view page);

/// Pages or an article number: "682", "e0161544", "Article 12". `last` is empty for a single page.
void set_pages(Citation& citation, std::string_view first, std::string_view last);

/// True for what is an article number by its form: "e0161544", "CD000123". "S12" is a page of a supplement.
[[nodiscard]] bool is_article_number(std::string_view page);

/// True for a page that a range with it would hide in: "A-1".
[[nodiscard]] bool has_dash(std::string_view page);

/// "682-690", "682–690", "682--690" into pages, at the first dash.
void set_page_range(Citation& citation, std::string_view range);

/// True for an ISSN or ISBN, which share their field with the numbers of reports.
[[nodiscard]] bool is_standard_number(std::string_view number);

/// An article number; then there are no pages.
void set_article_number(Citation& citation, std::string_view number);

/// Where the work is: its DOI, else its address. An address that leads to a DOI counts as one.
void set_location(Citation& citation, std::string_view doi, std::string_view url);

/// "Family, Given, Suffix", "Family, Given", "Family, Jr.", "Family DR"; other words without a comma are a group, a
/// single one is a family name unless it is all capitals ("WHO"). A name of several words with a group's among them is
/// a group with its commas ("Centre for Trauma, Grief, and Loss"). Given names are spaced_initials().
[[nodiscard]] Name read_inverted_name(std::string_view text);

/// An edition without the word for it, a number where it is one: "2", "2nd ed.", "Second edition", "2. Auflage" are all
/// "2"; "Rev. ed." is "Rev."; anything else as it is.
[[nodiscard]] std::string plain_edition(std::string_view text);

/// True for what means that a work is accepted and not published yet: "in press", "forthcoming", "to appear", "im
/// Druck", "sous presse", "en prensa", BibLaTeX's "inpress".
[[nodiscard]] bool means_in_press(std::string_view text);

/// True for what means that a date is not known: "n.d.", "no date", "o. J.", "s. f.".
[[nodiscard]] bool means_no_date(std::string_view text);

/// True for "et al.", "et al" and "others", which some programs list as an author.
[[nodiscard]] bool means_et_al(std::string_view name);

/// True when nothing was read but the type.
[[nodiscard]] bool is_blank(const Citation& citation);

}  // namespace citefeed::citation
