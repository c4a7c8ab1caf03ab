/// What happened after a post was published: to an article it reviews, or to the post itself, which may be gone.
#pragma once
#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/published_addresses.hpp"
#include "citation/doi.hpp"

namespace citefeed::model {

/// The kinds that Crossref's Retraction Watch data knows. A reinstatement ends the retractions and concerns before it.
enum class NoticeKind : std::uint8_t { correction, concern, retraction, reinstatement };

/// A notice of what became of a reviewed article, by whoever published it.
struct Notice {
  NoticeKind kind = NoticeKind::correction;
  bool is_of_month = false;  ///< `date` was written as a month
  std::uint16_t place = 0;   ///< among those of its kind in the file, from 0
  std::size_t article = 0;   ///< its place among the articles that the post reviews, from 0
  Instant date = {};         ///< since when readers are told; nobody is before
  std::string note = {};     ///< what was wrong, plain text on one line; empty when nothing is said
  std::string doi = {};      ///< bare, of the notice as published; empty when not given
  bool operator==(const Notice&) const = default;
};

/// The order of notices everywhere: retractions first, then expressions of concern, then the latest.
[[nodiscard]] inline bool stands_before(const Notice& a, const Notice& b) {
  const auto rank = [](NoticeKind kind) {
    return kind == NoticeKind::retraction ? 0 : kind == NoticeKind::concern ? 1 : 2;
  };
  return rank(a.kind) == rank(b.kind) ? a.date > b.date : rank(a.kind) < rank(b.kind);
}

/// True for what a reinstatement takes back.
[[nodiscard]] constexpr bool can_be_ended(NoticeKind kind) {
  return kind == NoticeKind::retraction || kind == NoticeKind::concern;
}

/// True when `later`, on the same article, takes `notice` back: readers are told of the reinstatement instead.
[[nodiscard]] inline bool is_ended_by(const Notice& notice, const Notice& later) {
  return can_be_ended(notice.kind) && later.kind == NoticeKind::reinstatement && later.date >= notice.date;
}

/// "retraction": in data, addresses and front matter.
[[nodiscard]] constexpr const char* to_noun(NoticeKind kind) {
  constexpr std::array nouns{"correction", "concern", "retraction", "reinstatement"};
  return nouns.at(static_cast<std::size_t>(kind));
}

/// "Retracted": what stands before a title or a note.
[[nodiscard]] constexpr const char* to_mark(NoticeKind kind) {
  constexpr std::array marks{"Corrected", "Expression of concern", "Retracted", "Reinstated"};
  return marks.at(static_cast<std::size_t>(kind));
}

/// What the notice says, for notes of reference managers: "Retracted: Data were made up. https://doi.org/10.1000/n".
[[nodiscard]] inline std::string to_text(const Notice& notice) {
  std::string text = to_mark(notice.kind);
  if (!notice.note.empty() || !notice.doi.empty()) text += ":";
  if (!notice.note.empty()) text += " " + notice.note;
  if (!notice.doi.empty()) text += " " + citation::doi_url(notice.doi);
  return text;
}

/// How long feeds name what was withdrawn: longer than anybody leaves a feed reader off.
inline constexpr std::chrono::days withdrawal_is_news{90};

/// Something published is no longer to be had.
struct Withdrawal {
  Instant date = {};                         ///< since when
  std::string reason = {};                   ///< plain text on one line; never empty
  std::vector<std::string> successors = {};  ///< ids or slugs of what to read instead
  bool is_of_month = false;                  ///< `date` was written as a month
  bool is_news = true;                       ///< false when, as readers see it, `withdrawal_is_news` is over
  bool operator==(const Withdrawal&) const = default;
};

// feeds/gone.yaml: what was published once and has no file any more.

struct GonePost {
  std::string id = {};        ///< its address below posts/
  std::string entry_id = {};  ///< the identity it had elsewhere, an absolute IRI; empty when it is made from `id`
  Withdrawal withdrawal = {};
  std::vector<std::string> aliases = {};  ///< as Post::aliases
  bool operator==(const GonePost&) const = default;
};

/// A topic, a research type or a bundle.
struct GoneFeed {
  FeedKind kind = FeedKind::topic;
  std::string slug = {};
  Withdrawal withdrawal = {};               ///< its successors are of the same kind
  std::vector<std::string> aliases = {};    ///< further names it had
  std::vector<std::string> addresses = {};  ///< where it was before it came here, as FeedAlias::address
  bool operator==(const GoneFeed&) const = default;
};

/// In the order of the file, topics before types before bundles; no id and no slug stands twice.
struct Gone {
  std::vector<GonePost> posts = {};
  std::vector<GoneFeed> feeds = {};
  bool operator==(const Gone&) const = default;
};

/// True when `gone` names the post whose id is `id`.
[[nodiscard]] inline bool names_post(const Gone& gone, std::string_view id) {
  return std::any_of(gone.posts.begin(), gone.posts.end(), [id](const GonePost& post) { return post.id == id; });
}

}  // namespace citefeed::model
