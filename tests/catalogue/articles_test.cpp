#include "catalogue/snapshot.hpp"

#include <gtest/gtest.h>

namespace citefeed::catalogue {
namespace {

using Ids = std::vector<std::string>;

struct PostSketch {
  std::string id = {};
  int day = 1;
  std::vector<citation::Citation> reviewed = {};
};

PostPointer make_post(const PostSketch& sketch) {
  return std::make_shared<const model::Post>(
      model::Post{.id = sketch.id,
                  .published = Instant{std::chrono::sys_days{std::chrono::year{2023} / 5 / sketch.day}},
                  .reviewed = sketch.reviewed});
}

std::shared_ptr<const Snapshot> snapshot_of(const std::vector<PostPointer>& posts) {
  return take_snapshot(posts, {}, Instant{std::chrono::sys_days{std::chrono::year{2024} / 1 / 1}});
}

citation::Citation with_doi(const std::string& doi, const std::string& title = "A title") {
  return {.title = title, .doi = doi};
}

Ids ids_of(const std::vector<PostPointer>& posts) {
  Ids ids;
  for (const auto& post : posts) ids.push_back(post->id);
  return ids;
}

Ids dois_of(const std::vector<citation::Citation>& citations) {
  Ids dois;
  for (const auto& citation : citations) dois.push_back(citation.doi);
  return dois;
}

/// The DOIs of the articles that the whole of `snapshot` reviews, in order.
Ids listed(const Snapshot& snapshot) {
  Ids dois;
  for (const auto& article : articles_of(snapshot.everything.all(), snapshot.articles))
    dois.push_back(article->citation().doi);
  return dois;
}

TEST(Articles, StandInTheOrderOfTheirNewestReviewsThenOfTheirPlacesInThePost) {
  const auto snapshot = snapshot_of({make_post({"old", 1, {with_doi("10.1/c")}}),
                                     make_post({"b", 2, {with_doi("10.1/b1"), with_doi("10.1/b2")}}),
                                     make_post({"a", 2, {with_doi("10.1/a")}})});
  EXPECT_EQ(listed(*snapshot), (Ids{"10.1/a", "10.1/b1", "10.1/b2", "10.1/c"}));
}

TEST(Articles, AreOneHoweverManyPostsReviewThem) {
  const auto snapshot = snapshot_of({make_post({"first", 1, {with_doi("10.1/x", "First")}}),
                                     make_post({"between", 2, {with_doi("10.1/y")}}),
                                     make_post({"last", 3, {with_doi("10.1/X", "Last")}})});
  EXPECT_EQ(listed(*snapshot), (Ids{"10.1/x", "10.1/y"}));
}

TEST(Articles, HaveEveryReviewOfTheSnapshotNewestFirst) {
  const auto snapshot =
      snapshot_of({make_post({"first", 1, {with_doi("10.1/x")}}), make_post({"last", 3, {with_doi("10.1/X")}})});
  EXPECT_EQ(ids_of((*snapshot->articles.find("doi:10.1/x"))->reviews), (Ids{"last", "first"}));
}

TEST(Articles, AreKnownAsTheFirstPostSays) {
  const auto snapshot = snapshot_of({make_post({"later", 3, {with_doi("10.1/X", "Later")}}),
                                     make_post({"b", 1, {with_doi("10.1/x", "B")}}),
                                     make_post({"a", 1, {with_doi("10.1/y"), with_doi("10.1/x", "A")}})});
  const auto article = *snapshot->articles.find("doi:10.1/x");
  EXPECT_EQ(article->first->id, "a");
  EXPECT_EQ(article->position, 1);
  EXPECT_EQ(article->citation().title, "A");
}

TEST(Articles, OfAPostThatNamesOneTwiceHaveThatReviewOnce) {
  const auto snapshot = snapshot_of({make_post({"a", 1, {with_doi("10.1/x"), with_doi("10.1/x")}})});
  EXPECT_EQ(ids_of((*snapshot->articles.find("doi:10.1/x"))->reviews), Ids{"a"});
}

TEST(Articles, AreThoseThatThePostsReviewAndNoOthers) {
  const auto snapshot =
      snapshot_of({make_post({"a", 1, {with_doi("10.1/x")}}), make_post({"b", 2, {with_doi("10.1/y")}})});
  const auto newest = snapshot->everything.newest(1);
  EXPECT_EQ(articles_of(newest, snapshot->articles).size(), 1);
}

std::vector<citation::Citation> ever_reviewed(const Snapshot& snapshot) {
  const auto posts = snapshot.everything.all();
  return citations_of(posts, snapshot.notices.all());
}

TEST(Articles, InWhichNothingWasReadAreNone) {
  const auto snapshot = snapshot_of({make_post({"a", 1, {citation::Citation{}}})});
  EXPECT_TRUE(listed(*snapshot).empty());
  EXPECT_TRUE(ever_reviewed(*snapshot).empty());
}

TEST(EverReviewed, IsOldestFirstEachOnceAsItWasCitedFirst) {
  const auto snapshot = snapshot_of({make_post({"new", 3, {with_doi("10.1/X"), with_doi("10.1/z")}}),
                                     make_post({"b", 1, {with_doi("10.1/b")}}),
                                     make_post({"a", 1, {with_doi("10.1/x"), with_doi("10.1/a")}})});
  EXPECT_EQ(dois_of(ever_reviewed(*snapshot)), (Ids{"10.1/x", "10.1/a", "10.1/b", "10.1/z"}));
}

TEST(EverReviewed, SaysWhatAllPostsSayTogether) {
  const auto noticed = [](const char* id, int day, model::NoticeKind kind, const char* note) {
    auto post = std::make_shared<model::Post>(*make_post({id, day, {with_doi("10.1/x")}}));
    post->notices = {{.kind = kind, .date = post->published, .note = note}};
    return post;
  };
  const auto retracted = noticed("a", 1, model::NoticeKind::retraction, "Pulled");
  const auto corrected = noticed("b", 2, model::NoticeKind::correction, "Fixed");
  const auto both = ever_reviewed(*snapshot_of({retracted, corrected}));
  EXPECT_TRUE(both.at(0).retracted);
  EXPECT_EQ(both.at(0).note, "Retracted: Pulled – Corrected: Fixed");
  const auto reinstated = noticed("c", 3, model::NoticeKind::reinstatement, "Back");
  const auto all = ever_reviewed(*snapshot_of({retracted, corrected, reinstated}));
  EXPECT_FALSE(all.at(0).retracted) << "one post took back what another one said";
  EXPECT_EQ(all.at(0).note, "Reinstated: Back – Corrected: Fixed");
}

TEST(EverReviewed, OnlyGrowsAtItsEndWhenANewPostComes) {
  std::vector<PostPointer> posts{make_post({"a", 1, {with_doi("10.1/a")}}), make_post({"b", 2, {with_doi("10.1/b")}})};
  const auto before = dois_of(ever_reviewed(*snapshot_of(posts)));
  posts.push_back(make_post({"c", 3, {with_doi("10.1/B"), with_doi("10.1/c")}}));
  auto after = dois_of(ever_reviewed(*snapshot_of(posts)));
  after.resize(before.size());
  EXPECT_EQ(after, before);
}

}  // namespace
}  // namespace citefeed::catalogue
