/// Composes the entry of a post: what all formats then say in their own way.
#pragma once
#include <string>

#include "model/definitions.hpp"
#include "model/entry.hpp"
#include "model/feed.hpp"
#include "model/post.hpp"

namespace citefeed::render {

/// "{base_url}posts/{id}/".
[[nodiscard]] std::string post_url(const model::Post& post, const model::SiteDefinition& site);

/// The identity of the entry of the post `post_id`: `elsewhere` where it had one there (Post::entry_id), else a tag:
/// URI (RFC 4151).
[[nodiscard]] std::string entry_id(const std::string& post_id, const std::string& elsewhere,
                                   const model::SiteDefinition& site);

/// What Atom says of a post that was withdrawn; `post_id` and `elsewhere` as for entry_id().
[[nodiscard]] model::DeletedEntry make_deleted(const std::string& post_id, const std::string& elsewhere,
                                               const model::Withdrawal& withdrawal, const model::SiteDefinition& site);

/// Of every field of `entry` but its digest.
[[nodiscard]] Digest digest_of(const model::Entry& entry);

/// The entry of `post`. Pure. `definitions` are those the post was read with.
[[nodiscard]] model::Entry make_entry(const model::Post& post, const model::Definitions& definitions);

}  // namespace citefeed::render
