#include "publish/publish_archives.hpp"

#include <algorithm>
#include <utility>

#include "render/archive_pages.hpp"
#include "render/entry.hpp"

namespace citefeed::publish {
namespace {

using DefinitionsPointer = std::shared_ptr<const model::Definitions>;
using Posts = std::vector<catalogue::PostPointer>;

/// The posts of one year.
struct Year {
  int year = 0;
  Posts posts = {};
};

std::vector<Year> years_of(const SelectedFeed& feed, const TimeZone& zone) {
  std::vector<Year> years;
  auto begin = feed.posts.begin();
  while (begin != feed.posts.end()) {
    const int year = catalogue::year_of(**begin, zone);
    const Instant first_moment = zone.start_of(std::chrono::year{year} / std::chrono::January / 1);
    const auto end = std::partition_point(begin, feed.posts.end(),
                                          [first_moment](const auto& post) { return post->published >= first_moment; });
    years.push_back({.year = year, .posts = {begin, end}});
    begin = end;
  }
  return years;
}

Digest inputs_of(const SelectedFeed& feed, const model::Definitions& definitions, const Posts& posts) {
  DigestBuilder inputs;
  inputs.add("archive").add(feed.definition.path).add(definitions.digest).add(digest_of(posts));
  return inputs.finish();
}

Instant newest_of(const Posts& posts, Instant newest) {
  for (const auto& post : posts) newest = std::max(newest, post->updated);
  return newest;
}

std::vector<std::shared_ptr<const model::Entry>> entries_of(const Posts& posts, const model::Definitions& definitions) {
  std::vector<std::shared_ptr<const model::Entry>> entries;
  entries.reserve(posts.size());
  for (const auto& post : posts)
    entries.push_back(std::make_shared<const model::Entry>(render::make_entry(*post, definitions)));
  return entries;
}

/// What the archive at `place` says of itself, without entries.
model::Feed describe_archive(const SelectedFeed& feed, const model::SiteDefinition& site, std::size_t place) {
  const auto& archives = feed.divided.archives;
  model::Feed described = describe(feed, site);
  described.archive = archives[place].name;
  described.prev_archive = place == 0 ? "" : archives[place - 1].name;
  described.next_archive = place + 1 == archives.size() ? "" : archives[place + 1].name;
  described.updated = newest_of(archives[place].posts, site.since);
  return described;
}

void publish_archive(const SelectedFeed& feed, std::size_t place, const DefinitionsPointer& definitions,
                     SiteBuilder& builder) {
  const auto& archive = feed.divided.archives[place];
  const auto described = describe_archive(feed, definitions->site, place);
  const Digest posts_digest = inputs_of(feed, *definitions, archive.posts);
  const auto posts = std::make_shared<const Posts>(archive.posts);
  for (const FeedFormat& format : feed_formats) {
    const std::string path = site_path(feed.definition.path + render::archive_file(format.file_name, archive.name));
    DigestBuilder inputs;
    inputs.add(path).add(posts_digest).add(described.prev_archive).add(described.next_archive);
    builder.add_deferred(path, inputs.finish(), [&] {
      return [described = model::Feed{described}, posts, definitions, format]() mutable {
        described.entries = entries_of(*posts, *definitions);
        return prepare({.kind = format.kind,
                        .body = format.render(described),
                        .newest_update = described.updated,
                        .links = links_of(described, format.file_name),
                        .is_archive = true});
      };
    });
  }
}

render::ArchivePage page_of(const SelectedFeed& feed, const std::vector<Year>& years) {
  render::ArchivePage page{.feed = feed.definition};
  for (const Year& year : years) page.years.push_back({.year = year.year, .posts = year.posts.size()});
  return page;
}

}  // namespace

void publish_archives(const SelectedFeed& feed, const DefinitionsPointer& definitions, SiteBuilder& builder) {
  for (std::size_t place = 0; place < feed.divided.archives.size(); ++place)
    publish_archive(feed, place, definitions, builder);
}

void publish_archive_pages(const SelectedFeed& feed, const DefinitionsPointer& definitions, SiteBuilder& builder) {
  const auto years = years_of(feed, definitions->site.time_zone);
  const auto page = page_of(feed, years);
  DigestBuilder counts;
  counts.add("archive/").add(feed.definition.path).add(definitions->digest);
  for (const Year& year : years) counts.add(std::to_string(year.year)).add(std::to_string(year.posts.size()));
  const Digest counts_digest = counts.finish();
  const std::string home = feed.definition.path + "archive/";
  builder.add_deferred(site_path(home), counts_digest, [&] {
    return [page, newest = newest_of(feed.posts, definitions->site.since), definitions] {
      return prepare({.kind = Kind::page, .body = render::archive_page(page, *definitions), .newest_update = newest});
    };
  });
  for (const Year& year : years) {
    const std::string path = site_path(home + std::to_string(year.year) + "/");
    DigestBuilder inputs;
    inputs.add(path).add(counts_digest).add(inputs_of(feed, *definitions, year.posts));
    builder.add_deferred(path, inputs.finish(), [&] {
      return [page = render::ArchivePage{page}, year, definitions]() mutable {
        page.year = year.year;
        page.entries = entries_of(year.posts, *definitions);
        return prepare({.kind = Kind::page,
                        .body = render::archive_page(page, *definitions),
                        .newest_update = newest_of(year.posts, definitions->site.since)});
      };
    });
  }
}

std::vector<std::string> archive_files(const SelectedFeed& feed, const model::SiteDefinition& site) {
  std::vector<std::string> files{"archive/"};
  for (const Year& year : years_of(feed, site.time_zone)) files.push_back("archive/" + std::to_string(year.year) + "/");
  for (const auto& archive : feed.divided.archives) {
    for (const FeedFormat& format : feed_formats) files.push_back(render::archive_file(format.file_name, archive.name));
  }
  return files;
}

}  // namespace citefeed::publish
