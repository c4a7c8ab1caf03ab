/// The addresses that a site answers at whatever its posts say.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "model/definitions.hpp"

namespace citefeed::content {

/// What is at `address` (below the site's root, as an alias is written, with or without '/' at its end) in a site of
/// these definitions, where the post `id` is: `this post`, `the topic "empathy"`, `a page of this site`; nothing where
/// an alias can stand. Other posts are not asked, nor addresses that lead on to another.
[[nodiscard]] std::optional<std::string> what_is_at(std::string_view address, const std::string& id,
                                                    const model::Definitions& definitions);

}  // namespace citefeed::content
