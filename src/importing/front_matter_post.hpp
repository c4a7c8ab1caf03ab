/// Reads a post of Hugo or Jekyll: a file with front matter.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "importing/imported_post.hpp"
#include "model/definitions.hpp"

namespace citefeed::importing {

// Reads the front matter of Hugo and Jekyll posts: YAML, TOML or JSON.

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

struct TomlProblem {
  std::uint32_t line = 0;  ///< of the TOML, from 1
  std::string message = {};
};

/// Adds what `toml` (TOML 1.0) says to `fields`, dates as RFC 3339 has them; or what is wrong with it. Never throws on
/// any bytes.
[[nodiscard]] std::optional<TomlProblem> add_toml(std::string_view toml, FrontFields& fields);

/// The first value of the first of `keys` that has one; "" when none has.
[[nodiscard]] std::string first_of(const FrontFields& fields, const std::vector<std::string>& keys);

/// All values of all of `keys`.
[[nodiscard]] std::vector<std::string> all_of(const FrontFields& fields, const std::vector<std::string>& keys);

/// Reads `text` (valid UTF-8), which stands at `path`: Jekyll's names of files say the date, and the folders of both
/// say where the post was to be read. Its body is Markdown, or HTML where it begins as such. Nothing, with an error,
/// when it cannot be read; nothing, and counted as passed over, when it has no date: then it is a page, not a post.
[[nodiscard]] std::optional<ImportedPost> read_front_matter_post(std::string_view text, const std::string& path,
                                                                 const model::SiteDefinition& site, SourceNotes& notes);

/// "posts/a.md" of "…/content/posts/a.md", where Hugo has its posts; "" for other paths.
[[nodiscard]] std::string_view below_content(std::string_view path);

/// Whether the post at `path` is of Jekyll, which has it in a folder of its own, and begins its name with the date.
[[nodiscard]] bool is_of_jekyll(std::string_view path);

/// Where Hugo and Jekyll show the post of that `path` unless they are told otherwise: "posts/a/" for
/// "…/content/posts/a.md", "2019/03/04/a.html" for "…/_posts/2019-03-04-a.md"; "" for other paths.
[[nodiscard]] std::string usual_address(std::string_view path);

}  // namespace citefeed::importing
