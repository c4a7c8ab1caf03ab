/// Publishes the monthly digest: its feed, its pages, and each issue as the body of a mail.
#pragma once
#include <vector>

#include "catalogue/months.hpp"
#include "publish/inputs.hpp"
#include "publish/site_builder.hpp"

namespace citefeed::publish {

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

}  // namespace citefeed::publish
