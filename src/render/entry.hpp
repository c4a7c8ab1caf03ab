/// Composes the entry of a post: what all formats then say in their own way.
#pragma once
#include <string>

#include "model/definitions.hpp"
#include "model/entry.hpp"
#include "model/post.hpp"

namespace citefeed::render {

/// "{base_url}posts/{id}/".
[[nodiscard]] std::string post_url(const model::Post& post, const model::SiteDefinition& site);

/// The entry of `post`. Pure. `definitions` are those the post was read with.
[[nodiscard]] model::Entry make_entry(const model::Post& post, const model::Definitions& definitions);

}  // namespace citefeed::render
