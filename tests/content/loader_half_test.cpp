// A file that somebody may still be writing, where nobody can tell, is not read on trust.
#include <gtest/gtest.h>

#include "loader_fixture.hpp"

namespace citefeed::content {
namespace {

using std::chrono::milliseconds;

/// A loader that takes a file for whole that has been quiet for two seconds, as a clock shows them that the test sets.
class AFileThatMayBeHalf : public LoaderTest {
 protected:
  AFileThatMayBeHalf() {
    feeds_.write("bundles/close.yaml", "title: Close\nselect:\n  topics: [empathy]\n");
    EXPECT_EQ(patient_.load().posts, 3U);
  }
  /// What stands when this much time has passed without a report of any change.
  Look pass(milliseconds time) { return patient_.wait(time, now_); }
  void begin(const std::string& name, const std::string& title) { content_.begin_to_write(path(name), titled(title)); }
  static std::string title_of(const Look& look, std::size_t post = 0) { return look.standing.at(post)->title; }

  FollowedLoader patient_{content_, feeds_, 2, nullptr, patience()};
};

TEST_F(AFileThatMayBeHalf, StandsAsItWasUntilItIsClosed) {
  begin("a", "Half");
  const auto loaded = patient_.load();
  EXPECT_TRUE(loaded.changes.empty());
  EXPECT_EQ(lines_of(loaded.diagnostics), Lines{});
  EXPECT_EQ(loaded.kept, Lines{});
  (void)pass(milliseconds{1000});
  write("a", titled("Whole"));
  EXPECT_EQ(title_of(patient_.reload({path("a")})), "Whole");
  EXPECT_EQ(patient_.next_look(), std::nullopt);
}

TEST_F(AFileThatMayBeHalf, IsReadAtOnceWhenItIsKnownThatItWasClosed) {
  begin("a", "Whole");
  (void)patient_.load();
  content_.close(path("a"));
  EXPECT_EQ(title_of(patient_.reload({path("a")})), "Whole");
  EXPECT_EQ(patient_.next_look(), std::nullopt);
}

TEST_F(AFileThatMayBeHalf, IsWholeWhenItHasBeenQuiet) {
  begin("a", "Whole");
  (void)patient_.load();
  EXPECT_EQ(title_of(pass(milliseconds{1900})), "A title");
  EXPECT_EQ(title_of(pass(milliseconds{200})), "Whole");
  EXPECT_EQ(patient_.next_look(), std::nullopt);
}

TEST_F(AFileThatMayBeHalf, IsNotQuietWhileItIsWrittenTo) {
  begin("a", "Half");
  (void)patient_.load();
  for (const std::string title : {"Half of it", "Half of that", "Whole"}) {
    EXPECT_EQ(title_of(pass(milliseconds{1900})), "A title");
    begin("a", title);
  }
  EXPECT_EQ(title_of(pass(milliseconds{2000})), "A title") << "it was seen in the middle of that time";
  EXPECT_EQ(title_of(pass(milliseconds{2000})), "Whole");
}

TEST_F(AFileThatMayBeHalf, IsNotReadByAWholeLookEither) {
  begin("a", "Half");
  feeds_.write("site.yaml", site("https://other.example/"));
  const auto loaded = patient_.load();
  EXPECT_EQ(loaded.definitions->site.base_url.text, "https://other.example/");
  EXPECT_EQ(title_of(loaded), "A title");
  for (int look = 0; look < 5; ++look) EXPECT_EQ(title_of(patient_.load()), "A title");
}

TEST_F(AFileThatMayBeHalf, DoesNotDelayWhatElseIsSaved) {
  begin("a", "Half");
  write("b", titled("B"));
  const auto loaded = patient_.load();
  EXPECT_EQ(title_of(loaded), "A title");
  EXPECT_EQ(title_of(loaded, 1), "B");
}

TEST_F(AFileThatMayBeHalf, IsTheSamePostWhenItsBytesAreThoseOfBefore) {
  content_.begin_to_write(path("a"), post_text());
  EXPECT_TRUE(patient_.load().changes.empty());
  EXPECT_EQ(patient_.next_look(), std::nullopt) << "there is nothing to wait for";
}

TEST_F(AFileThatMayBeHalf, HasTheTopicsOfTodayMeanwhile) {
  feeds_.write("bundles/close.yaml", "title: Close\nselect:\n  topics: [alliance]\n");
  (void)patient_.load();
  begin("a", "Half");
  feeds_.write("topics.yaml", "topics:\n  - { slug: alliance, label: Alliance }\n");
  EXPECT_TRUE(patient_.load().standing.at(0)->topics.empty());
}

TEST_F(AFileThatMayBeHalf, AndGoesIsMissing) {
  begin("a", "Half");
  (void)patient_.load();
  content_.remove(path("a"));
  EXPECT_EQ(patient_.load().posts, 3U);
  EXPECT_EQ(pass(milliseconds{1900}).posts, 3U);
  EXPECT_EQ(pass(milliseconds{300}).posts, 2U);
}

TEST_F(AFileThatMayBeHalf, AndIsNewIsLeftOutAndNamedUntilItIsWhole) {
  begin("new", "Half");
  auto loaded = patient_.load();
  EXPECT_EQ(loaded.posts, 3U);
  EXPECT_EQ(lines_of(loaded.diagnostics), Lines{"content/2023/12/new.md: error: cannot be read: it was written a "
                                                "moment ago, and nobody can tell whether to the end"});
  EXPECT_TRUE(patient_.lacks_files());
  loaded = pass(milliseconds{2100});
  EXPECT_EQ(loaded.posts, 4U);
  EXPECT_EQ(lines_of(loaded.diagnostics), Lines{});
  EXPECT_FALSE(patient_.lacks_files());
}

TEST_F(AFileThatMayBeHalf, AndIsNewIsLackedWhileItsTreeIsAway) {
  begin("new", "Half");
  (void)patient_.load();
  content_.break_folder("");
  (void)patient_.load();
  EXPECT_TRUE(patient_.lacks_files()) << "nobody can see it, though it was there";
  content_.mend_folders();
  (void)patient_.load();
  EXPECT_TRUE(patient_.lacks_files()) << "nobody knows whether it is whole";
  EXPECT_EQ(pass(milliseconds{2100}).posts, 4U);
  EXPECT_FALSE(patient_.lacks_files());
}

TEST_F(AFileThatMayBeHalf, AndIsNewIsLackedWhenItsTreeGoesAwayBeforeItIsRead) {
  begin("new", "Half");
  (void)patient_.load();
  for (const std::string name : {"a", "b", "c", "new"}) content_.remove(path(name));
  now_ += milliseconds{2000};
  for (int look = 0; look < 2; ++look) {
    (void)patient_.reload({path("new")});
    EXPECT_TRUE(patient_.lacks_files()) << look;
  }
}

TEST_F(AFileThatMayBeHalf, AmongTheDefinitionsStandsAsItWas) {
  feeds_.begin_to_write("site.yaml", site() + "subtitle: Half\n");
  feeds_.write("bundles/close.yaml", "title: Closer\nselect:\n  topics: [empathy]\n");
  const auto loaded = patient_.load();
  EXPECT_EQ(loaded.definitions->site.subtitle, "");
  EXPECT_EQ(loaded.definitions->bundles.at(0).title, "Closer") << "which is whole";
  EXPECT_EQ(pass(milliseconds{1900}).definitions->site.subtitle, "");
  EXPECT_EQ(pass(milliseconds{200}).definitions->site.subtitle, "Half");
  EXPECT_EQ(patient_.next_look(), std::nullopt);
}

TEST_F(AFileThatMayBeHalf, AmongTheDefinitionsIsNoErrorWhereItDoesNotFitTheOthers) {
  feeds_.begin_to_write("bundles/close.yaml", "title: Close\nselect:\n  topics: [alliance]\n");
  feeds_.write("topics.yaml", "topics:\n  - { slug: alliance, label: Alliance }\n");
  const auto loaded = patient_.load();
  EXPECT_EQ(lines_of(loaded.diagnostics), Lines{});
  EXPECT_EQ(loaded.definitions->topics.size(), 2U);
  EXPECT_EQ(pass(milliseconds{2100}).definitions->topics.size(), 1U);
}

TEST_F(AFileThatMayBeHalf, AmongTheIntroductionsStandsAsItWas) {
  const std::string file = "2023/12/_month.md";
  content_.write(file, "---\ntitle: December\n---\n");
  (void)patient_.load();
  content_.begin_to_write(file, "---\ntitle: Winter\n---\n");
  EXPECT_EQ(patient_.load().introductions->begin()->second->title, "December");
  EXPECT_EQ(pass(milliseconds{1900}).introductions->begin()->second->title, "December");
  EXPECT_EQ(pass(milliseconds{200}).introductions->begin()->second->title, "Winter");
  EXPECT_EQ(patient_.next_look(), std::nullopt);
}

TEST_F(AFileThatMayBeHalf, AtTheStartIsWaitedForLikeAllOthers) {
  for (const std::string name : {"a", "b", "c"}) begin(name, "Copied");
  for (const std::string name : {"site.yaml", "topics.yaml"}) {
    feeds_.begin_to_write(name, std::get<std::string>(feeds_.read(name, 10'000)));
  }
  FollowedLoader fresh{content_, feeds_, 2, nullptr, patience()};
  EXPECT_EQ(fresh.load().definitions, nullptr);
  EXPECT_TRUE(fresh.lacks_files());
  (void)fresh.wait(milliseconds{2000}, now_);
  EXPECT_TRUE(fresh.lacks_files()) << "the posts";
  EXPECT_EQ(fresh.wait(milliseconds{2000}, now_).posts, 3U);
  EXPECT_FALSE(fresh.lacks_files());
}

}  // namespace
}  // namespace citefeed::content
