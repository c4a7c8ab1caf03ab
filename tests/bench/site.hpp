/// The project's own posts, as material to measure with.
#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "model/definitions.hpp"
#include "model/feed.hpp"
#include "model/post.hpp"

namespace citefeed::bench {

struct Material {
  std::shared_ptr<const model::Definitions> definitions;
  std::vector<std::shared_ptr<const model::Post>> posts;  ///< by path; never empty
};

/// content/ and feeds/ of the source tree, read. Throws std::runtime_error when they cannot be.
[[nodiscard]] Material load_site();

/// The bytes of `file`, a path below content/.
[[nodiscard]] std::string read_post(const std::string& file);

/// A subscription document of `entries` entries: the posts of `site`, over again until there are enough.
[[nodiscard]] model::Feed make_feed(const Material& site, std::size_t entries);

}  // namespace citefeed::bench
