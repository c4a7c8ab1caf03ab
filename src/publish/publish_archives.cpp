#include "publish/publish_archives.hpp"

#include <utility>

#include "render/archive_pages.hpp"

namespace citefeed::publish {
namespace {

using DefinitionsPointer = std::shared_ptr<const model::Definitions>;

/// Below a feed's path.
std::string year_folder(int year) {
  return "archive/" + std::to_string(year) + "/";
}

/// The name of the archive at `place`; "" before the oldest (0 - 1, which wraps around) and after the newest.
std::string name_at(const std::vector<catalogue::Archive>& archives, std::size_t place) {
  return place < archives.size() ? archives[place].name : "";
}

/// What the archive at `place` says of itself, without entries.
model::Feed describe_archive(const SelectedFeed& feed, const model::SiteDefinition& site, std::size_t place) {
  const auto& archives = feed.divided.archives;
  model::Feed described = describe(feed, site);
  described.archive = archives[place].name;
  described.prev_archive = name_at(archives, place - 1);
  described.next_archive = name_at(archives, place + 1);
  described.updated = newest_of(archives[place].posts, site.since);
  return described;
}

void publish_archive(const SelectedFeed& feed, std::size_t place, const DefinitionsPointer& definitions,
                     SiteBuilder& builder) {
  const auto& archives = feed.divided.archives;
  const auto& archive = archives[place];
  const Digest posts_digest = digest_of(archive.posts);
  for (const FeedFormat& format : feed_formats) {
    const std::string path = site_path(feed.definition.path + render::archive_file(format.file_name, archive.name));
    DigestBuilder inputs;
    inputs.add(path).add(definitions->digest).add(posts_digest);
    inputs.add(name_at(archives, place - 1)).add(name_at(archives, place + 1));
    builder.add_deferred(path, inputs.finish(), [&] {
      return [described = describe_archive(feed, definitions->site, place), posts = archive.posts, definitions,
              format]() mutable {
        described.entries = entries_of(posts, *definitions);
        return prepare({.kind = format.kind,
                        .body = format.render(described),
                        .newest_update = described.updated,
                        .links = links_of(described, format.file_name),
                        .is_archive = true});
      };
    });
  }
}

using Years = std::vector<catalogue::YearOfPosts>;

render::ArchivePage page_of(const SelectedFeed& feed, const Years& years) {
  render::ArchivePage page{.feed = feed.definition};
  for (const auto& year : years) page.years.push_back({.year = year.year, .posts = year.posts.size()});
  return page;
}

/// All that the list of years follows from, which is on every page.
Digest list_inputs(const SelectedFeed& feed, const Years& years, const model::Definitions& definitions) {
  DigestBuilder inputs;
  inputs.add("archive/").add(feed.definition.path).add(definitions.digest);
  for (const auto& year : years) inputs.add(std::to_string(year.year)).add(std::to_string(year.posts.size()));
  return inputs.finish();
}

}  // namespace

void publish_archives(const SelectedFeed& feed, const DefinitionsPointer& definitions, SiteBuilder& builder) {
  for (std::size_t place = 0; place < feed.divided.archives.size(); ++place)
    publish_archive(feed, place, definitions, builder);
}

void publish_archive_pages(const SelectedFeed& feed, const DefinitionsPointer& definitions, SiteBuilder& builder) {
  const Years years = catalogue::by_year(feed.posts, definitions->site.time_zone);
  const Digest list_digest = list_inputs(feed, years, *definitions);
  builder.add_deferred(site_path(feed.definition.path + "archive/"), list_digest, [&] {
    return [page = page_of(feed, years), newest = newest_of(feed.posts, definitions->site.since), definitions] {
      return prepare({.kind = Kind::page, .body = render::archive_page(page, *definitions), .newest_update = newest});
    };
  });
  for (const auto& year : years) {
    const std::string path = site_path(feed.definition.path + year_folder(year.year));
    DigestBuilder inputs;
    inputs.add(path).add(list_digest).add(digest_of(year.posts));
    builder.add_deferred(path, inputs.finish(), [&] {
      auto page = page_of(feed, years);
      page.year = year.year;
      std::vector<catalogue::PostPointer> posts{year.posts.begin(), year.posts.end()};
      return [page = std::move(page), posts = std::move(posts), definitions]() mutable {
        page.entries = entries_of(posts, *definitions);
        return prepare({.kind = Kind::page,
                        .body = render::archive_page(page, *definitions),
                        .newest_update = newest_of(posts, definitions->site.since)});
      };
    });
  }
}

std::vector<std::string> archive_files(const SelectedFeed& feed, const model::SiteDefinition& site) {
  std::vector<std::string> files{"archive/"};
  for (const auto& year : catalogue::by_year(feed.posts, site.time_zone)) files.push_back(year_folder(year.year));
  for (const auto& archive : feed.divided.archives) {
    for (const FeedFormat& format : feed_formats) files.push_back(render::archive_file(format.file_name, archive.name));
  }
  return files;
}

}  // namespace citefeed::publish
