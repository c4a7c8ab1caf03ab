/// Publishes the monthly digest: its feed, its pages, and each issue as the body of a mail.
#pragma once
#include <string>
#include <vector>

#include "catalogue/closed_months.hpp"
#include "publish/publication.hpp"
#include "publish/site_builder.hpp"

namespace citefeed::publish {

/// The issues there are, and how their feed is divided.
struct SelectedIssues {
  std::vector<catalogue::ClosedMonth> months = {};  ///< newest first
  catalogue::IssueDocuments documents = {};
  Digest digest = {};  ///< of the months
};
[[nodiscard]] SelectedIssues select_issues(const model::Definitions& definitions, const catalogue::Snapshot& snapshot);

/// The names of the feed's documents in the site's root.
[[nodiscard]] std::vector<std::string> digest_documents();

/// Adds "digest.atom", ".rss" and ".json" to the folder of the site's root. They are made when first asked for: one
/// issue has the texts of a whole month.
void publish_digest_documents(const SelectedIssues& issues, const DefinitionsPointer& definitions,
                              FolderBuilder& folder);

/// Adds the folders "/digest/", with the page that lists the issues; "/digest/archive/", with the archives of the feed
/// (RFC 5005, 4); and for each issue "/digest/{yyyy-mm}/" with its page, "digest.html" and "digest.txt". All are made
/// when first asked for. Appends the folders' paths to `folders`.
void publish_issues(const SelectedIssues& issues, const DefinitionsPointer& definitions, SiteBuilder& builder,
                    std::vector<std::string>& folders);

}  // namespace citefeed::publish
