#include <gtest/gtest.h>

#include <functional>
#include <utility>

#include "loader_fixture.hpp"

namespace citefeed::content {
namespace {

/// A loader that pauses before it takes a file for gone, and what happens in its next pause.
class AFileThatIsMissing : public LoaderTest {
 protected:
  AFileThatIsMissing() {
    feeds_.write("bundles/close.yaml", "title: Close\nselect:\n  topics: [empathy]\n");
    EXPECT_EQ(patient_.load().posts, 3U);
  }

  Loaded first_look() {
    Loader loader{content_, feeds_, 1, Depth::whole, nullptr, [this] {
                    if (meanwhile_) std::exchange(meanwhile_, {})();
                  }};
    return loader.load();
  }

  std::function<void()> meanwhile_ = {};
  int pauses_ = 0;
  Loader patient_{content_, feeds_, 2, Depth::whole, nullptr, [this] {
                    ++pauses_;
                    if (meanwhile_) std::exchange(meanwhile_, {})();
                  }};
};

TEST_F(AFileThatIsMissing, AndIsBackAMomentLaterHasNeverBeenAway) {
  content_.remove(path("a"));
  meanwhile_ = [&] { write("a", titled("Saved")); };
  const auto loaded = patient_.reload({path("a")});
  ASSERT_EQ(loaded.changes.size(), 1U);
  EXPECT_EQ(loaded.changes[0].post->title, "Saved");
  EXPECT_EQ(pauses_, 1);
}

TEST_F(AFileThatIsMissing, AndIsBackButStillBeingWrittenKeepsItsPost) {
  content_.remove(path("a"));
  meanwhile_ = [&] {
    write("a", "");
    content_.break_file(path("a"), {.message = "it is still being written", .busy = true});
  };
  const auto loaded = patient_.reload({path("a")});
  EXPECT_TRUE(loaded.changes.empty());
  EXPECT_EQ(loaded.posts, 3U);
}

TEST_F(AFileThatIsMissing, WhileEverythingIsLookedAtIsWaitedForToo) {
  content_.remove(path("a"));
  meanwhile_ = [&] { write("a", titled("Saved")); };
  const auto loaded = patient_.load();
  EXPECT_EQ(loaded.posts, 3U);
  EXPECT_EQ(loaded.changes.size(), 1U);
}

TEST_F(AFileThatIsMissing, AmongTheDefinitionsIsWaitedForToo) {
  feeds_.remove("bundles/close.yaml");
  meanwhile_ = [&] { feeds_.write("bundles/close.yaml", "title: Closer\nselect:\n  topics: [empathy]\n"); };
  const auto loaded = patient_.load();
  ASSERT_EQ(loaded.definitions->bundles.size(), 1U);
  EXPECT_EQ(loaded.definitions->bundles[0].title, "Closer");
}

TEST_F(AFileThatIsMissing, AndStaysAwayIsGone) {
  content_.remove(path("a"));
  EXPECT_EQ(patient_.reload({path("a")}).posts, 2U);
  EXPECT_EQ(pauses_, 4);
  content_.remove(path("b"));
  EXPECT_EQ(patient_.load().posts, 1U);
  EXPECT_EQ(pauses_, 8);
  feeds_.remove("bundles/close.yaml");
  EXPECT_TRUE(patient_.load().definitions->bundles.empty());
}

TEST_F(AFileThatIsMissing, LikeAllOthersIsNotGoneButTheDiskIs) {
  for (const std::string name : {"a", "b", "c"}) content_.remove(path(name));
  const auto loaded = patient_.reload({path("a")});
  EXPECT_EQ(loaded.posts, 3U);
  EXPECT_EQ(loaded.unreadable, "content cannot be read: there is no post in it any more; is its disk mounted?");
  for (const std::string name : {"a", "b", "c"}) write(name, titled("Back"));
  EXPECT_EQ(patient_.load().changes.size(), 3U);
}

TEST_F(AFileThatIsMissing, WhileItIsReadForTheFirstTimeIsWaitedForToo) {
  content_.break_file(path("a"), {.message = "there is no such file", .gone = true});
  meanwhile_ = [&] { write("a", titled("Written anew")); };
  EXPECT_EQ(first_look().posts, 3U);
}

TEST_F(AFileThatIsMissing, LikeAllOthersAtTheFirstLookLeavesNoPartOfTheSite) {
  const ReadProblem gone{.message = "there is no such file", .gone = true};
  for (const std::string name : {"b", "c"}) content_.break_file(path(name), gone);
  meanwhile_ = [&] { content_.break_file(path("a"), gone); };
  const auto loaded = first_look();
  EXPECT_EQ(loaded.posts, 0U);
  EXPECT_EQ(loaded.unreadable, "content cannot be read: it went away while it was read");
  EXPECT_TRUE(loaded.incomplete);
}

TEST_F(AFileThatIsMissing, OnlyAtTheLastLookIsNotGone) {
  write("d", titled("D"));
  EXPECT_EQ(patient_.load().posts, 4U);
  for (const std::string name : {"a", "b"}) content_.remove(path(name));
  meanwhile_ = [&] {  // one is back, another is saved just now
    write("b", titled("B"));
    content_.remove(path("c"));
  };
  EXPECT_EQ(patient_.load().posts, 3U) << "a is gone, which was missing at every look";
}

TEST_F(AFileThatIsMissing, AmongTheDefinitionsOnlyAtTheLastLookIsNotGone) {
  feeds_.write("bundles/far.yaml", "title: Far\nselect:\n  topics: [alliance]\n");
  EXPECT_EQ(patient_.load().definitions->bundles.size(), 2U);
  feeds_.remove("bundles/close.yaml");
  meanwhile_ = [&] { feeds_.remove("bundles/far.yaml"); };
  EXPECT_EQ(patient_.load().definitions->bundles.size(), 2U);
  feeds_.write("bundles/far.yaml", "title: Farther\nselect:\n  topics: [alliance]\n");
  const auto loaded = patient_.load();
  ASSERT_EQ(loaded.definitions->bundles.size(), 1U);
  EXPECT_EQ(loaded.definitions->bundles[0].title, "Farther");
}

TEST_F(AFileThatIsMissing, WithTheWholeTreeLeavesTheOthersTheirIds) {
  for (const std::string name : {"a", "b", "c"}) write(name, titled(name, "id: same\n"));
  (void)patient_.load();
  for (const std::string name : {"a", "b", "c"}) content_.touch(path(name));
  const ReadProblem gone{.message = "there is no such file", .gone = true};
  for (const std::string name : {"a", "b", "c"}) content_.break_file(path(name), gone);
  const auto loaded = patient_.load();
  EXPECT_EQ(loaded.unreadable, "content cannot be read: it went away while it was read");
  EXPECT_EQ(loaded.posts, 3U) << "each under the id it had last, a under the new one";
}

TEST_F(AFileThatIsMissing, ButNeverWasAPostIsNotWaitedFor) {
  write("d", titled("D"));
  EXPECT_EQ(patient_.reload({path("d"), path("never")}).posts, 4U);
  EXPECT_EQ(patient_.load().posts, 4U);
  EXPECT_EQ(pauses_, 0);
}

}  // namespace
}  // namespace citefeed::content
