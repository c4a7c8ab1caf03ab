/// A post: what one file of content/ says, read and checked.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/digest.hpp"
#include "base/instant.hpp"
#include "citation/citation.hpp"
#include "model/notice.hpp"
#include "model/person.hpp"
#include "model/post_text.hpp"

namespace citefeed::model {

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
  std::shared_ptr<const TextSource> text = {};  ///< read with text_of(); null when there is none
  Digest digest = {};                           ///< of path and file bytes: same digest and definitions, same post
};

/// The articles that `post` reviews, each with what its notices say: `status` and `note`.
[[nodiscard]] std::vector<citation::Citation> noted_citations(const Post& post);

/// True when both are one review, wherever they stand: of the same title, on the same articles.
[[nodiscard]] bool is_same_review(const Post& a, const Post& b);

/// The text of `post`, made anew: keep it while it is needed, rather than ask again.
[[nodiscard]] inline PostText text_of(const Post& post) {
  return post.text ? post.text->read() : PostText{};
}

}  // namespace citefeed::model
