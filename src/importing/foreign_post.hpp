/// Makes of what an export or a feed says about a post what content/ can hold.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "importing/html_blocks.hpp"
#include "importing/imported_post.hpp"
#include "importing/source_notes.hpp"
#include "model/definitions.hpp"

namespace citefeed::importing {

/// A post as its source writes it.
struct ForeignPost {
  std::string title = {};      ///< plain text
  std::string link = {};       ///< its address; may be relative
  std::string id = {};         ///< guid, atom:id
  std::string published = {};  ///< a date in a form that parse_feed_date() knows
  std::string updated = {};
  std::string slug = {};
  std::string language = {};
  std::vector<std::string> aliases = {};  ///< further old addresses, with or without scheme and host
  std::vector<ForeignName> categories = {};
  std::vector<ForeignName> authors = {};
  bool draft = false;
  std::string html = {};        ///< its text
  std::uint32_t html_line = 0;  ///< where that begins
  LineEnds line_ends = LineEnds::are_space;
  std::uint32_t line = 0;  ///< where the post begins
};

/// `post` for content/, its text as Markdown with citation and implications found; nothing, and an error, without a
/// date. What a person should look at goes to `notes`.
[[nodiscard]] std::optional<ImportedPost> to_imported(const ForeignPost& post, const model::SiteDefinition& site,
                                                      SourceNotes& notes);

/// The same, but for the text, of which nothing is looked at.
[[nodiscard]] std::optional<ImportedPost> to_imported_header(const ForeignPost& post, const model::SiteDefinition& site,
                                                             SourceNotes& notes);

/// Warns that `doi`, unless it is empty, is all that was found of the citation; content/ itself says when nothing was.
void note_lone_doi(const ImportedPost& post, const std::string& doi, std::uint32_t line, SourceNotes& notes);

}  // namespace citefeed::importing
