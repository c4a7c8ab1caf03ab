/// Publishes what goes by months: the monthly digest, with its feed, its pages and each issue as the body of a mail;
/// and every month's posts as one document, with which of them a mirror lacks.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/months.hpp"
#include "publish/inputs.hpp"
#include "publish/publication.hpp"
#include "publish/publish_feed.hpp"
#include "publish/site_builder.hpp"

namespace citefeed::publish {

// The monthly digest.

/// The issues there are, and how their feed is divided.
struct SelectedIssues {
  std::vector<catalogue::ClosedMonth> months = {};  ///< newest first
  catalogue::IssueDocuments documents = {};         ///< follow from `months` and the limit

  [[nodiscard]] Digest digest() const { return digest_of(months); }
};
[[nodiscard]] Shared<SelectedIssues> select_issues(const model::Definitions& definitions,
                                                   const catalogue::Snapshot& snapshot);

/// Adds "digest.atom", ".rss" and ".json" to the folder of the site's root. They are made when first asked for: one
/// issue has the texts of a whole month.
void add_digest_documents(const SelectedIssues& issues, FolderBuilder& folder);

/// Adds the folders "/digest/", with the page that lists the issues; "/digest/archive/", with the archives of the feed
/// (RFC 5005, 4); and for each issue "/digest/{yyyy-mm}/" with its page, "digest.html" and "digest.txt". All are made
/// when first asked for.
void publish_issues(const Shared<SelectedIssues>& issues, SiteBuilder& builder);

// Every month's posts as one document, for mirrors.

/// Adds the folder "/changes/" with "{yyyy-mm}.json" for every month that has posts: a JSON Feed of all of them, which
/// names its month and version. They are made when first asked for.
void publish_months(const Shared<SelectedFeed>& everything, SiteBuilder& builder);

/// What a mirror that holds `cursor` lacks, as JSON: the months to fetch again, those to drop, and the cursor that it
/// holds once it has done so. "" is the cursor of an empty mirror. Nothing when `cursor` is not one of ours. Follows
/// from the publication and the cursor alone, so that any replica can answer; costs a look at each month.
[[nodiscard]] std::optional<std::string> changes_since(const Publication& publication, std::string_view cursor);

}  // namespace citefeed::publish
