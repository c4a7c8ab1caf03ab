/// Decides which files an import writes, so that importing again, or importing another topic's page, never doubles a
/// post.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "importing/filing.hpp"
#include "importing/imported_post.hpp"
#include "importing/old_feeds.hpp"
#include "model/definitions.hpp"
#include "model/post.hpp"

namespace citefeed::importing {

// Adds a topic to a post's file and leaves every other byte as it is.

/// `file` with `slug` added at the end of `topics:` in its front matter, in the way the list is written there: in
/// brackets, as lines with "- ", as one name, or not at all. Line ends and comments stay. Nothing when the front matter
/// or the list has a form that people should change themselves.
[[nodiscard]] std::optional<std::string> with_topic(std::string_view file, std::string_view slug);

/// A file that is already in the content folder.
struct ExistingFile {
  std::string path = {};  ///< below the content folder, '/' separators
  std::string bytes = {};
  std::shared_ptr<const model::Post> post = {};  ///< what it says; null when it has errors
};

/// What was read of one source: a saved page, an export, a feed, a post of another program.
struct Page {
  std::string shown_file = {};  ///< names the source in diagnostics
  std::vector<ImportedPost> posts = {};
  std::string topic = {};           ///< a name of a topic that all posts are of; empty when there is none
  std::size_t passed_over = 0;      ///< things in it that are no posts
  std::vector<OldFeed> feeds = {};  ///< that the site had where it was
};

struct Import {
  std::map<std::string, std::string> files =
      {};  ///< to be written: new or changed bytes by path; empty when nothing is new
  std::size_t new_posts = 0;
  std::size_t filed_again = 0;  ///< posts that were there and gained a topic
  std::size_t known = 0;        ///< posts that were there already, or that several sources have
  std::vector<Diagnostic> diagnostics = {};
};

/// What importing `pages` changes in `existing`. A post is the same as another when its identity is; or, unless both
/// brought identities from elsewhere and these differ, when title and month are, or a citation is. One that is in a
/// file is left as it is there, and only gains topics it lacks. One that several of `pages` have is what the first of
/// them says, completed by what only the others say: identity, date, old addresses, topics, authors. A new post becomes
/// YYYY/MM/slug.md; "-2", "-3" … keep both address and identity from being taken twice. A page with an unknown topic is
/// an error and is left out; a post that content/ would refuse is one too. Pure: the same arguments give the same
/// bytes; importing twice changes nothing the second time.
[[nodiscard]] Import merge(const std::vector<ExistingFile>& existing, const std::vector<Page>& pages,
                           const model::Definitions& definitions);

}  // namespace citefeed::importing
