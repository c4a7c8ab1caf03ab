/// What the fields of exported citations hold, whatever the format of the file.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "citation/citation.hpp"

namespace citefeed::citation {

/// `text` without what publishers leave in it: HTML marks of style (<i>, <sub>, <span class="nocase">, …), the entities
/// &amp; &lt; &gt; &quot;, runs of white space. Linear time.
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

/// "Family, Given, Suffix", "Family, Given", "Family, Jr."; a word without a comma is a family name, several are a
/// group.
[[nodiscard]] Name read_inverted_name(std::string_view text);

/// True for "et al.", "et al" and "others", which some programs list as an author.
[[nodiscard]] bool means_et_al(std::string_view name);

/// True when nothing was read but the type.
[[nodiscard]] bool is_blank(const Citation& citation);

}  // namespace citefeed::citation
