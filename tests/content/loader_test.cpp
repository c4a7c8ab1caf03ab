#include "content/loader.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "loader_fixture.hpp"

namespace citefeed::content {
namespace {

using Paths = std::vector<std::string>;
using Load = LoaderTest;
using Reload = LoaderTest;

TEST_F(Load, GivesAllPostsByPath) {
  const auto loaded = loader_.load();
  EXPECT_EQ(lines_of(loaded.diagnostics), Lines{});
  EXPECT_EQ(ids(loaded), (Paths{"2023-12/a: A title", "2023-12/b: A title", "2023-12/c: A title"}));
  EXPECT_EQ(loaded.definitions->site.title, "Blog");
  EXPECT_EQ(loaded.kept, Paths{});
}

TEST_F(Load, ReadsOnlyWhatChangedSinceTheLast) {
  const auto first = loader_.load();
  EXPECT_EQ(content_.take_reads().size(), 3U);
  write("b", titled("B"));
  const auto second = loader_.load();
  EXPECT_EQ(content_.take_reads(), Paths{path("b")});
  EXPECT_EQ(second.standing[0], first.standing[0]);
  EXPECT_EQ(second.standing[1]->title, "B");
}

TEST_F(Load, KeepsTheSameObjectsWhenFilesWereOnlyTouched) {
  const auto first = loader_.load();
  for (const std::string name : {"a", "b", "c"}) content_.touch(path(name));
  feeds_.touch("site.yaml");
  const auto second = loader_.load();
  EXPECT_EQ(second.standing, first.standing);
  EXPECT_EQ(second.definitions, first.definitions);
}

TEST_F(Load, DropsFilesThatAreGoneAndTakesNewOnes) {
  (void)loader_.load();
  content_.remove(path("a"));
  write("d", titled("D"));
  EXPECT_EQ(ids(loader_.load()), (Paths{"2023-12/b: A title", "2023-12/c: A title", "2023-12/d: D"}));
}

TEST_F(Load, KeepsTheLastGoodVersionOfABrokenPostAndSaysWhatIsWrong) {
  (void)loader_.load();
  write("b", "---\ntitle: [\n---\n");
  const auto broken = loader_.load();
  EXPECT_EQ(ids(broken), (Paths{"2023-12/a: A title", "2023-12/b: A title", "2023-12/c: A title"}));
  EXPECT_EQ(broken.kept, Paths{path("b")});
  ASSERT_EQ(broken.diagnostics.size(), 2U);
  EXPECT_EQ(to_string(broken.diagnostics[1]),
            "content/2023/12/b.md:3:1: error: expected YAML, but did not find expected node content");
  write("b", titled("Mended"));
  const auto mended = loader_.load();
  EXPECT_EQ(mended.standing[1]->title, "Mended");
  EXPECT_EQ(mended.kept, Paths{});
  EXPECT_EQ(lines_of(mended.diagnostics), Lines{});
}

TEST_F(Load, LeavesOutAPostThatNeverWasGood) {
  write("b", "nonsense");
  const auto loaded = loader_.load();
  EXPECT_EQ(ids(loaded), (Paths{"2023-12/a: A title", "2023-12/c: A title"}));
  EXPECT_EQ(loaded.kept, Paths{});
  EXPECT_EQ(loaded.diagnostics.size(), 1U);
}

TEST_F(Load, SaysWhatIsStillWrongEveryTime) {
  write("b", "nonsense");
  const auto first = loader_.load().diagnostics;
  EXPECT_EQ(loader_.load().diagnostics, first);
  EXPECT_EQ(loader_.reload({path("a")}).diagnostics, first);
}

TEST_F(Load, KeepsAFileThatIsBeingWrittenAndSaysNothing) {
  (void)loader_.load();
  content_.break_file(path("b"), {.message = "it is still being written", .busy = true});
  const auto loaded = loader_.load();
  EXPECT_EQ(ids(loaded).size(), 3U);
  EXPECT_EQ(lines_of(loaded.diagnostics), Lines{});
  EXPECT_EQ(loaded.kept, Paths{});
  (void)content_.take_reads();
  (void)loader_.load();
  EXPECT_EQ(content_.take_reads(), Paths{path("b")}) << "a file that was busy is read again";
}

TEST_F(Load, NamesANewFileThatIsBeingWritten) {
  content_.break_file(path("b"), {.message = "it is still being written", .busy = true});
  EXPECT_EQ(lines_of(loader_.load().diagnostics),
            Lines{"content/2023/12/b.md: error: cannot be read: it is still being written"});
  write("b", post_text());
  EXPECT_EQ(lines_of(loader_.load().diagnostics), Lines{});
}

TEST_F(Load, KeepsThePostOfAFileThatCannotBeRead) {
  (void)loader_.load();
  content_.break_file(path("b"), {.message = "Permission denied"});
  const auto loaded = loader_.load();
  EXPECT_EQ(ids(loaded).size(), 3U);
  EXPECT_EQ(loaded.kept, Paths{path("b")});
  EXPECT_EQ(lines_of(loaded.diagnostics), Lines{"content/2023/12/b.md: error: cannot be read: Permission denied"});
}

TEST_F(Load, ReadsAFileAgainWhoseTroubleMayHavePassedThoughItsSignatureIsTheSame) {
  (void)loader_.load();
  content_.break_file(path("b"), {.message = "Input/output error", .may_pass = true});
  EXPECT_TRUE(loader_.load().incomplete);
  (void)content_.take_reads();
  EXPECT_TRUE(loader_.load().incomplete);
  EXPECT_EQ(content_.take_reads(), Paths{path("b")});
  write("b", post_text());
  const auto mended = loader_.load();
  EXPECT_FALSE(mended.incomplete);
  EXPECT_EQ(mended.kept, Paths{});
  EXPECT_EQ(lines_of(mended.diagnostics), Lines{});
}

TEST_F(Load, DoesNotReadAFileThatIsTooLarge) {
  write("b", std::string(2'000'000, 'x'));
  const auto loaded = loader_.load();
  EXPECT_EQ(lines_of(loaded.diagnostics),
            Lines{"content/2023/12/b.md: error: cannot be read: it is larger than 1 MiB"});
  EXPECT_EQ(content_.take_reads(), (Paths{path("a"), path("c")}));
}

TEST_F(Load, KeepsThePostsOfAFolderThatCannotBeRead) {
  (void)loader_.load();
  content_.break_folder("2023");
  const auto loaded = loader_.load();
  EXPECT_EQ(ids(loaded).size(), 3U);
  EXPECT_EQ(lines_of(loaded.diagnostics), Lines{"content/2023: error: cannot be read: permission denied"});
  EXPECT_TRUE(loaded.incomplete);
  content_.mend_folders();
  content_.remove(path("a"));
  EXPECT_EQ(ids(loader_.load()).size(), 2U);
}

TEST_F(Load, KeepsAllPostsWhenTheRootCannotBeRead) {
  (void)loader_.load();
  content_.break_folder("");
  const auto loaded = loader_.load();
  EXPECT_EQ(ids(loaded).size(), 3U);
  EXPECT_EQ(lines_of(loaded.diagnostics), Lines{"content: error: cannot be read: permission denied"});
  EXPECT_EQ(loaded.unreadable, "content cannot be read: permission denied");
  content_.mend_folders();
  EXPECT_EQ(loader_.load().unreadable, "");
}

TEST_F(Load, KeepsAllPostsWhenThereAreNoneAllOfASudden) {
  auto posts = loader_.load().standing;
  ASSERT_EQ(posts.size(), 3U);
  for (const auto& post : posts) content_.remove(post->file);
  const auto loaded = loader_.load();
  EXPECT_EQ(loaded.standing, posts);
  EXPECT_EQ(loaded.unreadable, "content cannot be read: there is no post in it any more; is its disk mounted?");
}

TEST_F(Load, SaysThatTheRootOfTheDefinitionsCannotBeRead) {
  (void)loader_.load();
  feeds_.break_folder("");
  EXPECT_EQ(loader_.load().unreadable, "feeds cannot be read: permission denied");
}

TEST_F(Load, ShowsFileNamesThatAreNotUtf8) {
  content_.write("2023/12/\xE9\n.md", post_text());
  EXPECT_EQ(loader_.load().diagnostics.at(0).file, "content/2023/12/? .md");
}

TEST_F(Load, IsTheSameOnOneThreadAndOnMany) {
  for (int i = 0; i < 200; ++i) write("p" + std::to_string(i), i % 7 == 0 ? "broken" : titled(std::to_string(i)));
  FollowedLoader one{content_, feeds_, 1}, many{content_, feeds_, 8};
  const auto a = one.load(), b = many.load();
  EXPECT_EQ(ids(a), ids(b));
  EXPECT_EQ(a.diagnostics, b.diagnostics);
}

TEST_F(Reload, ReadsJustTheseFiles) {
  (void)loader_.load();
  (void)content_.take_reads();
  (void)feeds_.take_reads();
  write("a", titled("A"));
  write("b", titled("B"));
  const auto loaded = loader_.reload({path("b"), path("b")});
  EXPECT_EQ(content_.take_reads(), Paths{path("b")});
  EXPECT_EQ(feeds_.take_reads(), Paths{});
  EXPECT_EQ(ids(loaded), (Paths{"2023-12/a: A title", "2023-12/b: B", "2023-12/c: A title"}));
}

TEST_F(Reload, TakesNewFilesAndDropsGoneOnes) {
  (void)loader_.load();
  content_.remove(path("a"));
  write("d", titled("D"));
  EXPECT_EQ(ids(loader_.reload({path("a"), path("d")})),
            (Paths{"2023-12/b: A title", "2023-12/c: A title", "2023-12/d: D"}));
}

TEST_F(Reload, IgnoresNamesThatAreNoPosts) {
  (void)loader_.load();
  (void)content_.take_reads();
  EXPECT_EQ(
      loader_.reload({"2023/12/.a.md.AbC123", "2023/12/a.md~", "2023/.git/a.md", "2023/12/a.txt", ""}).standing.size(),
      3U);
  EXPECT_EQ(content_.take_reads(), Paths{});
}

TEST_F(Reload, NamesAFileThatWasMeantToBeAPostUntilItIsGone) {
  (void)loader_.load();
  content_.write("2023/12/d.markdown", "");
  EXPECT_EQ(lines_of(loader_.reload({"2023/12/d.markdown"}).diagnostics),
            Lines{"content/2023/12/d.markdown: warning: is passed over: its name does not end in \".md\""});
  content_.remove("2023/12/d.markdown");
  EXPECT_EQ(lines_of(loader_.reload({"2023/12/d.markdown"}).diagnostics), Lines{});
}

TEST_F(Reload, NamesAPostThatBecameSomethingElseAndDropsIt) {
  (void)loader_.load();
  content_.break_file(path("a"), {.message = "it is not a regular file", .gone = true, .unfit = true});
  const auto loaded = loader_.reload({path("a")});
  EXPECT_EQ(loaded.standing.size(), 2U);
  EXPECT_EQ(lines_of(loaded.diagnostics),
            Lines{"content/2023/12/a.md: warning: is passed over: it is not a regular file"});
}

TEST_F(Reload, BeforeTheFirstLoadIsALoad) {
  EXPECT_EQ(loader_.reload({}).standing.size(), 3U);
}

/// A hundred posts more, each with HTML in its text.
class LeftTexts : public LoaderTest {
 protected:
  LeftTexts() {
    for (int i = 0; i < 100; ++i)
      write(fmt::format("html-{}", i), post_text("", "<b>x</b>\n\n## Practice Implications\n\nDo.\n"));
  }
  Loader lazy_{content_, feeds_, 2, Depth::header};
};

TEST_F(LeftTexts, AreWarnedOfWhenTheyHaveBeenRead) {
  const auto first = lazy_.load();
  EXPECT_TRUE(first.has_unread);
  EXPECT_EQ(first.posts, 103U);
  EXPECT_EQ(lines_of(first.diagnostics), Lines{});
  EXPECT_TRUE(lazy_.read_texts(60));
  EXPECT_FALSE(lazy_.read_texts(60));
  const auto later = lazy_.reload({});
  EXPECT_FALSE(later.has_unread);
  EXPECT_TRUE(later.changes.empty());
  EXPECT_EQ(later.diagnostics, Loader(content_, feeds_, 2).load().diagnostics);
  EXPECT_EQ(later.diagnostics.size(), 100U);
}

TEST_F(LeftTexts, OfAFewFilesAreReadAtOnce) {
  (void)lazy_.load();
  while (lazy_.read_texts(60)) continue;
  write("html-7", post_text("", "<i>y</i>\n\n## Practice Implications\n\nDo.\n"));
  const auto loaded = lazy_.reload({path("html-7")});
  EXPECT_FALSE(loaded.has_unread);
  EXPECT_NE(std::find(loaded.diagnostics.begin(), loaded.diagnostics.end(),
                      Diagnostic{.file = "content/" + path("html-7"),
                                 .line = 7,
                                 .severity = Severity::warning,
                                 .message = "expected Markdown, found the HTML \"<i>\"; HTML is left out"}),
            loaded.diagnostics.end());
}

TEST_F(LeftTexts, OfAFileThatChangesOrGoesMeanwhileAreNotWarnedOf) {
  (void)lazy_.load();
  write("html-7", post_text());
  content_.remove(path("html-8"));
  (void)lazy_.reload({path("html-7"), path("html-8")});
  while (lazy_.read_texts(60)) continue;
  EXPECT_EQ(lazy_.reload({}).diagnostics.size(), 98U);
}

}  // namespace
}  // namespace citefeed::content
