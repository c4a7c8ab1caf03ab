/// A post: what one file of content/ says, read and checked.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/digest.hpp"
#include "base/instant.hpp"
#include "citation/citation.hpp"
#include "model/notice.hpp"
#include "model/person.hpp"

namespace citefeed::model {

/// A post's text, rendered to safe HTML: no script, style, form, iframe or event handler; every address absolute.
struct PostText {
  std::string summary_html = {};       ///< what stands before the Practice Implications heading
  std::string implications_html = {};  ///< the section without its heading; empty when the post has none
  std::string implications_text = {};  ///< the same as plain text, paragraphs parted by "\n\n"
  std::string after_html = {};         ///< what follows the section, e.g. further headings
  /// The reviewed author's address from a paragraph "Author email: …"; empty when there is none. The paragraph itself
  /// is in none of the above.
  std::string correspondence_email = {};
  bool operator==(const PostText&) const = default;
};

struct Post {
  std::string id = {};        ///< "2023-12/some-slug": its address below posts/
  std::string entry_id = {};  ///< an absolute IRI: the identity it had elsewhere; empty when it is made from `id`
  std::string file = {};      ///< path below content/, '/' separators
  std::string title = {};     ///< plain text
  Instant published = {};
  Instant edited = {};                            ///< the last significant edit, else `published`; never a file time
  Instant updated = {};                           ///< the latest of `edited` and the dates of `notices`
  std::vector<std::string> topics = {};           ///< slugs, as filed, each once, all of them defined
  std::vector<std::string> research_types = {};   ///< slugs, likewise
  std::vector<Person> authors = {};               ///< at least one
  std::string language = {};                      ///< BCP 47
  std::vector<citation::Citation> reviewed = {};  ///< the reviewed articles; usually one
  std::vector<std::string> aliases = {};          ///< old addresses below the site's root, without leading '/'
  std::vector<Notice> notices = {};               ///< on reviewed articles; as stands_before() says
  std::optional<Withdrawal> withdrawn = {};       ///< the post itself is withdrawn, at its date
  bool draft = false;
  PostText text = {};
  Digest digest = {};  ///< of path, file bytes and definitions: same digest, same post
};

/// The articles that `post` reviews, each with what its notices say: `status` and `note`.
[[nodiscard]] std::vector<citation::Citation> noted_citations(const Post& post);

}  // namespace citefeed::model
