/// Says under `article:` in a post's front matter what the printed reference does not.
#pragma once
#include <string>
#include <vector>

#include "citation/citation.hpp"

namespace citefeed::importing {

/// The lines of a YAML mapping of CSL names that make `wanted` of `read`, which is what a reader of the printed
/// reference finds: one entry for each field that differs, none when none does; "" where `wanted` has no such field.
[[nodiscard]] std::vector<std::string> article_fields(const citation::Citation& wanted, const citation::Citation& read);

/// The CSL names of the fields in which the two differ, in the order of a CSL item; `printed` is no field.
[[nodiscard]] std::vector<std::string> differing_fields(const citation::Citation& one, const citation::Citation& other);

}  // namespace citefeed::importing
