#include "publish/publish_issues.hpp"

#include <fmt/format.h>
#include <mutex>
#include <utility>

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
  IssueEntries(Months months, DefinitionsPointer definitions)
      : months_(std::move(months)), definitions_(std::move(definitions)) {}

  /// Safe from several threads at once.
  const std::vector<EntryPointer>& get() {
    std::call_once(composed_, [this] {
      for (const ClosedMonth& month : months_) {
        auto entry = render::make_issue(catalogue::issue_of(month), *definitions_);
        entries_.push_back(std::make_shared<const model::Entry>(std::move(entry)));
      }
    });
    return entries_;
  }

 private:
  Months months_;
  DefinitionsPointer definitions_;
  std::once_flag composed_;
  std::vector<EntryPointer> entries_ = {};
};

Instant newest_of(const Months& months, Instant since) {
  for (const ClosedMonth& month : months) since = std::max(since, month.updated);
  return since;
}

Digest digest_of(const Months& months) {
  DigestBuilder digest;
  for (const ClosedMonth& month : months) digest.add(month.digest);
  return digest.finish();
}

std::string digest_url(const model::SiteDefinition& site) {
  return site.base_url.text + render::digest_path;
}

/// What a document of the feed says of it, but for its entries.
model::Feed describe(const Months& months, const model::SiteDefinition& site) {
  return {.id = fmt::format("tag:{}:feeds/digest", site.id_authority),
          .title = render::digest_title(site),
          .subtitle = "The posts of each month in one message, with their citations and practice implications",
          .home_url = digest_url(site),
          .document_stem = site.base_url.text + render::digest_stem,
          .updated = newest_of(months, site.since),
          .authors = {site.authors.at(site.default_author)},
          .language = site.language,
          .rights = site.rights,
          .icon = site.icon,
          .stylesheet = path_of(site.base_url) + "feed.css"};
}

/// Adds a document of the feed in every format, each called `name` with the format's ending.
void add_documents(const Months& months, const model::Feed& described, const std::string& name, const Digest& inputs,
                   const DefinitionsPointer& definitions, FolderBuilder& folder) {
  const auto entries = std::make_shared<IssueEntries>(months, definitions);
  for (const FeedFormat& format : feed_formats) {
    folder.add(render::archive_name(format.file_name, name), inputs, [&] {
      return [described, entries, format] {
        auto document = described;
        document.entries = entries->get();
        return prepare({.kind = format.kind,
                        .body = format.render(document),
                        .newest_update = document.updated,
                        .links = links_of(document, format.file_name),
                        .is_archive = !document.archive.empty()});
      };
    });
  }
}

void publish_archives(const SelectedIssues& issues, const DefinitionsPointer& definitions, FolderBuilder& folder) {
  const auto& archives = issues.documents.archives;
  for (std::size_t place = 0; place < archives.size(); ++place) {
    model::Feed described = describe(archives[place].months, definitions->site);
    described.archive = archives[place].name;
    described.prev_archive = name_at(archives, place - 1);
    described.next_archive = name_at(archives, place + 1);
    DigestBuilder inputs;
    inputs.add("digest archive").add(described.archive).add(definitions->digest).add(digest_of(archives[place].months));
    const Digest digest = inputs.add(described.prev_archive).add(described.next_archive).finish();
    add_documents(archives[place].months, described, described.archive, digest, definitions, folder);
  }
}

/// What the list shows of the issues, and its Last-Modified follows from.
Digest list_inputs(const SelectedIssues& issues, const model::Definitions& definitions) {
  DigestBuilder inputs;
  inputs.add("digest/").add(definitions.digest).add(issues.digest);
  return inputs.finish();
}

void publish_list(const SelectedIssues& issues, const DefinitionsPointer& definitions, const Digest& inputs,
                  FolderBuilder& folder) {
  folder.add("", inputs, [&] {
    std::vector<render::IssueSummary> listed;
    listed.reserve(issues.months.size());
    for (const ClosedMonth& month : issues.months) {
      listed.push_back(
          {.month = month.name, .title = month.introduction ? month.introduction->title : "", .posts = month.count});
    }
    const Instant newest = newest_of(issues.months, definitions->site.since);
    return [listed = std::move(listed), newest, definitions] {
      return prepare({.kind = Kind::page, .body = render::issues_page(listed, *definitions), .newest_update = newest});
    };
  });
}

