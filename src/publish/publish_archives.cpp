#include "publish/publish_archives.hpp"

#include <utility>

#include "render/archive_pages.hpp"

namespace citefeed::publish {
namespace {

using catalogue::Archive;

/// Adds one archive in every format. `described` is the feed as its polled document describes it.
void publish_archive(const std::vector<Archive>& archives, std::size_t place, const model::Feed& described,
                     const DefinitionsPointer& definitions, FolderBuilder& folder) {
  const Archive& archive = archives[place];
  const std::string older = name_at(archives, place - 1);
  const std::string newer = name_at(archives, place + 1);
  DigestBuilder inputs;
  inputs.add("archive").add(described.home_url).add(archive.name).add(definitions->digest);
  const Digest digest = inputs.add(archive.digest()).add(older).add(newer).finish();
  for (const FeedFormat& format : feed_formats) {
    folder.add(render::archive_name(format.file_name, archive.name), digest, [&] {
      return [of = described, archive, older, newer, definitions, format] {
        model::Feed document = of;
        document.archive = archive.name;
        document.prev_archive = older;
        document.next_archive = newer;
        document.complete = false;
        document.updated = newest_of(archive.posts(), definitions->site.since);
        document.entries = entries_of(archive.posts(), *definitions);
        return prepare({.kind = format.kind,
                        .body = format.render(document),
                        .newest_update = document.updated,
                        .links = links_of(document, format.file_name),
                        .is_archive = true});
      };
    });
  }
}

render::ArchivePage page_of(const SelectedFeed& feed) {
  render::ArchivePage page{.feed = feed.definition};
  for (const auto& year : feed.timeline.years)
    page.years.push_back({.year = year->number, .posts = year->posts.size()});
  return page;
}

/// All that the list of years follows from, which is on every page.
Digest list_inputs(const SelectedFeed& feed, const model::Definitions& definitions) {
  DigestBuilder inputs;
  inputs.add("archive/").add(feed.definition.path).add(definitions.digest);
  for (const auto& year : feed.timeline.years) {
    inputs.add(std::to_string(year->number)).add(std::to_string(year->posts.size()));
  }
  return inputs.finish();
}

void publish_list(const SelectedFeed& feed, const Digest& inputs, const DefinitionsPointer& definitions,
                  FolderBuilder& folder) {
  // Of the newest update the page shows nothing, but its Last-Modified is reckoned from it.
  const Instant newest = feed.timeline.newest_update(definitions->site.since);
  const Digest with_newest = DigestBuilder{}.add(inputs).add(to_rfc3339(newest)).finish();
  folder.add("", with_newest, [&] {
    return [page = page_of(feed), newest, definitions] {
      return prepare({.kind = Kind::page, .body = render::archive_page(page, *definitions), .newest_update = newest});
    };
  });
}

void publish_year(const SelectedFeed& feed, const catalogue::YearPointer& year, const DefinitionsPointer& definitions,
                  const Digest& inputs, FolderBuilder& folder) {
  folder.add("", inputs, [&] {
    return [page = page_of(feed), year, definitions]() mutable {
      page.year = year->number;
      page.entries = entries_of(year->posts, *definitions);
      return prepare({.kind = Kind::page,
                      .body = render::archive_page(page, *definitions),
                      .newest_update = std::max(year->newest_update, definitions->site.since)});
    };
  });
}

}  // namespace

void publish_archives(const SelectedFeed& feed, const DefinitionsPointer& definitions, SiteBuilder& builder,
                      std::vector<std::string>& folders) {
  const std::string path = site_path(feed.definition.path + "archive/");
  const Digest inputs =
      DigestBuilder{}.add("archives").add(feed.definition.path).add(definitions->digest).add(feed.digest).finish();
  const Digest list = list_inputs(feed, *definitions);
  folders.push_back(path);
  builder.add_folder(path, inputs, [&](FolderBuilder& folder) {
    publish_list(feed, list, definitions, folder);
    const auto archives = catalogue::archives(feed.timeline, feed.definition.limit);
    const model::Feed described = describe(feed, definitions->site);
    for (std::size_t place = 0; place < archives.size(); ++place)
      publish_archive(archives, place, described, definitions, folder);
  });
  for (const auto& year : feed.timeline.years) {
    folders.push_back(path + std::to_string(year->number) + "/");
    const Digest year_inputs = DigestBuilder{}.add("year").add(list).add(year->digest).finish();
    builder.add_folder(folders.back(), year_inputs,
                       [&](FolderBuilder& folder) { publish_year(feed, year, definitions, year_inputs, folder); });
  }
}

}  // namespace citefeed::publish
