// What definitions that change, and ids that collide, do to posts that were loaded.
#include "content/loader.hpp"

#include <gtest/gtest.h>

#include "loader_fixture.hpp"

namespace citefeed::content {
namespace {

using Paths = std::vector<std::string>;
using ChangedDefinitions = LoaderTest;
using Ids = LoaderTest;

TEST_F(ChangedDefinitions, ThatChangeHaveAllPostsReadAgain) {
  (void)loader_.load();
  feeds_.write("site.yaml", site("https://other.example/"));
  write("a", post_text("", "[x](y)\n\n## Practice Implications\n\nDo.\n"));
  const auto loaded = loader_.load();
  EXPECT_EQ(text_of(*loaded.standing[0]).summary_html,
            "<p><a href=\"https://other.example/posts/2023-12/a/y\">x</a></p>\n");
  EXPECT_EQ(content_.take_reads().size(), 6U);
}

TEST_F(ChangedDefinitions, ThatAreBrokenLeaveTheLastGoodOnes) {
  const auto first = loader_.load();
  feeds_.write("site.yaml", "title: [");
  write("a", titled("A"));
  const auto loaded = loader_.load();
  EXPECT_EQ(loaded.definitions, first.definitions);
  EXPECT_EQ(loaded.standing[0]->title, "A");
  EXPECT_EQ(lines_of(loaded.diagnostics),
            Lines{"feeds/site.yaml:1:9: error: expected YAML, but did not find expected node content"});
  EXPECT_EQ(loader_.load().diagnostics, loaded.diagnostics);
}

TEST_F(ChangedDefinitions, ThatCannotBeReadAreNotRemoved) {
  feeds_.write("research-types.yaml", "research_types:\n  - { slug: survey, label: Survey }\n");
  feeds_.write("bundles/both.yaml", "title: Both\nselect: { topics: [alliance] }\n");
  const auto first = loader_.load();
  ASSERT_EQ(first.definitions->bundles.size(), 1U);
  for (const std::string file : {"research-types.yaml", "bundles/both.yaml", "topics.yaml"}) {
    feeds_.break_file(file, {.message = "Permission denied", .may_pass = true});
    const auto loaded = loader_.load();
    EXPECT_EQ(loaded.definitions->research_types, first.definitions->research_types) << file;
    EXPECT_EQ(loaded.definitions->topics, first.definitions->topics) << file;
    EXPECT_EQ(loaded.definitions->bundles.size(), 1U) << file;
    EXPECT_EQ(loaded.diagnostics.front().message, "cannot be read: Permission denied");
  }
}

TEST_F(ChangedDefinitions, ThatAreBrokenKeepNoCorrectionOfAnotherFileOut) {
  const auto first = loader_.load();
  feeds_.write("topics.yaml", "topics:\n  - { slug: empathy }\n");
  feeds_.write("site.yaml", site("https://other.example/"));
  feeds_.write("bundles/new.yaml", "title: New\nselect: { topics: [alliance] }\n");
  const auto loaded = loader_.load();
  EXPECT_EQ(loaded.definitions->site.base_url.text, "https://other.example/");
  EXPECT_EQ(loaded.definitions->topics, first.definitions->topics);
  EXPECT_EQ(loaded.definitions->bundles.size(), 1U);
  EXPECT_EQ(loaded.kept, Paths{"feeds/topics.yaml"});
  EXPECT_EQ(lines_of(loaded.diagnostics),
            (Lines{"feeds/bundles/new.yaml:2:20: error: expected a topic of topics.yaml, found \"alliance\"",
                   "feeds/topics.yaml:2:5: error: expected \"label\", found none"}));
  feeds_.write("topics.yaml", "topics:\n  - { slug: alliance, label: Bond }\n  - { slug: empathy, label: Empathy }\n");
  const auto mended = loader_.load();
  EXPECT_EQ(mended.kept, Paths{});
  EXPECT_EQ(mended.definitions->topics.front().label, "Bond");
}

TEST_F(ChangedDefinitions, WithANewFileThatIsWrongAreAllTheOthers) {
  (void)loader_.load();
  feeds_.write("bundles/new.yaml", "title: New\n");
  feeds_.write("site.yaml", site("https://other.example/"));
  const auto loaded = loader_.load();
  EXPECT_EQ(loaded.definitions->site.base_url.text, "https://other.example/");
  EXPECT_EQ(loaded.definitions->bundles.size(), 0U);
  EXPECT_EQ(loaded.kept, Paths{});
  EXPECT_EQ(loaded.diagnostics.size(), 1U);
}

TEST_F(ChangedDefinitions, ThatTakeATopicFromABundleKeepTheTopics) {
  feeds_.write("bundles/both.yaml", "title: Both\nselect: { topics: [alliance] }\n");
  (void)loader_.load();
  feeds_.write("topics.yaml", "topics:\n  - { slug: empathy, label: Empathy }\n");
  feeds_.write("site.yaml", site("https://other.example/"));
  const auto loaded = loader_.load();
  EXPECT_EQ(loaded.definitions->site.base_url.text, "https://other.example/");
  EXPECT_EQ(loaded.definitions->topics.size(), 2U);
  EXPECT_EQ(loaded.definitions->bundles.size(), 1U);
  EXPECT_EQ(loaded.kept, Paths{"feeds/topics.yaml"});
}

TEST_F(ChangedDefinitions, OfAFolderThatIsEmptiedStandAsTheyWere) {
  feeds_.write("bundles/both.yaml", "title: Both\nselect: { topics: [alliance] }\n");
  const auto first = loader_.load();
  for (const char* path : {"site.yaml", "topics.yaml", "bundles/both.yaml"}) feeds_.remove(path);
  const auto loaded = loader_.load();
  EXPECT_EQ(loaded.definitions, first.definitions);
  EXPECT_EQ(loaded.kept, (Paths{"feeds/bundles/both.yaml", "feeds/site.yaml", "feeds/topics.yaml"}));
}

TEST_F(ChangedDefinitions, ThatNeverWereGoodHavePostsCheckedAllTheSame) {
  feeds_.write("site.yaml", "title: [");
  feeds_.remove("topics.yaml");
  write("a", "---\ntitle: t\npublished: never\ntopics: [empathy]\n---\n");
  const auto loaded = loader_.load();
  EXPECT_EQ(loaded.definitions, nullptr);
  EXPECT_EQ(loaded.standing.size(), 2U);
  EXPECT_EQ(
      lines_of(loaded.diagnostics),
      (Lines{"content/2023/12/a.md: warning: expected a citation, found none",
             "content/2023/12/a.md: warning: expected a heading \"## Practice Implications\", found none",
             "content/2023/12/a.md:3:12: error: expected a date as YYYY-MM, YYYY-MM-DD or RFC 3339, found \"never\"",
             "feeds/site.yaml:1:9: error: expected YAML, but did not find expected node content",
             "feeds/topics.yaml: error: expected this file, found none"}));
}

TEST_F(ChangedDefinitions, ThatBecomeGoodHavePostsReadAsNeverBefore) {
  feeds_.write("topics.yaml", "topics:\n  - { slug: alliance }\n");
  FollowedLoader loader{content_, feeds_};
  (void)loader.load();
  feeds_.write("topics.yaml", "topics:\n  - { slug: alliance, label: Alliance }\n");
  const auto loaded = loader.reload({});
  EXPECT_EQ(loaded.standing.size(), 0U);
  EXPECT_EQ(loaded.kept, Paths{});
  EXPECT_EQ(loaded.diagnostics.size(), 3U);  // of none is the topic known
}

TEST_F(ChangedDefinitions, ThatAreBeingWrittenLeaveTheLastGoodOnesAndSayNothing) {
  const auto first = loader_.load();
  feeds_.break_file("site.yaml", {.message = "it is still being written", .busy = true});
  const auto loaded = loader_.load();
  EXPECT_EQ(loaded.definitions, first.definitions);
  EXPECT_EQ(lines_of(loaded.diagnostics), Lines{});
  feeds_.write("site.yaml", site("https://other.example/"));
  EXPECT_EQ(loader_.load().definitions->site.base_url.text, "https://other.example/");
}

TEST_F(ChangedDefinitions, WithoutATopicTakeItFromThePostsThatAreKept) {
  write("a", "---\ntitle: t\npublished: 2023-12\ntopics: [empathy, alliance]\n---\n");
  (void)loader_.load();
  feeds_.write("topics.yaml", "topics:\n  - { slug: empathy, label: Empathy }\n");
  const auto loaded = loader_.load();
  EXPECT_EQ(loaded.kept, Paths{path("a")});
  EXPECT_EQ(loaded.standing[0]->topics, Paths{"empathy"});
}

TEST_F(Ids, OfTwoFilesBelongToTheFirstByPath) {
  write("b", titled("B", "id: same\n"));
  write("c", titled("C", "id: same\n"));
  const auto loaded = loader_.load();
  EXPECT_EQ(ids(loaded), (Paths{"2023-12/a: A title", "same: B"}));
  EXPECT_EQ(lines_of(loaded.diagnostics), Lines{"content/2023/12/c.md: error: expected an id of its own, found "
                                                "\"same\", which content/2023/12/b.md has already"});
}

TEST_F(Ids, ThatDifferOnlyInLetterCaseAreTheSame) {
  write("b", titled("B", "id: 2023-12/Same\n"));
  write("c", titled("C", "id: 2023-12/same\n"));
  const auto loaded = loader_.load();
  EXPECT_EQ(ids(loaded), (Paths{"2023-12/a: A title", "2023-12/Same: B"}));
  EXPECT_EQ(lines_of(loaded.diagnostics),
            Lines{"content/2023/12/c.md: error: expected an id of its own, found \"2023-12/same\", which "
                  "content/2023/12/b.md has already in another letter case"});
}

TEST_F(Ids, TakenByACopyLeaveTheCopyItsLastGoodVersion) {
  (void)loader_.load();
  write("c", titled("C", "id: 2023-12/a\n"));
  const auto loaded = loader_.reload({path("c")});
  EXPECT_EQ(ids(loaded), (Paths{"2023-12/a: A title", "2023-12/b: A title", "2023-12/c: A title"}));
  EXPECT_EQ(loaded.kept, Paths{path("c")});
  EXPECT_EQ(loaded.diagnostics.size(), 1U);
}

TEST_F(Ids, FromElsewhereBelongToTheFirstByPathToo) {
  write("b", titled("B", "id: http://example.org/?p=1\n"));
  write("c", titled("C", "id: http://example.org/?p=1\n"));
  const auto loaded = loader_.load();
  EXPECT_EQ(ids(loaded), (Paths{"2023-12/a: A title", "2023-12/b: B"}));
  EXPECT_EQ(lines_of(loaded.diagnostics), Lines{"content/2023/12/c.md: error: expected an id of its own, found "
                                                "\"http://example.org/?p=1\", which content/2023/12/b.md has already"});
  write("b", titled("B", ""));
  EXPECT_EQ(lines_of(loader_.load().diagnostics), Lines{});
}

TEST_F(Ids, FromElsewhereDoNotFreeTheAddressOfTheFile) {
  write("b", titled("B", "id: http://example.org/?p=1\n"));
  write("c", titled("C", "id: 2023-12/b\n"));
  EXPECT_EQ(lines_of(loader_.load().diagnostics), Lines{"content/2023/12/c.md: error: expected an id of its own, found "
                                                        "\"2023-12/b\", which content/2023/12/b.md has already"});
}

TEST_F(Ids, ReserveTheirAliasesToo) {
  write("b", titled("B", "aliases: [old/page]\n"));
  write("c", titled("C", "aliases: [other, old/page/]\n"));
  const auto loaded = loader_.load();
  EXPECT_EQ(ids(loaded), (Paths{"2023-12/a: A title", "2023-12/b: B"}));
  EXPECT_EQ(lines_of(loaded.diagnostics), Lines{"content/2023/12/c.md: error: expected an alias of its own, found "
                                                "\"old/page\", which content/2023/12/b.md has already"});
  write("b", titled("B", ""));
  EXPECT_EQ(lines_of(loader_.load().diagnostics), Lines{});
}

TEST_F(Ids, WithATakenAliasLeaveThePostItsLastGoodVersion) {
  write("b", titled("B", "aliases: [old/page]\n"));
  (void)loader_.load();
  write("c", titled("C", "aliases: [old/page]\n"));
  const auto loaded = loader_.reload({path("c")});
  EXPECT_EQ(ids(loaded), (Paths{"2023-12/a: A title", "2023-12/b: B", "2023-12/c: A title"}));
  EXPECT_EQ(loaded.kept, Paths{path("c")});
}

TEST_F(Ids, AndAliasesMayBeTheSameWords) {
  write("b", titled("B", "aliases: [2023-12/c]\n"));
  EXPECT_EQ(lines_of(loader_.load().diagnostics), Lines{});
}

TEST_F(Ids, AreFreeAgainWhenTheirFileIsGone) {
  write("b", titled("B", "id: same\n"));
  write("c", titled("C", "id: same\n"));
  (void)loader_.load();
  content_.remove(path("b"));
  const auto loaded = loader_.reload({path("b")});
  EXPECT_EQ(ids(loaded), (Paths{"2023-12/a: A title", "same: C"}));
  EXPECT_EQ(lines_of(loaded.diagnostics), Lines{});
}

TEST_F(Ids, BelongToTheFileWhosePathSaysThem) {
  write("b", titled("Copy", "id: 2023-12/c\n"));
  write("c", titled("C"));
  const auto loaded = loader_.load();
  EXPECT_EQ(ids(loaded), (Paths{"2023-12/a: A title", "2023-12/c: C"}));
  EXPECT_EQ(lines_of(loaded.diagnostics), Lines{"content/2023/12/b.md: error: expected an id of its own, found "
                                                "\"2023-12/c\", which content/2023/12/c.md has already"});
}

TEST_F(Ids, AndAliasesAreNotTakenByACopyThatStandsBeforeItsPost) {
  const auto text = titled("C", "id: 2023-12/c\naliases: [old/page]\n");
  write("c", text);
  const auto before = loader_.load();
  write("C-copy", text);
  const auto loaded = loader_.reload({path("C-copy")});
  EXPECT_EQ(ids(loaded), ids(before));
  EXPECT_EQ(loaded.kept, Paths{});
  EXPECT_EQ(lines_of(loaded.diagnostics), Lines{"content/2023/12/C-copy.md: error: expected an id of its own, found "
                                                "\"2023-12/c\", which content/2023/12/c.md has already"});
}

TEST_F(Ids, GoToTheFileWhosePathSaysThemWhenItComes) {
  write("b", titled("B", "id: 2023-12/d\n"));
  (void)loader_.load();
  write("d", titled("D"));
  EXPECT_EQ(ids(loader_.reload({path("d")})), (Paths{"2023-12/a: A title", "2023-12/c: A title", "2023-12/d: D"}));
}

TEST_F(Ids, OfThreeFilesNameTheOneThatHasIt) {
  for (const std::string name : {"a", "b", "c"}) write(name, titled(name, "id: same\n"));
  const auto loaded = loader_.load();
  EXPECT_EQ(ids(loaded), Paths{"same: a"});
  ASSERT_EQ(loaded.diagnostics.size(), 2U);
  EXPECT_EQ(
      to_string(loaded.diagnostics[1]),
      "content/2023/12/c.md: error: expected an id of its own, found \"same\", which content/2023/12/a.md has already");
}

TEST_F(Ids, AreForgottenWhenAllTheirFilesAreGone) {
  for (const std::string name : {"a", "b", "c"}) write(name, titled(name, "id: same\n"));
  write("d", titled("D"));
  (void)loader_.load();
  for (const std::string name : {"a", "b", "c"}) content_.remove(path(name));
  const auto loaded = loader_.reload({path("a"), path("b"), path("c")});
  EXPECT_EQ(ids(loaded), Paths{"2023-12/d: D"});
  EXPECT_EQ(lines_of(loaded.diagnostics), Lines{});
}

TEST_F(Ids, OfPostsThatStandAreDifferentEvenWhenSeveralFilesFellBack) {
  write("b", titled("B", "id: prize\n"));
  (void)loader_.load();
  write("b", titled("B", "id: 2023-12/a\n"));
  EXPECT_EQ(ids(loader_.load()), (Paths{"2023-12/a: A title", "prize: B", "2023-12/c: A title"}));
  write("c", titled("C", "id: prize\n"));
  EXPECT_EQ(ids(loader_.load()), (Paths{"2023-12/a: A title", "prize: C"}));
  write("c", titled("C", "id: 2023-12/a\n"));
  EXPECT_EQ(ids(loader_.load()), (Paths{"2023-12/a: A title", "prize: C"}));
}

TEST_F(Ids, GoWithAFileThatIsRenamed) {
  write("b", titled("B", "id: kept\n"));
  (void)loader_.load();
  content_.remove(path("b"));
  write("renamed", titled("B", "id: kept\n"));
  const auto loaded = loader_.load();
  EXPECT_EQ(lines_of(loaded.diagnostics), Lines{});
  EXPECT_EQ(loaded.standing.back()->id, "kept");
}

}  // namespace
}  // namespace citefeed::content
