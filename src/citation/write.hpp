/// Writes a citation in the formats that reference managers and aggregators read.
#pragma once
#include <boost/json/object.hpp>
#include <string>
#include <string_view>

#include "citation/citation.hpp"

namespace citefeed::citation {

// Given names as APA style prints them.

/// `given` with every name as its initial: "Giorgio A." and "GA" are "G. A.", "Jean-Paul" is "J.-P.", "R.D." is
/// "R. D."; what is abbreviated in another way stays ("Th.", "Yu."), and so do small words ("de").
[[nodiscard]] std::string to_initials(std::string_view given);

/// `given` with a full stop and a space between initials that stand without: "DR", "D.R." and "D R" are "D. R.", "Ana
/// M" is "Ana M."; names stay. Programs take "DR" for one name and print "D.".
[[nodiscard]] std::string spaced_initials(std::string_view given);

/// A CSL-JSON item (CSL 1.0.2 input schema). `id` names it. Unknown is left out. The editors of an edited work are
/// "editor", and there is no "author". Where names are left out the list ends in the name {"literal": "others"}, of
/// which pandoc makes "et al." and citeproc-js "& others"; "custom" has "et_al": true, and "et_al_after" where a last
/// one follows; and "note" says so for people. Initials without full stops get them ("DR" is "D. R."), since processors
/// take them for one name. An article number, or that of a report, is "number"; the "status" of a work is "retracted",
/// else "in press", else not there. The conference is "event-title", and "event" for styles older than CSL 1.0.2. It
/// keeps its parts in `storage`.
[[nodiscard]] boost::json::object to_csl(const Citation& citation, std::string_view id,
                                         const boost::json::storage_ptr& storage = {});

/// One BibTeX entry, LaTeX-safe, ending in a line feed, for BibTeX's styles and BibLaTeX's. Groups, the capitals of the
/// title and publishers with "and" stand in braces. A number that looks like a page is "eid" too, the letter of a year
/// is "yearsuffix", and where names are left out before the last "authorgap", which styles ignore; the list of authors
/// ends in "and others" then. Works of a kind that has no entry of its own have an "entrysubtype"; edited ones have
/// "editor" alone, or "authortype". What happened to the work since is "note". `key` is the citation key, letters,
/// digits, '-', ':' and '_' only.
[[nodiscard]] std::string to_bibtex(const Citation& citation, std::string_view key);

/// One RIS record with CRLF line ends, separate SP and EP. The journal is T2 and JF, the book of a chapter T2 and BT,
/// the conference of a paper T2 and its proceedings C3 and BT; a number that looks like a page is C7 too (EndNote), a
/// report's is SN. A DOI is UR too, unless its address has to be encoded. Where names are left out is a note (N1), and
/// so is what happened to the work since.
[[nodiscard]] std::string to_ris(const Citation& citation);

/// The ContextObject in key/encoded-value form for the `title` attribute of a COinS span (OpenURL 1.0,
/// kev:mtx:journal), not yet escaped for HTML.
[[nodiscard]] std::string to_coins(const Citation& citation);

/// The reference in APA style (7th edition, chapters 9 and 10) as plain text, with en dashes and "https://doi.org/".
/// Given names are written as initials. What is unknown is left out; a year that is unknown is "(n.d.)", that of a work
/// in press "(in press)". The publisher of an article is not printed (9.25). What a reference printed of a retraction
/// or correction stands at the end; the words of notices do not. Empty when nothing but the type is known.
[[nodiscard]] std::string to_apa(const Citation& citation);

/// A key for BibTeX and CSL that follows from the citation alone: "stolowiczmelman2023empathic"; "" when nothing was
/// read.
[[nodiscard]] std::string citation_key(const Citation& citation);

}  // namespace citefeed::citation
