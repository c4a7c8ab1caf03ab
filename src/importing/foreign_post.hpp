/// Makes of what an export or a feed says about a post, its dates and its old address, what content/ can hold.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/iri.hpp"
#include "base/time_zone.hpp"
#include "importing/html_blocks.hpp"
#include "importing/imported_post.hpp"
#include "model/definitions.hpp"

namespace citefeed::importing {

// Old addresses as aliases, and old identities as ids.

/// The alias that answers for `address` (absolute, or a path from the old site's root) once this site stands where the
/// old one was: its path as content::parse_old_address() has it, on this site's host below `base_url`. Nothing when it
/// has a query, is the root, or is no address that content/ takes. A fragment is left off.
[[nodiscard]] std::optional<std::string> alias_of(std::string_view address, const Iri& base_url);

/// `id` as a post's "id" holds it: of a tag: URI that this site made the part that is the post's; else `id` itself when
/// it is an absolute IRI; else nothing.
[[nodiscard]] std::optional<std::string> id_of(std::string_view id, const model::SiteDefinition& site);

// Reads the dates that feeds and front matter carry.

struct FeedDate {
  Instant instant = {};
  bool has_time = false;  ///< false for a day, which begins at midnight in the site's time zone
  bool operator==(const FeedDate&) const = default;
};

/// Reads `text` as RFC 3339, with or without seconds and offset and with a space for the "T"; as RFC 822 with years of
/// two or four digits and zones by name or number; or as a day, YYYY-MM-DD. A date without an offset is meant in
/// `zone`. Nothing for anything else, such as WordPress's 0000-00-00 00:00:00 for drafts.
[[nodiscard]] std::optional<FeedDate> parse_feed_date(std::string_view text, const TimeZone& zone);

/// As front matter has it: RFC 3339 in UTC, or the day in `zone` where no time is known.
[[nodiscard]] std::string to_text(const FeedDate& date, const TimeZone& zone);

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
