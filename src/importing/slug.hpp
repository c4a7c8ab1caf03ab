/// Makes the part of an address that says what a post is about.
#pragma once
#include <string>
#include <string_view>

namespace citefeed::importing {

/// `title` in [a-z0-9-]: diacritics and letter case folded, apostrophes left out, everything else a hyphen; at most 60
/// characters, cut between words. "post" when nothing remains.
[[nodiscard]] std::string slug_of(std::string_view title);

}  // namespace citefeed::importing
