/// Publishes one post: its page and the reviewed articles' citations as files.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "catalogue/snapshot.hpp"
#include "model/definitions.hpp"
#include "publish/site_builder.hpp"

namespace citefeed::publish {

/// Adds "/posts/{id}/" and, where the post reviews something, citation.bib, .ris and .json below it; appends the paths
/// to `pages` unless it is null. Old addresses of the post answer with 301.
void publish_post(const catalogue::PostPointer& post, const std::shared_ptr<const model::Definitions>& definitions,
                  SiteBuilder& builder, std::vector<std::string>* pages);

}  // namespace citefeed::publish
