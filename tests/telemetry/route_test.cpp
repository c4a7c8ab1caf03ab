#include "telemetry/metrics.hpp"

#include <gtest/gtest.h>

namespace citefeed::telemetry {
namespace {

TEST(Route, FollowsFromTheAddress) {
  EXPECT_EQ(route_of("/feed.atom", true), Route::atom);
  EXPECT_EQ(route_of("/topics/empathy/feed.rss", true), Route::rss);
  EXPECT_EQ(route_of("/feed.json?utm_source=x", true), Route::json_feed);
  EXPECT_EQ(route_of("/articles.rdf", true), Route::articles);
  EXPECT_EQ(route_of("/digest.atom", true), Route::atom);
  EXPECT_EQ(route_of("/digest.json", true), Route::json_feed);
  EXPECT_EQ(route_of("/digest/archive/2024.atom", true), Route::archive);
  EXPECT_EQ(route_of("/digest/2024-03/", true), Route::page);
  EXPECT_EQ(route_of("/digest/2024-03/digest.html", true), Route::mail);
  EXPECT_EQ(route_of("/archive/2024.atom", true), Route::archive);
  EXPECT_EQ(route_of("/topics/empathy/archive/2024-2.json", true), Route::archive);
  EXPECT_EQ(route_of("/archive/2024/", true), Route::page);
  EXPECT_EQ(route_of("/archive/", true), Route::page);
  EXPECT_EQ(route_of("/posts/2023-12/a/citation.bib", true), Route::citations);
  EXPECT_EQ(route_of("/citations.json", true), Route::citations);
  EXPECT_EQ(route_of("/posts/2023-12/a/", true), Route::post);
  EXPECT_EQ(route_of("/topics/", true), Route::page);
  EXPECT_EQ(route_of("/feeds.opml", true), Route::opml);
  EXPECT_EQ(route_of("/topics.opml", true), Route::opml);
  EXPECT_EQ(route_of("/articles.opml", true), Route::opml);
  EXPECT_EQ(route_of("/style.css", true), Route::stylesheet);
  EXPECT_EQ(route_of("/changes.json?since=x", true), Route::mirror);
  EXPECT_EQ(route_of("/changes/2024-03.json", true), Route::mirror);
}

TEST(Route, IsThatOfThePathWhereAProxySendsTheWholeAddress) {
  EXPECT_EQ(route_of("http://example.org/feed.atom", true), Route::atom);
  EXPECT_EQ(route_of("https://example.org", true), Route::other);
}

TEST(Route, OfAnAddressThatOnlyLeadsOnIsAnother) {
  EXPECT_EQ(route_of("/2013/05/old-name.html", true), Route::other);
  EXPECT_EQ(route_of("/feeds/feed.atom", true), Route::other);
  EXPECT_EQ(route_of("/topics/empathy/feed.toml", true), Route::other);
}

TEST(Route, IsNoneForWhatIsNotThere) {
  EXPECT_EQ(route_of("/wp-login.php", false), Route::none);
  EXPECT_EQ(route_of("/nothing/feed.atom", false), Route::none);
  EXPECT_EQ(route_of("", false), Route::none);
}

TEST(Route, OfHealthIsThereEvenWhenHealthIsBad) {
  EXPECT_EQ(route_of("/readyz", false), Route::health);
}

}  // namespace
}  // namespace citefeed::telemetry
