// Whatever is published stands in the table of addresses, once and as what it is; and all that stands there is
// published.
#include <algorithm>
#include <set>

#include "base/published_addresses.hpp"
#include "rebuild_fixture.hpp"
#include "telemetry/metrics.hpp"

namespace citefeed::engine {
namespace {

/// A site that has something at every kind of address: years and months that are over, and feeds of every kind.
class WholeSite : public RebuildSite {
 protected:
  WholeSite() {
    feeds_.write("site.yaml",
                 "title: Example\nbase_url: https://example.org/\nid_authority: example.org,2013\nauthors:\n  editor: "
                 "{ name: The Editor }\ndefault_author: editor\nsince: 2013-01\nlimits: { feed_entries: 2, "
                 "digest_entries: 2 }\n");
    feeds_.write("bundles/both.yaml", "title: Both\nselect: { topics: [empathy, cbt] }\n");
    for (int year = 2019; year < 2024; ++year) {
      auto text = post(fmt::format("Of {}", year), fmt::format("{}-05", year));
      content_.write(fmt::format("{}/05/of-the-year.md", year), text.insert(4, "research_type: [qualitative]\n"));
    }
    rebuild_.everything();
    site_.get()->for_each([this](const std::string& path, const resource::Resource& resource) {
      content_types_.emplace(path, resource.prepared().metadata.content_type);
    });
  }

  std::map<std::string, std::string> content_types_ = {};  ///< by path
};

TEST_F(WholeSite, HasARowForEachOfItsResources) {
  ASSERT_GT(content_types_.size(), 100U);
  for (const auto& [path, type] : content_types_) {
    const PublishedAddress* row = find_address(path);
    ASSERT_NE(row, nullptr) << path;
    EXPECT_EQ(type, content_type(row->kind)) << path;
  }
}

TEST_F(WholeSite, IsCountedByWhatItsResourcesAre) {
  for (const auto& [path, type] : content_types_) {
    const Route route = telemetry::route_of(path, true);
    ASSERT_EQ(route, find_address(path)->route) << path;
    const bool is_page = route == Route::page || route == Route::post;
    EXPECT_EQ(is_page, type == content_type(DocumentKind::page) && route != Route::mail) << path;
  }
}

TEST_F(WholeSite, HasSomethingInEveryRow) {
  std::set<const PublishedAddress*> seen;
  for (const auto& [path, type] : content_types_) seen.insert(find_address(path));
  for (const PublishedAddress& row : published_addresses) {
    const bool is_of_the_moment = row.kind == DocumentKind::json || row.kind == DocumentKind::plain_text;
    EXPECT_EQ(seen.contains(&row), !is_of_the_moment) << folder_path(row.folder) << row.name;
  }
}

TEST_F(WholeSite, OffersToSubscribersWhatTheTableCallsAFeed) {
  const auto publication = current_.get();
  std::set<std::string> polled{publication->feed_documents.begin(), publication->feed_documents.end()};
  for (const char* list : {"/feeds.opml", "/topics.opml", "/articles.opml"}) polled.erase(list);  // polled like feeds
  for (const auto& [path, type] : content_types_) {
    EXPECT_EQ(polled.contains(path), find_address(path)->is_feed) << path;
  }
}

}  // namespace
}  // namespace citefeed::engine
