/// Composes the entry of a post, its notices first: what all formats then say in their own way.
#pragma once
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "base/time_zone.hpp"
#include "model/definitions.hpp"
#include "model/entry.hpp"
#include "model/feed.hpp"
#include "model/post.hpp"

namespace citefeed::render {

// What readers are told of reviewed articles that were corrected or retracted. Pure.

/// "Retracted: ", where every article of `citations` (those of noted_citations()) was retracted; "Partly retracted: "
/// where some of them were; else "". It stands before the title wherever titles are listed.
[[nodiscard]] std::string title_prefix(const std::vector<citation::Citation>& citations);

/// The notices of `post`, as texts and in its order: "The reviewed article has been retracted (notice of 5
/// March 2024). Data were made up. https://doi.org/10.1000/n". The day is that of `zone`; the article is named by its
/// title where there are several.
[[nodiscard]] std::vector<model::NoticeText> notices_of(const model::Post& post, const TimeZone& zone);

/// What all reviews of `article` tell of it, retractions first, then the latest, each once: "This article has been
/// retracted (…). …".
[[nodiscard]] std::vector<model::NoticeText> notices_of(const model::Article& article, const TimeZone& zone);

/// `<p class="notice" role="note">` for each notice of `post`, a line each: what happened is strong, the DOI a link.
[[nodiscard]] std::string notices_html(const model::Post& post, const TimeZone& zone);

/// The content of `entry`, which is that of `post`, as the post's own page has it: each notice has its name as `id`
/// (model::notice_names()), to which the entry of the notice leads, and each citation line its article's fragment.
/// Feeds have none: the pages of readers hold many posts.
[[nodiscard]] std::string page_html(const model::Entry& entry, const model::Post& post, const TimeZone& zone);

/// "This post was withdrawn on 5 March 2024: It summarised another article.", where `what` is "This post". The day is
/// that of `zone`.
[[nodiscard]] std::string withdrawal_text(std::string_view what, const model::Withdrawal& withdrawal,
                                          const TimeZone& zone);

/// Adds to the description of an article by whom it was retracted or corrected: `cito:isRetractedBy` and
/// `cito:isCorrectedBy`, each with a description of the notice.
void add_notices(pugi::xml_node work, const std::vector<model::NoticeText>& notices);

/// "{base_url}posts/{id}/": the page of the post whose id is `id`.
[[nodiscard]] std::string post_url(const std::string& id, const model::SiteDefinition& site);

/// The identity of the entry of the post `post_id`: `elsewhere` where it had one there (Post::entry_id), else a tag:
/// URI (RFC 4151).
[[nodiscard]] std::string entry_id(const std::string& post_id, const std::string& elsewhere,
                                   const model::SiteDefinition& site);

/// What Atom says of a post that was withdrawn; `post_id` and `elsewhere` as for entry_id().
[[nodiscard]] model::DeletedEntry make_deleted(const std::string& post_id, const std::string& elsewhere,
                                               const model::Withdrawal& withdrawal, const model::SiteDefinition& site);

/// The entry of `post`, or of the notice that it stands for (Post::notice_name). Pure. `definitions` are those the post
/// was read with.
[[nodiscard]] model::Entry make_entry(const model::Post& post, const model::Definitions& definitions);

}  // namespace citefeed::render
