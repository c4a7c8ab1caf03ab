/// Writes files of content/: their front matter, and imported posts whole.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "importing/filing.hpp"
#include "importing/imported_post.hpp"

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
  /// For each citation the lines of YAML that complete it (article_fields.hpp); fewer, and empty ones, are fine.
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

}  // namespace citefeed::importing
