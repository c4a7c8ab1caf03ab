#include "publish/publish_months.hpp"

#include <fmt/format.h>
#include <boost/json.hpp>
#include <optional>
#include <utility>

#include "base/mutex.hpp"
#include "base/published_addresses.hpp"
#include "catalogue/months.hpp"
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
    const MutexLock lock{composing_};
    if (!entries_) entries_ = compose(definitions);  // all or, without memory, none: the next who asks tries again
    return *entries_;
  }

 private:
  [[nodiscard]] std::vector<EntryPointer> compose(const model::Definitions& definitions) const {
    std::vector<EntryPointer> entries;
    for (const ClosedMonth& month : months_) {
      auto entry = render::make_issue(catalogue::issue_of(month), definitions);
      entries.push_back(std::make_shared<const model::Entry>(std::move(entry)));
    }
    return entries;
  }

  Months months_;
  mutable Mutex composing_ = {};
  mutable std::optional<std::vector<EntryPointer>> entries_ GUARDED_BY(composing_) = {};  ///< made once
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

  [[nodiscard]] Document render(const model::Definitions& definitions) const {
    return {.kind = DocumentKind::page, .body = render::issues_page(issues, definitions)};
  }
};

IssuesPage page_of(const Months& months) {
  IssuesPage page;
  page.issues.reserve(months.size());
  for (const ClosedMonth& month : months) {
    page.issues.push_back(
        {.month = month.name, .title = month.introduction ? month.introduction->title : "", .posts = month.count});
  }
  return page;
}

struct IssuePage {
  ClosedMonth month = {};
  render::IssueNeighbours neighbours = {};

  [[nodiscard]] Document render(const model::Definitions& definitions) const {
    const auto issue = render::make_issue(catalogue::issue_of(month), definitions);
    return {.kind = DocumentKind::page, .body = render::issue_page(issue, neighbours, definitions)};
  }
};

struct MailHtml {
  ClosedMonth month = {};

  [[nodiscard]] Document render(const model::Definitions& definitions) const {
    const auto issue = render::make_issue(catalogue::issue_of(month), definitions);
    return {.kind = DocumentKind::mail_html, .body = render::mail_html(issue, definitions.site)};
  }
};

struct MailText {
  ClosedMonth month = {};

  [[nodiscard]] Document render(const model::Definitions& definitions) const {
    return {.kind = DocumentKind::mail_text, .body = render::mail_text(catalogue::issue_of(month), definitions)};
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
  builder.add_page(path, page_of(months));
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

namespace {

namespace json = boost::json;
using catalogue::Month;
using catalogue::MonthName;

std::string version_of(const Month& month, const model::Definitions& definitions) {
  return to_short_text(DigestBuilder{}.add(month.digest).add(definitions.digest).finish());
}

/// The posts of one month. Where they stand in their year is no input: posts of later months move them.
struct MonthPosts {
  catalogue::YearPointer year = {};
  Month month = {};

  [[nodiscard]] MonthName name() const { return {.year = year->number, .month = month.number}; }
  [[nodiscard]] catalogue::Posts posts() const {
    return catalogue::Posts{year->posts}.subspan(month.first, month.count);
  }
  [[nodiscard]] Digest digest() const { return DigestBuilder{}.add(to_string(name())).add(month.digest).finish(); }
};

struct MonthDocument {
  Shared<model::FeedDefinition> everything;
  MonthPosts of = {};

  [[nodiscard]] Document render(const model::Definitions& definitions) const {
    model::Feed feed = describe(*everything, definitions.site);
    feed.month = to_string(of.name());
    feed.month_version = version_of(of.month, definitions);
    feed.updated = newest_of(of.posts(), feed.updated);
    feed.entries = entries_of(of.posts(), definitions);
    const std::string whole = render::document_url(feed, DocumentKind::json_feed, "");
    return {.kind = DocumentKind::json_feed,
            .body = render::json_feed(feed),
            .links = {fmt::format("<{}>; rel=\"collection\"", whole)}};
  }
};

struct MonthsFolder {
  Shared<SelectedFeed> everything;

  void fill(FolderBuilder& folder) const {
    for (const auto& year : everything->timeline.years) {
      for (const Month& month : year->months) {
        const MonthDocument document{.everything = everything->definition, .of = {.year = year, .month = month}};
        folder.add(name_of(Folder::months, DocumentKind::json_feed, to_string(document.of.name())), document);
      }
    }
  }
};

/// The month called `name`; null when no post is of it.
const Month* find_month(const catalogue::Timeline& timeline, const MonthName& name) {
  for (const auto& year : timeline.years) {
    if (year->number != name.year) continue;
    for (const Month& month : year->months) {
      if (month.number == name.month) return &month;
    }
  }
  return nullptr;
}

}  // namespace

void publish_months(const Shared<SelectedFeed>& everything, SiteBuilder& builder) {
  builder.add_folder(site_path(folder_path(Folder::months)), MonthsFolder{.everything = everything});
}

std::optional<std::string> changes_since(const Publication& publication, std::string_view cursor) {
  const auto mirrored = catalogue::parse_cursor(cursor);
  if (!mirrored) return std::nullopt;
  const catalogue::Timeline& everything = publication.snapshot->everything;
  const model::SiteDefinition& site = publication.definitions->site;
  const auto now = catalogue::months_of(everything, publication.definitions->digest);
  json::array months;
  for (const MonthName& name : catalogue::stale_months(*mirrored, now)) {
    const Month* month = find_month(everything, name);
    json::object stale{{"month", to_string(name)}, {"posts", month == nullptr ? 0 : month->count}};
    if (month != nullptr) {
      const std::string version = version_of(*month, *publication.definitions);
      stale["version"] = version;
      // Of a version of its own, so that no cache answers with an older one.
      stale["url"] = site_url(site, folder_path(Folder::months) +
                                        name_of(Folder::months, DocumentKind::json_feed, to_string(name))) +
                     "?version=" + version;
    }
    months.push_back(std::move(stale));
  }
  const json::object document{{"about", site_url(site, folder_path(Folder::about)) + "#changes"},
                              {"cursor", catalogue::to_cursor(now)},
                              {"months", std::move(months)}};
  return json::serialize(document) + "\n";
}

}  // namespace citefeed::publish
