/// A post: what one file of content/ says, read and checked; its text, which is read when it is shown; and the articles
/// that posts review.
#pragma once
#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/digest.hpp"
#include "base/instant.hpp"
#include "base/time_zone.hpp"
#include "citation/citation.hpp"
#include "model/atom_constructs.hpp"
#include "model/notice.hpp"

namespace citefeed::model {

// The text of a post, and where it comes from when somebody wants to see it.

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

/// Makes a post's text when it is asked for: most texts of a large site are never looked at between a start and the
/// next. Immutable; safe from several threads at once.
class TextSource {
 public:
  TextSource() = default;
  TextSource(const TextSource&) = delete;
  TextSource& operator=(const TextSource&) = delete;
  virtual ~TextSource() = default;

  /// The text: the same every time, and nothing is kept of it. Reading takes about 0.05 ms for 3 KB of Markdown.
  [[nodiscard]] virtual PostText read() const = 0;
};

struct Post {
  std::string id = {};        ///< "2023-12/some-slug": its address below posts/
  std::string path_id = {};   ///< what the path of its file would make of `id`, where that says otherwise; else empty
  std::string entry_id = {};  ///< an absolute IRI: the identity it had elsewhere; empty when it is made from `id`
  std::string file = {};      ///< path below content/, '/' separators
  std::string title = {};     ///< plain text
  Instant published = {};
  Instant added = {};   ///< when it came, where that is later than the date it stands under; else not after `published`
  Instant edited = {};  ///< the last significant edit, else `published`; never a file time
  Instant updated = {};                           ///< the latest of `added`, `edited` and the dates of `notices`
  std::vector<std::string> topics = {};           ///< slugs, as filed, each once, all of them defined
  std::vector<std::string> research_types = {};   ///< slugs, likewise
  std::vector<Person> authors = {};               ///< at least one
  std::string language = {};                      ///< BCP 47
  std::vector<citation::Citation> reviewed = {};  ///< the reviewed articles; usually one
  std::vector<std::string> aliases = {};          ///< old addresses below the site's root, without leading '/'
  std::vector<Notice> notices = {};          ///< on reviewed articles, all there ever were; as stands_before() says
  std::optional<Withdrawal> withdrawn = {};  ///< the post itself is withdrawn, at its date
  bool draft = false;
  bool is_of_month = false;                     ///< `published` was written as a month
  std::shared_ptr<const TextSource> text = {};  ///< read with text_of(); null when there is none
  Digest digest = {};                           ///< of path and file bytes: same digest and definitions, same post
  /// Of a notice that stands as an entry of its own (catalogue/notices.hpp): what its identity and its address have
  /// after '#', such as "retraction-2026-11-28". Empty for a post.
  std::string notice_name = {};
};

/// The names of the notices of `post`, in its order, each another: what happened, the day in `zone`, and which article
/// unless it is the first ("retraction-2026-11-28-article-2"); with "-2" for the second of these in the file.
[[nodiscard]] std::vector<std::string> notice_names(const Post& post, const TimeZone& zone);

/// The notices of `post` that no other one ended, in its order.
[[nodiscard]] std::vector<Notice> standing_notices(const Post& post);

/// The articles that `post` reviews, each with what its standing notices say: `status` and `note`. They
/// stand instead of what the reference prints of the same.
[[nodiscard]] std::vector<citation::Citation> noted_citations(const Post& post);

/// True when both are one review, wherever they stand: of the same title, on the same articles.
[[nodiscard]] bool is_same_review(const Post& a, const Post& b);

/// Nobody sees `post` before.
[[nodiscard]] inline Instant appears_at(const Post& post) {
  return std::max(post.published, post.added);
}

/// The text of `post`, made anew: keep it while it is needed, rather than ask again.
[[nodiscard]] inline PostText text_of(const Post& post) {
  return post.text ? post.text->read() : PostText{};
}

// What one file of content/ says now.

struct FileChange {
  std::string file = {};                         ///< path below content/
  std::shared_ptr<const model::Post> post = {};  ///< null when the file no longer says anything
};

// A reviewed article and the posts that review it: what an article feed lists.

/// Later posts add to an article, but never change what it is known as: that is what the first post says.
struct Article {
  std::shared_ptr<const Post> first = {};  ///< the first post to review it, by `published`, then by id
  std::size_t position = 0;                ///< among the articles that `first` reviews, from 0
  /// Every post that reviews it, newest first, then by id; at least one.
  std::vector<std::shared_ptr<const Post>> reviews = {};

  [[nodiscard]] const citation::Citation& citation() const { return first->reviewed.at(position); }
};

/// Of `all` notices on one article each once, and without what another of them ended; as stands_before() says.
[[nodiscard]] std::vector<Notice> standing_notices(const std::vector<Notice>& all);

/// What all posts say happened to `article`, each once and without what another notice ended; as stands_before() says.
[[nodiscard]] std::vector<Notice> standing_notices(const Article& article);

/// `citation` with what `notices` on it say: `status` and `note`.
[[nodiscard]] citation::Citation noted(citation::Citation citation, const std::vector<Notice>& notices);

}  // namespace citefeed::model
