/// Writes files of content/: their front matter, and imported posts whole, and sees that content/ takes them.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "citation/citation.hpp"
#include "importing/filing.hpp"
#include "importing/imported_post.hpp"
#include "model/definitions.hpp"

namespace citefeed::importing {

/// `text` as a YAML 1.2 scalar on one line: plain where that is safe, else in double quotes.
[[nodiscard]] std::string to_yaml(std::string_view text);

/// What stands before a post's text; what is empty is left out. Values are on one line, without control characters.
struct FrontMatter {
  std::string id = {};
  std::string title = {};
  std::string published = {};                    ///< "2023-12", "2023-12-24" or RFC 3339
  std::string updated = {};                      ///< likewise
  std::vector<std::string> topics = {};          ///< slugs
  std::vector<std::string> research_types = {};  ///< slugs
  std::vector<std::string> authors = {};         ///< keys of site.yaml
  std::string language = {};
  std::vector<std::string> citations = {};  ///< as printed; usually one
  /// For each citation the lines of YAML that complete it; fewer, and empty ones, are fine.
  std::vector<std::vector<std::string>> articles = {};
  std::vector<std::string> aliases = {};  ///< old addresses below the site's root, without leading '/'
  bool draft = false;
};

/// `front` as YAML between its two lines of hyphens, in the order of the members. content/ reads back the same values.
[[nodiscard]] std::string to_text(const FrontMatter& front);

/// "2023-12".
[[nodiscard]] std::string to_text(std::chrono::year_month month);

/// The file of `post`, filed as `filed` says: front matter with the identity the post brought, or `own_id` when it
/// brought none, then the text, the practice implications and the author's address as Markdown. The same post gives the
/// same bytes.
[[nodiscard]] std::string to_content_file(const ImportedPost& post, std::string_view own_id, const Filed& filed);

// Says under `article:` in a post's front matter what the printed reference does not.

/// The lines of a YAML mapping of CSL names that make `wanted` of `read`, which is what a reader of the printed
/// reference finds: one entry for each field that differs, none when none does; "" where `wanted` has no such field.
[[nodiscard]] std::vector<std::string> article_fields(const citation::Citation& wanted, const citation::Citation& read);

/// The CSL names of the fields in which the two differ, in the order of a CSL item; `printed` is no field.
[[nodiscard]] std::vector<std::string> differing_fields(const citation::Citation& one, const citation::Citation& other);

// Writes a new post's file and sees that content/ takes it.

/// A post that is to become a file.
struct NewPost {
  ImportedPost post = {};
  Filed filed = {};
  std::string path = {};         ///< below the content folder
  std::string own_id = {};       ///< of its address: "2023-12/some-slug"
  std::string source_file = {};  ///< names its source in diagnostics
};

/// The bytes of the file. Nothing, and an error, when content/ would refuse them. Warned of is what a person should
/// look at: a citation that was not read for certain, and, of exports, what content/ says of the text.
[[nodiscard]] std::optional<std::string> write_new_file(const NewPost& post, const model::Definitions& definitions,
                                                        std::vector<Diagnostic>& diagnostics);

}  // namespace citefeed::importing
