/// Finds posts by whatever people call them on the command line.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.hpp"
#include "model/post.hpp"

namespace citefeed::app {

using PostPointer = std::shared_ptr<const model::Post>;

/// The post of `posts` called `name`: by its id, an old address, its file (any path that ends in YYYY/MM/slug.md), or
/// the address of its page ("/posts/{id}/", whole or only the path); null when there is none.
[[nodiscard]] PostPointer find_post(const std::vector<PostPointer>& posts, std::string_view name);

/// The posts called `names`, in this order; for each name that is none's an error with the id most like it, and no
/// value.
[[nodiscard]] Outcome<std::vector<PostPointer>> find_posts(const std::vector<PostPointer>& posts,
                                                           const std::vector<std::string>& names);

}  // namespace citefeed::app
