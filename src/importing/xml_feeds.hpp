/// Reads the files that other programs write for feed readers and for each other: WordPress exports, RSS, Atom.
#pragma once
#include <string_view>
#include <vector>

#include "base/outcome.hpp"
#include "importing/imported_post.hpp"
#include "importing/source_notes.hpp"
#include "importing/xml_file.hpp"
#include "model/definitions.hpp"

namespace citefeed::importing {

/// The posts of a WordPress export (WXR 1.0 to 1.2: RSS 2.0 with the prefix wp). Pages, attachments and what is in the
/// trash are passed over; drafts, pending, private and password-protected posts are drafts here.
[[nodiscard]] std::vector<ImportedPost> read_wordpress_export(const XmlFile& file, const model::SiteDefinition& site,
                                                              SourceNotes& notes);

/// The items of RSS 2.0 and its forerunners, or of RSS 1.0.
[[nodiscard]] std::vector<ImportedPost> read_rss(const XmlFile& file, const model::SiteDefinition& site,
                                                 SourceNotes& notes);

/// The entries of an Atom feed (RFC 4287) or of a document that is one entry.
[[nodiscard]] std::vector<ImportedPost> read_atom(const XmlFile& file, const model::SiteDefinition& site,
                                                  SourceNotes& notes);

}  // namespace citefeed::importing
