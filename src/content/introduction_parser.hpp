/// Reads the introduction of a month: optional front matter, and Markdown.
#pragma once
#include <string>
#include <string_view>

#include "base/diagnostic.hpp"
#include "model/definitions.hpp"
#include "model/issue.hpp"

namespace citefeed::content {

inline constexpr std::string_view introduction_name = "_month.md";

/// True when the file at `path` (below content/) is called "_month.md", wherever it is: never a post.
[[nodiscard]] bool is_introduction_path(std::string_view path);

/// Reads the file `path` with the contents `bytes`. Diagnostics name `shown_path`. An error, as for any other path than
/// YYYY/MM/_month.md or an unknown key, keeps the introduction out: the value is then missing. Pure; safe from any
/// thread; never throws on any bytes.
[[nodiscard]] Outcome<model::Introduction> parse_introduction(const std::string& path, const std::string& shown_path,
                                                              std::string_view bytes,
                                                              const model::Definitions& definitions);

}  // namespace citefeed::content
