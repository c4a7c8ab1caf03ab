/// Finds the topics, research types and authors of the site that a source means, and makes slugs of titles.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "importing/imported_post.hpp"
#include "model/definitions.hpp"

namespace citefeed::importing {

// Makes the part of an address that says what a post is about.

/// `title` in [a-z0-9-]: diacritics and letter case folded, apostrophes left out, everything else a hyphen; at most 60
/// characters, cut between words. "post" when nothing remains.
[[nodiscard]] std::string slug_of(std::string_view title);

/// `name` in [a-z0-9-] as slug_of() makes it, of any length and without "and": names that people would take for the
/// same have the same. Empty when nothing remains.
[[nodiscard]] std::string comparable(std::string_view name);

/// The slug of the topic that people call `name`: by slug, label (in either language) or alias, without regard to
/// letter case, diacritics, punctuation and white space, and with "&" for "and"; "" when there is none.
[[nodiscard]] std::string find_topic(const model::Definitions& definitions, std::string_view name);

struct Filed {
  std::vector<std::string> topics = {};          ///< slugs, each once
  std::vector<std::string> research_types = {};  ///< slugs, each once
  std::vector<std::string> authors = {};         ///< keys of site.yaml; empty where the default says the same
};

/// Files posts, and remembers the names that nobody knows. One thread at a time.
class Filing final {
 public:
  explicit Filing(const model::Definitions& definitions);

  /// What the names in `post`, which is in `file`, mean here. A name that means nothing by itself is looked for by its
  /// others.
  [[nodiscard]] Filed file(const ImportedPost& post, const std::string& file);

  /// One warning for each name that was not known, with the number of its posts and the nearest name that is; at the
  /// first of them.
  [[nodiscard]] std::vector<Diagnostic> unknown_names() const;

 private:
  using Names = std::map<std::string, std::string>;  ///< comparable() name -> slug or key

  struct Unknown {
    std::string name = {};
    std::string file = {};
    std::uint32_t line = 0;
    std::size_t posts = 0;
  };
  using Unknowns = std::map<std::string, Unknown>;

  void file_category(const ForeignName& category, const ImportedPost& post, const std::string& file, Filed& filed);
  void file_author(const ForeignName& author, const ImportedPost& post, const std::string& file, Filed& filed);
  static void note(const ForeignName& name, const ImportedPost& post, const std::string& file, Unknowns& unknowns);

  const model::Definitions& definitions_;
  Names topics_ = {};
  Names research_types_ = {};
  Names authors_ = {};
  Unknowns unknown_categories_ = {};
  Unknowns unknown_authors_ = {};
};

}  // namespace citefeed::importing
