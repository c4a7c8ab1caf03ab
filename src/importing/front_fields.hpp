/// Reads the front matter of Hugo and Jekyll posts: YAML, TOML or JSON.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.hpp"

namespace citefeed::importing {

/// The values of each key, keys in lower case. Of mappings in mappings the key is "params.author"; a list has a value
/// for each of its scalars.
using FrontFields = std::map<std::string, std::vector<std::string>>;

struct FrontParts {
  FrontFields fields = {};
  std::string_view body = {};
  std::uint32_t body_line = 0;  ///< on which it begins
};

/// True when `text` begins as front matter does: with a line "---" or "+++", or with "{".
[[nodiscard]] bool has_front_matter(std::string_view text);

/// Parts `text` (valid UTF-8, LF) into front matter and body. Nothing, and an error, when the front matter has no end
/// or cannot be read. Never throws on any bytes.
[[nodiscard]] Outcome<FrontParts> read_front_matter(std::string_view text, std::string_view shown_file);

/// The first value of the first of `keys` that has one; "" when none has.
[[nodiscard]] std::string first_of(const FrontFields& fields, const std::vector<std::string>& keys);

/// All values of all of `keys`.
[[nodiscard]] std::vector<std::string> all_of(const FrontFields& fields, const std::vector<std::string>& keys);

}  // namespace citefeed::importing
