/// Makes the part of an address that says what a post is about.
#pragma once
#include <string>
#include <string_view>

namespace citefeed::importing {

/// `title` in [a-z0-9-]: diacritics and letter case folded, apostrophes left out, everything else a hyphen; at most 60
/// characters, cut between words. "post" when nothing remains.
[[nodiscard]] std::string slug_of(std::string_view title);

/// `name` in [a-z0-9-] as slug_of() makes it, of any length and without "and": names that people would take for the
/// same have the same. Empty when nothing remains.
[[nodiscard]] std::string comparable(std::string_view name);

}  // namespace citefeed::importing
