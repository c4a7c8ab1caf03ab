/// Lists of posts on pages: by month, with their articles and topics.
#pragma once
#include <kainjow/mustache.hpp>
#include <memory>
#include <span>
#include <string>

#include "base/time_zone.hpp"
#include "model/entry.hpp"

namespace citefeed::render {

/// The entries by month, in their order: month (its heading in `zone`) and posts (HTML of list items).
[[nodiscard]] kainjow::mustache::list months_of(std::span<const std::shared_ptr<const model::Entry>> entries,
                                                const TimeZone& zone);

/// "1 post", "12 posts".
[[nodiscard]] std::string count_of(std::size_t posts);

}  // namespace citefeed::render
