/// Reads TOML front matter.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "importing/front_matter_post.hpp"

namespace citefeed::importing {

struct TomlProblem {
  std::uint32_t line = 0;  ///< of the TOML, from 1
  std::string message = {};
};

/// Adds what `toml` (TOML 1.0) says to `fields`, dates as RFC 3339 has them; or what is wrong with it. Never throws on
/// any bytes.
[[nodiscard]] std::optional<TomlProblem> add_toml(std::string_view toml, FrontFields& fields);

}  // namespace citefeed::importing
