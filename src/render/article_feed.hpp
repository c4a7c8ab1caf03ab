/// The article feed: the same posts, seen as the articles they review. Pure: same input, same bytes.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "model/definitions.hpp"
#include "model/feed.hpp"
#include "model/post.hpp"

namespace citefeed::render {

/// What people know the article feed of the feed `title` by: "Empathy – reviewed articles".
[[nodiscard]] std::string articles_title(const std::string& title);

/// RSS 1.0 with Dublin Core and PRISM 2.0, valid RDF/XML, as docs/formats.md describes it: an item for each of
/// `articles`, in their order. Of `feed` it takes what the feed says of itself, not the entries. `definitions` are
/// those the posts were read with.
[[nodiscard]] std::string articles(const model::Feed& feed,
                                   const std::vector<std::shared_ptr<const model::Article>>& articles,
                                   const model::Definitions& definitions);

}  // namespace citefeed::render
