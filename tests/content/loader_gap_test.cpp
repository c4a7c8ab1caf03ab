// A file that is being replaced is away for a moment, and its post is not.
#include <gtest/gtest.h>

#include "loader_fixture.hpp"

namespace citefeed::content {
namespace {

using std::chrono::milliseconds;

/// A loader that takes a file for gone after two seconds and four looks, as a clock shows them that the test sets.
class AFileThatIsMissing : public LoaderTest {
 protected:
  AFileThatIsMissing() {
    feeds_.write("bundles/close.yaml", "title: Close\nselect:\n  topics: [empathy]\n");
    EXPECT_EQ(patient_.load().posts, 3U);
  }
  /// What stands when this much time has passed without a report of any change.
  Look pass(milliseconds time) { return patient_.wait(time, now_); }
  static std::string introduction(const std::string& title) { return "---\ntitle: " + title + "\n---\nA word.\n"; }
  void vanish(const std::string& name) {
    content_.break_file(path(name), {.message = "there is no such file", .gone = true});
  }

  FollowedLoader patient_{content_, feeds_, 2, nullptr, patience()};
};

TEST_F(AFileThatIsMissing, AndIsBackSoonHasNeverBeenAway) {
  content_.remove(path("a"));
  EXPECT_TRUE(patient_.reload({path("a")}).changes.empty());
  EXPECT_EQ(pass(milliseconds{1900}).posts, 3U);
  write("a", titled("Saved"));
  const auto loaded = patient_.reload({path("a")});
  ASSERT_EQ(loaded.changes.size(), 1U);
  EXPECT_EQ(loaded.changes[0].post->title, "Saved");
  EXPECT_EQ(patient_.next_look(), std::nullopt);
  EXPECT_EQ(pass(milliseconds{5000}).posts, 3U);
}

TEST_F(AFileThatIsMissing, AndIsBackWithTheSameBytesIsTheSamePost) {
  content_.remove(path("a"));
  (void)patient_.reload({path("a")});
  write("a", post_text());
  EXPECT_TRUE(patient_.reload({path("a")}).changes.empty());
}

TEST_F(AFileThatIsMissing, AndIsBackButStillBeingWrittenKeepsItsPost) {
  content_.remove(path("a"));
  (void)patient_.reload({path("a")});
  (void)pass(milliseconds{1500});
  write("a", "");
  content_.break_file(path("a"), {.message = "it is still being written", .busy = true});
  EXPECT_TRUE(patient_.reload({path("a")}).changes.empty());
  EXPECT_EQ(pass(milliseconds{1500}).posts, 3U);
}

TEST_F(AFileThatIsMissing, WhileEverythingIsLookedAtIsWaitedForToo) {
  content_.remove(path("a"));
  EXPECT_EQ(patient_.load().posts, 3U);
  write("a", titled("Saved"));
  const auto loaded = patient_.load();
  EXPECT_EQ(loaded.posts, 3U);
  EXPECT_EQ(loaded.changes.size(), 1U);
}

TEST_F(AFileThatIsMissing, AndStaysAwayIsGoneWhenTheTimeIsUp) {
  content_.remove(path("a"));
  (void)patient_.reload({path("a")});
  EXPECT_EQ(pass(milliseconds{500}).posts, 3U);
  content_.remove(path("b"));
  EXPECT_EQ(patient_.load().posts, 3U);
  EXPECT_EQ(pass(milliseconds{1400}).posts, 3U);
  EXPECT_EQ(pass(milliseconds{300}).posts, 2U);
  EXPECT_EQ(pass(milliseconds{200}).posts, 2U);
  EXPECT_EQ(pass(milliseconds{300}).posts, 1U);
  EXPECT_EQ(patient_.next_look(), std::nullopt);
}

TEST_F(AFileThatIsMissing, AndIsBackWithoutAReportIsFoundByLooking) {
  content_.remove(path("a"));
  (void)patient_.load();
  write("a", titled("Saved"));
  EXPECT_EQ(ids(pass(milliseconds{110}))[0], "2023-12/a: Saved");
  EXPECT_EQ(patient_.next_look(), std::nullopt);
}

TEST_F(AFileThatIsMissing, InEachOfTwoGapsIsNotMissingFromTheFirstOneOn) {
  content_.remove(path("a"));
  (void)patient_.load();
  write("a", titled("Saved"));
  (void)pass(milliseconds{1000});
  content_.remove(path("a"));
  (void)patient_.load();
  EXPECT_EQ(pass(milliseconds{1500}).posts, 3U);
  EXPECT_EQ(pass(milliseconds{1000}).posts, 2U);
}

TEST_F(AFileThatIsMissing, WhenTheProcessGoesOnAfterItStoodStillIsLookedForBeforeItIsGone) {
  content_.remove(path("a"));
  (void)patient_.reload({path("a")});
  now_ += std::chrono::minutes{1};
  EXPECT_EQ(pass(milliseconds{200}).posts, 3U);
  EXPECT_EQ(pass(milliseconds{400}).posts, 2U);
}

TEST_F(AFileThatIsMissing, DoesNotDelayWhatElseIsSaved) {
  content_.remove(path("a"));
  write("b", titled("B"));
  const auto loaded = patient_.reload({path("a"), path("b")});
  ASSERT_EQ(loaded.changes.size(), 1U);
  EXPECT_EQ(loaded.changes[0].post->title, "B");
}

TEST_F(AFileThatIsMissing, AndWasBrokenKeepsItsLastGoodVersionAsLong) {
  write("a", "---\ntitle: [\n---\n");
  EXPECT_EQ(patient_.reload({path("a")}).kept.size(), 1U);
  content_.remove(path("a"));
  EXPECT_EQ(patient_.reload({path("a")}).posts, 3U);
  const auto loaded = pass(milliseconds{2200});
  EXPECT_EQ(loaded.posts, 2U);
  EXPECT_TRUE(loaded.diagnostics.empty());
}

TEST_F(AFileThatIsMissing, ButNeverWasAPostIsNotWaitedFor) {
  write("broken", "---\ntitle: [\n---\n");
  EXPECT_FALSE(patient_.reload({path("broken"), path("never")}).diagnostics.empty());
  content_.remove(path("broken"));
  EXPECT_TRUE(patient_.reload({path("broken")}).diagnostics.empty());
  EXPECT_EQ(patient_.next_look(), std::nullopt);
  write("broken", "---\ntitle: [\n---\n");
  (void)patient_.load();
  content_.remove(path("broken"));
  EXPECT_TRUE(patient_.load().diagnostics.empty());
  EXPECT_EQ(patient_.next_look(), std::nullopt);
}

TEST_F(AFileThatIsMissing, SinceItWasMovedStandsInItsNewPlaceAlone) {
  write("a", titled("Moved"));
  (void)patient_.load();
  content_.remove(path("a"));
  write("moved", titled("Moved"));
  const auto loaded = patient_.reload({path("a"), path("moved")});
  EXPECT_EQ(ids(loaded),
            (std::vector<std::string>{"2023-12/b: A title", "2023-12/c: A title", "2023-12/moved: Moved"}));
  EXPECT_EQ(patient_.next_look(), std::nullopt);
}

TEST_F(AFileThatIsMissing, AndWhoseIdComesInAnotherFileALittleLaterMakesRoomForIt) {
  content_.remove(path("a"));
  EXPECT_EQ(patient_.load().posts, 3U);
  (void)pass(milliseconds{100});
  write("moved", titled("Moved and renamed", "id: 2023-12/a\n"));
  const auto loaded = patient_.load();
  EXPECT_EQ(ids(loaded).back(), "2023-12/a: Moved and renamed");
  EXPECT_EQ(loaded.posts, 3U);
  EXPECT_FALSE(has_errors(loaded.diagnostics));
}

TEST_F(AFileThatIsMissing, AndIsSaidToBeGoneIsGoneAtOnce) {
  content_.remove(path("a"));
  feeds_.write("gone.yaml", "posts:\n  - { id: 2023-12/a, date: 2024-01-01, reason: A mistake }\n");
  EXPECT_EQ(patient_.load().posts, 2U);
}

TEST_F(AFileThatIsMissing, AndIsSaidToBeGoneLaterIsWaitedFor) {
  feeds_.write("gone.yaml", "posts:\n  - { id: 2023-12/a, date: 2030-01-01, reason: A mistake }\n");
  (void)patient_.load();
  content_.remove(path("a"));
  EXPECT_EQ(patient_.reload({path("a")}).posts, 3U);
  write("a", titled("Saved"));
  EXPECT_EQ(ids(patient_.reload({path("a")})).at(0), "2023-12/a: Saved");
  content_.remove(path("a"));
  date_ = Instant{std::chrono::sys_days{std::chrono::year{2030} / 1 / 2}};
  EXPECT_EQ(patient_.reload({path("a")}).posts, 2U);
}

TEST_F(AFileThatIsMissing, AmongTheDefinitionsIsWaitedForToo) {
  feeds_.remove("bundles/close.yaml");
  EXPECT_EQ(patient_.load().definitions->bundles.size(), 1U);
  EXPECT_EQ(pass(milliseconds{1900}).definitions->bundles.size(), 1U);
  feeds_.write("bundles/close.yaml", "title: Closer\nselect:\n  topics: [empathy]\n");
  const auto loaded = patient_.load();
  ASSERT_EQ(loaded.definitions->bundles.size(), 1U);
  EXPECT_EQ(loaded.definitions->bundles[0].title, "Closer");
  EXPECT_EQ(patient_.next_look(), std::nullopt);
}

TEST_F(AFileThatIsMissing, AmongTheDefinitionsIsGoneWhenTheTimeIsUp) {
  feeds_.remove("bundles/close.yaml");
  (void)patient_.load();
  EXPECT_TRUE(pass(milliseconds{2200}).definitions->bundles.empty());
  EXPECT_EQ(patient_.next_look(), std::nullopt);
}

TEST_F(AFileThatIsMissing, AmongTheDefinitionsAndIsBackWithoutAReportIsFoundByLooking) {
  feeds_.remove("bundles/close.yaml");
  (void)patient_.load();
  feeds_.write("bundles/close.yaml", "title: Closer\nselect:\n  topics: [empathy]\n");
  EXPECT_EQ(pass(milliseconds{110}).definitions->bundles.at(0).title, "Closer");
  EXPECT_EQ(patient_.next_look(), std::nullopt);
}

TEST_F(AFileThatIsMissing, AmongTheDefinitionsOnlyOnceTheyAreReadIsNotGoneEither) {
  feeds_.write("site.yaml", site() + "subtitle: Words\n");
  feeds_.break_file("bundles/close.yaml", {.message = "there is no such file", .gone = true});
  EXPECT_EQ(patient_.load().definitions->bundles.size(), 1U);
}

TEST_F(AFileThatIsMissing, AmongTheDefinitionsAfterNobodyCouldSeeAnyIsWaitedForToo) {
  for (const std::string folder : {"", "bundles"}) {
    feeds_.write("bundles/close.yaml", "title: Close\nselect:\n  topics: [empathy]\n");
    (void)patient_.load();
    feeds_.break_folder(folder);  // as while it is moved away
    EXPECT_EQ(patient_.load().definitions->bundles.size(), 1U);
    feeds_.mend_folders();
    feeds_.remove("bundles/close.yaml");
    EXPECT_EQ(patient_.load().definitions->bundles.size(), 1U);
    EXPECT_EQ(pass(milliseconds{1900}).definitions->bundles.size(), 1U);
    EXPECT_TRUE(pass(milliseconds{300}).definitions->bundles.empty());
  }
}

TEST_F(AFileThatIsMissing, AmongTheIntroductionsIsWaitedForToo) {
  const std::string file = "2023/12/_month.md";
  content_.write(file, introduction("December"));
  EXPECT_EQ(patient_.load().introductions->size(), 1U);
  content_.remove(file);
  EXPECT_NE(patient_.reload({file}).introductions, nullptr);
  EXPECT_NE(patient_.load().introductions, nullptr);
  content_.write(file, introduction("Winter"));
  EXPECT_EQ(patient_.reload({file}).introductions->begin()->second->title, "Winter");
  EXPECT_EQ(patient_.next_look(), std::nullopt);
  content_.remove(file);
  (void)patient_.load();
  EXPECT_EQ(pass(milliseconds{2200}).introductions, nullptr);
  EXPECT_EQ(patient_.next_look(), std::nullopt);
}

TEST_F(AFileThatIsMissing, LikeAllOthersIsNotGoneButTheDiskIs) {
  for (const std::string name : {"a", "b", "c"}) content_.remove(path(name));
  auto loaded = patient_.reload({path("a")});
  EXPECT_EQ(loaded.posts, 3U);
  EXPECT_EQ(loaded.unreadable, "content cannot be read: there is no post in it any more; is its disk mounted?");
  EXPECT_EQ(patient_.next_look(), std::nullopt);
  (void)pass(milliseconds{5000});
  EXPECT_EQ(patient_.load().posts, 3U);
  for (const std::string name : {"a", "b", "c"}) write(name, titled("Back"));
  EXPECT_EQ(patient_.load().changes.size(), 3U);
}

TEST_F(AFileThatIsMissing, OneAfterTheOtherWithAllOthersIsNotGoneEither) {
  for (const std::string name : {"a", "b", "c"}) {
    content_.remove(path(name));
    (void)patient_.reload({path(name)});
    (void)pass(milliseconds{100});
  }
  EXPECT_EQ(pass(milliseconds{5000}).posts, 3U);
}

TEST_F(AFileThatIsMissing, LikeAllOthersAtTheFirstLookLeavesNoPartOfTheSite) {
  for (const std::string name : {"a", "b", "c"}) vanish(name);
  const auto loaded = FollowedLoader{content_, feeds_, 1, nullptr, patience()}.load();
  EXPECT_EQ(loaded.posts, 0U);
  EXPECT_EQ(loaded.unreadable, "content cannot be read: it went away while it was read");
  EXPECT_TRUE(loaded.incomplete);
}

TEST_F(AFileThatIsMissing, WithTheWholeTreeLeavesTheOthersTheirIds) {
  for (const std::string name : {"a", "b", "c"}) write(name, titled(name, "id: same\n"));
  (void)patient_.load();
  for (const std::string name : {"a", "b", "c"}) content_.touch(path(name));
  for (const std::string name : {"a", "b", "c"}) vanish(name);
  const auto loaded = patient_.load();
  EXPECT_EQ(loaded.unreadable, "content cannot be read: it went away while it was read");
  EXPECT_EQ(loaded.posts, 3U) << "each under the id it had last, a under the new one";
}

TEST_F(AFileThatIsMissing, InAFolderThatNobodyCanReadIsNotMissing) {
  content_.remove(path("a"));
  (void)patient_.load();
  content_.break_folder("2023");
  (void)patient_.load();
  EXPECT_EQ(pass(milliseconds{2200}).posts, 3U);
  content_.mend_folders();
  EXPECT_EQ(patient_.load().posts, 3U) << "its time begins anew";
  EXPECT_EQ(pass(milliseconds{2200}).posts, 2U);
}

}  // namespace
}  // namespace citefeed::content
