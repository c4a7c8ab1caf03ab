/// Reads a post of Hugo or Jekyll: a file with front matter.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "importing/imported_post.hpp"
#include "importing/source_notes.hpp"
#include "model/definitions.hpp"

namespace citefeed::importing {

/// Reads `text` (valid UTF-8), which stands at `path`: Jekyll's names of files say the date, and the folders of both
/// say where the post was to be read. Its body is Markdown, or HTML where it begins as such. Nothing, with an error,
/// when it cannot be read; nothing, and counted as passed over, when it has no date: then it is a page, not a post.
[[nodiscard]] std::optional<ImportedPost> read_front_matter_post(std::string_view text, const std::string& path,
                                                                 const model::SiteDefinition& site, SourceNotes& notes);

/// Where Hugo and Jekyll show the post of that `path` unless they are told otherwise: "posts/a/" for
/// "…/content/posts/a.md", "2019/03/04/a.html" for "…/_posts/2019-03-04-a.md"; "" for other paths.
[[nodiscard]] std::string usual_address(std::string_view path);

}  // namespace citefeed::importing
