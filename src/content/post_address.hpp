/// What a post is called and where it was: paths below content/, and which files there are posts; ids and old
/// addresses, and which of these are served.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "content/file_tree.hpp"
#include "model/definitions.hpp"

namespace citefeed::content {

/// The parts of "2023/12/some-slug.md".
struct PostPath {
  int year = 0;
  unsigned month = 0;
  std::string slug = {};
};

/// Nothing unless `path` is YYYY/MM/slug.md with a year from 1000 and a month from 01 to 12. The slug may be anything
/// but empty.
[[nodiscard]] std::optional<PostPath> parse_post_path(std::string_view path);

/// What the names of posts, and of what stands among them, end in.
inline constexpr std::string_view post_suffix = ".md";

/// True when no part of `path` is hidden or temporary and it is a post's, or was meant to be one.
[[nodiscard]] bool is_post_path(std::string_view path);

/// Why the file at `path` is clearly no post, and was not meant to be one, as half a sentence; nothing for any other.
/// What stands in a folder of numbers was meant to be one: its path may have a slip.
[[nodiscard]] std::optional<const char*> why_no_post(std::string_view path);

/// Names what is clearly no post among what `listing` passes over, not among its files.
void pass_over_no_posts(Listing& listing);

/// True when `listing` has no file but introductions of months.
[[nodiscard]] bool has_no_post(const Listing& listing);

/// "2023-12/some-slug".
[[nodiscard]] std::string default_id(const PostPath& path);

/// Letters, digits, '-' and '_' in segments parted by '/', at most 200 bytes: safe in URLs and file names, and never a
/// dot segment or one of the files that stand beside a post.
[[nodiscard]] bool is_post_id(std::string_view id);

/// True for an absolute IRI of at most 1000 bytes without white space, control characters and what RFC 3987 never
/// allows (quotation marks, angle brackets and the like): an identity that a feed elsewhere gave a post (atom:id,
/// guid). It is compared byte by byte (RFC 4287, 4.2.6.1), so nothing in it is ever normalised.
[[nodiscard]] bool is_foreign_id(std::string_view id);

/// An old address below the site's root, or why a text is none.
struct OldAddress {
  std::string path = {};  ///< as requests for it are normalised (normalised_path()); perhaps with '/' at its end
  const char* problem = nullptr;  ///< what was expected; null where nothing is wrong
};

/// Reads an old address as people write it, percent-encoded in either letter case or not: characters that may stand in
/// a path (RFC 3986, 3.3) or letters outside ASCII, UTF-8 of at most 200 bytes, no '/' in front and no empty or dot
/// segments; one '/' at the end is allowed.
[[nodiscard]] OldAddress parse_old_address(std::string_view text);

/// A language tag as RFC 5646, 2.1 shapes it: a language of two or three letters, then subtags. Not looked up in the
/// registry.
[[nodiscard]] bool is_language_tag(std::string_view tag);

// What aliases meet that a site answers at whatever its posts say.

/// What stands against an alias of the post `id` at `address` (as parse_old_address() gives it, with or without '/' at
/// its end) in a site of these definitions, as the end of a sentence: `where the topic "empathy" is; it leads nowhere
/// else`. Nothing where it leads to the post without harm. Only what certainly is there counts: other posts are not
/// asked, nor years and months.
[[nodiscard]] std::optional<std::string> conflict_of_alias(std::string_view address, const std::string& id,
                                                           const model::Definitions& definitions);

/// The same for an old address of a feed; other old addresses of feeds are not asked.
[[nodiscard]] std::optional<std::string> conflict_of_feed_alias(std::string_view address,
                                                                const model::Definitions& definitions);

}  // namespace citefeed::content
