/// Publishes every month's posts as one document, and says which of them a mirror lacks.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "publish/publication.hpp"
#include "publish/publish_feed.hpp"

namespace citefeed::publish {

/// Adds the folder "/changes/" with "{yyyy-mm}.json" for every month that has posts: a JSON Feed of all of them, which
/// names its month and version. They are made when first asked for.
void publish_months(const Shared<SelectedFeed>& everything, SiteBuilder& builder);

/// What a mirror that holds `cursor` lacks, as JSON: the months to fetch again, those to drop, and the cursor that it
/// holds once it has done so. "" is the cursor of an empty mirror. Nothing when `cursor` is not one of ours. Follows
/// from the publication and the cursor alone, so that any replica can answer; costs a look at each month.
[[nodiscard]] std::optional<std::string> changes_since(const Publication& publication, std::string_view cursor);

}  // namespace citefeed::publish
