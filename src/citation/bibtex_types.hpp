/// Which entry of BibTeX or BibLaTeX is which kind of work, both ways.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "citation/citation.hpp"

namespace citefeed::citation {

/// How a kind of work is written.
struct EntryType {
  const char* name = "misc";
  const char* container = "howpublished";  ///< the field of what the work is in
  const char* publisher = "publisher";     ///< the field of who published it
  const char* subtype = "";                ///< "entrysubtype", where the entry is that of other works too
};
[[nodiscard]] EntryType entry_type(WorkType type);

/// Articles, books and what stands in one have no "type": it is what a part of a book is called, or a heading of a
/// database.
[[nodiscard]] constexpr bool has_type_field(WorkType type) {
  return type != WorkType::book && !stands_in_another(type);
}

/// Of the name of an entry in small letters, "article": the types of BibTeX (btxdoc, 3.1) and BibLaTeX (manual, 2.1),
/// and those that its styles and programs add. Nothing for others.
[[nodiscard]] std::optional<WorkType> type_of_entry(std::string_view name);

/// Of an "entrysubtype" that entry_type() gives.
[[nodiscard]] std::optional<WorkType> type_of_subtype(std::string_view subtype);

/// Of what a "type" field says of an entry for anything: "Data set", "Podcast", "Keynote". Nothing where it says
/// nothing.
[[nodiscard]] std::optional<WorkType> type_of_description(std::string_view description);

/// True for a repository of preprints: "PsyArXiv", "arXiv", also "arXiv preprint arXiv:1706.03762".
[[nodiscard]] bool is_preprint_server(std::string_view name);

/// What "phdthesis" and the like mean, BibLaTeX's keys for descriptions (manual, 4.9.2.13); anything else as it is.
[[nodiscard]] std::string spelled_description(std::string_view description);

}  // namespace citefeed::citation
