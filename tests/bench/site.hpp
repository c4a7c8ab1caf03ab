/// The project's own posts, as material to measure with.
#pragma once
#include <cstddef>
#include <memory>
#include <string>

#include "content/loader.hpp"
#include "model/feed.hpp"

namespace citefeed::bench {

/// content/ and feeds/ of the source tree, read.
[[nodiscard]] content::Loaded load_site();

/// The bytes of `file`, a path below content/.
[[nodiscard]] std::string read_post(const std::string& file);

/// A subscription document of `entries` entries: the posts of `site`, over again until there are enough.
[[nodiscard]] model::Feed make_feed(const content::Loaded& site, std::size_t entries);

}  // namespace citefeed::bench
