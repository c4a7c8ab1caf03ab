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
  EXPECT_EQ(route_of("/digest/2024-03/digest.html", true), Route::page);
  EXPECT_EQ(route_of("/archive/2024.atom", true), Route::archive);
  EXPECT_EQ(route_of("/topics/empathy/archive/2024-2.json", true), Route::archive);
  EXPECT_EQ(route_of("/archive/2024/", true), Route::page);
  EXPECT_EQ(route_of("/archive/", true), Route::page);
  EXPECT_EQ(route_of("/posts/2023-12/a/citation.bib", true), Route::citations);
  EXPECT_EQ(route_of("/citations.json", true), Route::citations);
  EXPECT_EQ(route_of("/posts/2023-12/a/", true), Route::post);
  EXPECT_EQ(route_of("/topics/", true), Route::page);
  EXPECT_EQ(route_of("/feeds.opml", true), Route::opml);
}

TEST(Route, IsNoneForWhatIsNotThere) {
  EXPECT_EQ(route_of("/wp-login.php", false), Route::none);
  EXPECT_EQ(route_of("/nothing/feed.atom", false), Route::none);
  EXPECT_EQ(route_of("", false), Route::none);
}

TEST(Route, OfHealthIsThereEvenWhenHealthIsBad) {
  EXPECT_EQ(route_of("/readyz", false), Route::health);
}

TEST(Route, HasANameForEach) {
  EXPECT_EQ(to_string(Route::atom), "atom");
  EXPECT_EQ(to_string(Route::none), "none");
}

}  // namespace
}  // namespace citefeed::telemetry