void publish_issue(const ClosedMonth& month, const render::IssueNeighbours& neighbours,
                   const DefinitionsPointer& definitions, const Digest& inputs, FolderBuilder& folder) {
  folder.add("", inputs, [&] {
    return [month, neighbours, definitions] {
      const auto issue = render::make_issue(catalogue::issue_of(month), *definitions);
      return prepare({.kind = Kind::page,
                      .body = render::issue_page(issue, neighbours, *definitions),
                      .newest_update = month.updated});
    };
  });
  const Digest bodies = DigestBuilder{}.add("mail").add(definitions->digest).add(month.digest).finish();
  folder.add(render::mail_html_name, bodies, [&] {
    return [month, definitions] {
      const auto issue = render::make_issue(catalogue::issue_of(month), *definitions);
      return prepare({.kind = Kind::mail_html,
                      .body = render::mail_html(issue, definitions->site),
                      .newest_update = month.updated});
    };
  });
  folder.add(render::mail_text_name, bodies, [&] {
    return [month, definitions] {
      return prepare({.kind = Kind::mail_text,
                      .body = render::mail_text(catalogue::issue_of(month), *definitions),
                      .newest_update = month.updated});
    };
  });
}

}  // namespace

SelectedIssues select_issues(const model::Definitions& definitions, const catalogue::Snapshot& snapshot) {
  SelectedIssues issues{.months = catalogue::closed_months(snapshot, definitions.site.time_zone)};
  issues.documents = catalogue::divide(issues.months, definitions.site.limits.digest_entries);
  issues.digest = digest_of(issues.months);
  return issues;
}

std::vector<std::string> digest_documents() {
  std::vector<std::string> names;
  names.reserve(feed_formats.size());
  for (const FeedFormat& format : feed_formats) {
    names.push_back(render::archive_name(format.file_name, render::digest_stem));
  }
  return names;
}

void publish_digest_documents(const SelectedIssues& issues, const DefinitionsPointer& definitions,
                              FolderBuilder& folder) {
  const auto& [current, archives] = issues.documents;
  model::Feed described = describe(current, definitions->site);
  described.complete = archives.empty();
  if (!archives.empty()) described.prev_archive = archives.back().name;
  DigestBuilder inputs;
  inputs.add("digest").add(definitions->digest).add(described.prev_archive).add(digest_of(current));
  add_documents(current, described, render::digest_stem, inputs.finish(), definitions, folder);
}

void publish_issues(const SelectedIssues& issues, const DefinitionsPointer& definitions, SiteBuilder& builder,
                    std::vector<std::string>& folders) {
  const std::string path = site_path(render::digest_path);
  const Digest list = list_inputs(issues, *definitions);
  folders.push_back(path);
  builder.add_folder(path, list, [&](FolderBuilder& folder) { publish_list(issues, definitions, list, folder); });
  folders.push_back(path + "archive/");
  const Digest archives = DigestBuilder{}.add("digest archives").add(list).finish();
  builder.add_folder(path + "archive/", archives,
                     [&](FolderBuilder& folder) { publish_archives(issues, definitions, folder); });
  const auto& months = issues.months;
  for (std::size_t place = 0; place < months.size(); ++place) {
    const ClosedMonth& month = months[place];
    const render::IssueNeighbours neighbours{
        .older = place + 1 < months.size() ? to_string(months[place + 1].name) : "",
        .newer = place > 0 ? to_string(months[place - 1].name) : ""};
    DigestBuilder inputs;
    inputs.add("issue").add(definitions->digest).add(month.digest).add(neighbours.older).add(neighbours.newer);
    const Digest digest = inputs.finish();
    folders.push_back(path + to_string(month.name) + "/");
    builder.add_folder(folders.back(), digest,
                       [&](FolderBuilder& folder) { publish_issue(month, neighbours, definitions, digest, folder); });
  }
}

}  // namespace citefeed::publish
