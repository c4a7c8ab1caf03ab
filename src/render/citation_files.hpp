/// The files that the pages of posts and feeds offer to reference managers: all articles they review, in one file a
/// format. Pure.
#pragma once
#include <boost/json/array.hpp>
#include <string>
#include <vector>

#include "base/published_addresses.hpp"
#include "citation/citation.hpp"

namespace citefeed::render {

/// A key for each citation, unique among them: citation_key(), with "b", "c" … where two are alike; "article1" where it
/// is "". The key of a citation follows from it and those before it: more at the end change none. Linear time.
[[nodiscard]] std::vector<std::string> citation_keys(const std::vector<citation::Citation>& citations);

/// CSL-JSON items, as an array (CSL 1.0.2 input schema).
[[nodiscard]] boost::json::array csl_items(const std::vector<citation::Citation>& citations);

/// The whole of a file in BibTeX, RIS and CSL-JSON; "" and "[]" when there are no citations.
[[nodiscard]] std::string bibtex_file(const std::vector<citation::Citation>& citations);
[[nodiscard]] std::string ris_file(const std::vector<citation::Citation>& citations);
[[nodiscard]] std::string csl_file(const std::vector<citation::Citation>& citations);
/// The same in the format of `kind`, which is one of these.
[[nodiscard]] std::string citations_file(const std::vector<citation::Citation>& citations, DocumentKind kind);

}  // namespace citefeed::render
