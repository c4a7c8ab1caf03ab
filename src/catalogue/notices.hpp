/// Notices as entries of their own. What happened to an article, or to a post, is news on the day it is told, whatever
/// the age of the post; feed readers show an entry that they know again in no way at all
/// (docs/decisions/0039-a-notice-is-an-entry.md).
#pragma once
#include <vector>

#include "base/time_zone.hpp"
#include "catalogue/timeline.hpp"
#include "model/definitions.hpp"
#include "model/notice.hpp"
#include "model/post.hpp"

namespace citefeed::catalogue {

/// The notices of `post`, each as a post without text that has that notice (or the withdrawal) alone, and its date as
/// `published` and `updated`; never before the post itself. Pure: equal posts have equal notices.
[[nodiscard]] std::vector<PostPointer> notices_of(const model::Post& post, const TimeZone& zone);

/// That `gone`, of which nothing is known but its id, was withdrawn; its title is empty.
[[nodiscard]] PostPointer notice_of(const model::GonePost& gone, const model::SiteDefinition& site);

}  // namespace citefeed::catalogue
