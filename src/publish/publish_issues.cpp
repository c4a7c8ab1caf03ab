#include "publish/publish_issues.hpp"

#include <fmt/format.h>
#include <mutex>
#include <utility>

#include "base/published_addresses.hpp"
#include "publish/publish_feed.hpp"
#include "render/layout.hpp"
#include "render/monthly_digest.hpp"

namespace citefeed::publish {
namespace {

using catalogue::ClosedMonth;
using Months = std::vector<ClosedMonth>;

/// The entries of some issues, composed once for all formats.
class IssueEntries final {
 public:
  explicit IssueEntries(Months months) : months_(std::move(months)) {}

  [[nodiscard]] const Months& months() const { return months_; }
  [[nodiscard]] Digest digest() const { return digest_of(months_); }

  /// Always of the same `definitions`. Safe from several threads at once.
  [[nodiscard]] const std::vector<EntryPointer>& get(const model::Definitions& definitions) const {
    std::call_once(composed_, [&] {
      for (const ClosedMonth& month : months_) {
        auto entry = render::make_issue(catalogue::issue_of(month), definitions);
        entries_.push_back(std::make_shared<const model::Entry>(std::move(entry)));
      }
    });
    return entries_;
  }

 private:
  Months months_;
  mutable std::once_flag composed_;
  mutable std::vector<EntryPointer> entries_ = {};
};

/// A document of the feed: the one that is polled, or an archive.
struct IssueFeed {
  std::shared_ptr<const IssueEntries> entries = {};
  std::string archive = {};  ///< the name of the archive; empty for the polled document
  std::string older = {};    ///< that of the archive before it; empty for none
  std::string newer = {};
  DocumentKind kind = DocumentKind::atom;

  [[nodiscard]] Document render(const model::Definitions& definitions) const {
    const model::SiteDefinition& site = definitions.site;
    model::Feed feed{
        .id = fmt::format("tag:{}:feeds/digest", site.id_authority),
        .title = render::digest_title(site),
        .subtitle = "The posts of each month in one message, with their citations and practice implications",
        .home_url = site_url(site, folder_path(Folder::digest)),
        .root_url = site.base_url.text,
        .updated = site.since,
        .authors = {site.authors.at(site.default_author)},
        .language = site.language,
        .rights = site.rights,
        .icon = site.icon,
        .stylesheet = path_of(site.base_url) + feed_stylesheet_name,
        .complete = archive.empty() && older.empty(),
        .archive = archive,
        .prev_archive = older,
        .next_archive = newer};
    for (const ClosedMonth& month : entries->months()) feed.updated = std::max(feed.updated, month.updated);
    feed.entries = entries->get(definitions);
    return to_document(feed, kind);
  }
};

void add_in_each_format(IssueFeed document, FolderBuilder& folder) {
  const Folder where = document.archive.empty() ? Folder::root : Folder::issue_archive;
  for (const FeedFormat& format : feed_formats) {
    document.kind = format.kind;
    folder.add(name_of(where, format.kind, document.archive), document);
  }
}

struct ArchivesFolder {
  Shared<SelectedIssues> issues;

  void fill(FolderBuilder& folder) const {
    const auto& archives = issues->documents.archives;
    for (std::size_t place = 0; place < archives.size(); ++place) {
      add_in_each_format({.entries = std::make_shared<const IssueEntries>(archives[place].months),
                          .archive = archives[place].name,
                          .older = name_at(archives, place - 1),
                          .newer = name_at(archives, place + 1)},
                         folder);
    }
  }
};

struct IssuesPage {
  std::vector<render::IssueSummary> issues = {};  ///< newest first
  Instant newest = {};                            ///< update of them

  [[nodiscard]] Document render(const model::Definitions& definitions) const {
    return {.kind = DocumentKind::page, .body = render::issues_page(issues, definitions), .newest_update = newest};
  }
};

IssuesPage page_of(const Months& months, Instant since) {
  IssuesPage page{.newest = since};
  page.issues.reserve(months.size());
  for (const ClosedMonth& month : months) {
    page.issues.push_back(
        {.month = month.name, .title = month.introduction ? month.introduction->title : "", .posts = month.count});
    page.newest = std::max(page.newest, month.updated);
  }
  return page;
}

struct IssuePage {
  ClosedMonth month = {};
  render::IssueNeighbours neighbours = {};

  [[nodiscard]] Document render(const model::Definitions& definitions) const {
    const auto issue = render::make_issue(catalogue::issue_of(month), definitions);
    return {.kind = DocumentKind::page,
            .body = render::issue_page(issue, neighbours, definitions),
            .newest_update = month.updated};
  }
};

struct MailHtml {
  ClosedMonth month = {};

  [[nodiscard]] Document render(const model::Definitions& definitions) const {
    const auto issue = render::make_issue(catalogue::issue_of(month), definitions);
    return {.kind = DocumentKind::mail_html,
            .body = render::mail_html(issue, definitions.site),
            .newest_update = month.updated};
  }
};

struct MailText {
  ClosedMonth month = {};

  [[nodiscard]] Document render(const model::Definitions& definitions) const {
    return {.kind = DocumentKind::mail_text,
            .body = render::mail_text(catalogue::issue_of(month), definitions),
            .newest_update = month.updated};
  }
};

struct IssueFolder {
  ClosedMonth month = {};
  render::IssueNeighbours neighbours = {};

  void fill(FolderBuilder& folder) const {
    folder.add("", IssuePage{.month = month, .neighbours = neighbours});
    folder.add(name_of(Folder::issue, DocumentKind::mail_html), MailHtml{.month = month});
    folder.add(name_of(Folder::issue, DocumentKind::mail_text), MailText{.month = month});
  }
};

}  // namespace

Shared<SelectedIssues> select_issues(const model::Definitions& definitions, const catalogue::Snapshot& snapshot) {
  SelectedIssues issues{.months = catalogue::closed_months(snapshot, definitions.site.time_zone)};
  issues.documents = catalogue::divide(issues.months, definitions.site.limits.digest_entries);
  return Shared{std::move(issues)};
}

void add_digest_documents(const SelectedIssues& issues, FolderBuilder& folder) {
  const auto& [current, archives] = issues.documents;
  add_in_each_format(
      {.entries = std::make_shared<const IssueEntries>(current), .older = archives.empty() ? "" : archives.back().name},
      folder);
}

void publish_issues(const Shared<SelectedIssues>& issues, SiteBuilder& builder) {
  const std::string path = site_path(folder_path(Folder::digest));
  const Months& months = issues->months;
  builder.add_page(path, page_of(months, builder.definitions().site.since));
  builder.add_folder(site_path(folder_path(Folder::issue_archive)), ArchivesFolder{.issues = issues});
  for (std::size_t place = 0; place < months.size(); ++place) {
    const std::string name = to_string(months[place].name);
    builder.add_folder(
        path + name + "/",
        IssueFolder{.month = months[place],
                    .neighbours = {.older = place + 1 < months.size() ? to_string(months[place + 1].name) : "",
                                   .newer = place > 0 ? to_string(months[place - 1].name) : ""}});
  }
}

}  // namespace citefeed::publish
