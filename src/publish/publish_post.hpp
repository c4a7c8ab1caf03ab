/// Publishes one post: its page and the reviewed articles' citations as files.
#pragma once
#include <string>
#include <vector>

#include "catalogue/timeline.hpp"
#include "publish/publication.hpp"
#include "publish/site_builder.hpp"

namespace citefeed::publish {

/// "/posts/{id}/".
[[nodiscard]] std::string post_path(const model::Post& post);

/// The names of the post's resources below its path: "" for its page and, where it reviews something, citation.bib,
/// .ris and .json.
[[nodiscard]] std::vector<std::string> post_files(const model::Post& post);

/// Adds the post's folder. Old addresses of the post answer with 301.
void publish_post(const catalogue::PostPointer& post, const DefinitionsPointer& definitions, SiteBuilder& builder);

/// Takes the post's folder and its old addresses away.
void erase_post(const model::Post& post, SiteBuilder& builder);

}  // namespace citefeed::publish
