/// Decides which files an import writes, so that importing again, or importing another topic's page, never doubles a
/// post.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "importing/blog_page.hpp"
#include "model/definitions.hpp"
#include "model/post.hpp"

namespace citefeed::importing {

/// A file that is already in the content folder.
struct ExistingFile {
  std::string path = {};  ///< below the content folder, '/' separators
  std::string bytes = {};
  std::shared_ptr<const model::Post> post = {};  ///< what it says; null when it has errors
};

struct Page {
  std::string shown_file = {};  ///< names the page in diagnostics
  std::vector<ImportedPost> posts = {};
  std::string topic = {};  ///< a slug, label or alias of topics.yaml; empty when the page is of no topic
};

struct Import {
  std::map<std::string, std::string> files =
      {};  ///< to be written: new or changed bytes by path; empty when nothing is new
  std::size_t new_posts = 0;
  std::size_t filed_again = 0;  ///< posts that were there and gained a topic
  std::vector<Diagnostic> diagnostics = {};
};

/// The slug of the topic that people call `name`: by slug, label or alias, without regard to letter case and white
/// space; "" when there is none.
[[nodiscard]] std::string find_topic(const model::Definitions& definitions, std::string_view name);

/// What importing `pages` changes in `existing`. A post is the same as another when title and month are, or a citation
/// is; it is then left as it is, and only gains the page's topic if it lacks it. A new post becomes YYYY/MM/slug.md
/// with an identity of its own; "-2", "-3" … keep both address and identity from being taken twice. A page with an
/// unknown topic is an error and is left out. Pure: the same arguments give the same bytes; importing twice changes
/// nothing the second time.
[[nodiscard]] Import merge(const std::vector<ExistingFile>& existing, const std::vector<Page>& pages,
                           const model::Definitions& definitions);

}  // namespace citefeed::importing
