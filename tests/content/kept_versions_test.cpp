// What an earlier process kept stands in at the start for what is broken or out of sight, and for nothing else.
#include <gtest/gtest.h>

#include "loader_fixture.hpp"

namespace citefeed::content {
namespace {

class KeptInMemory final : public KeptVersions {
 public:
  [[nodiscard]] std::vector<std::string> posts() const override {
    std::vector<std::string> paths;
    for (const auto& [path, bytes] : files) paths.push_back(path);
    return paths;
  }
  [[nodiscard]] std::optional<std::string> read(const std::string& path) const override {
    const auto found = files.find(path);
    return found == files.end() ? std::nullopt : std::optional{found->second};
  }
  [[nodiscard]] std::map<std::string, std::string> definitions() const override { return feeds; }

  std::map<std::string, std::string> files = {};
  std::map<std::string, std::string> feeds = {};
};

using Paths = std::vector<std::string>;

class Kept : public LoaderTest {
 protected:
  Kept() {
    for (const std::string name : {"a", "b", "c"}) kept_.files[path(name)] = titled("Kept " + name);
    kept_.feeds = {{"site.yaml", site()}, {"topics.yaml", "topics: [{ slug: empathy, label: Empathy }]\n"}};
  }
  /// Only what is good now and what was kept is known to it.
  FollowedLoader restarted() { return FollowedLoader{content_, feeds_, 2, &kept_}; }

  KeptInMemory kept_;
};

TEST_F(Kept, VersionsOfGoodFilesAreNotLookedAt) {
  EXPECT_EQ(ids(restarted().load()), (Paths{"2023-12/a: A title", "2023-12/b: A title", "2023-12/c: A title"}));
}

TEST_F(Kept, VersionOfABrokenPostStandsAndTheProblemIsTold) {
  write("b", "---\ntitle: [\n---\n");
  auto loader = restarted();
  const auto loaded = loader.load();
  EXPECT_EQ(ids(loaded), (Paths{"2023-12/a: A title", "2023-12/b: Kept b", "2023-12/c: A title"}));
  EXPECT_EQ(loaded.kept, Paths{path("b")});
  EXPECT_TRUE(has_errors(loaded.diagnostics));
  write("b", titled("Mended"));
  EXPECT_EQ(ids(loader.load())[1], "2023-12/b: Mended");
}

TEST_F(Kept, VersionOfAFileThatCannotBeReadNowStands) {
  content_.break_file(path("c"), {.message = "input/output error", .may_pass = true});
  EXPECT_EQ(ids(restarted().load())[2], "2023-12/c: Kept c");
}

TEST_F(Kept, VersionOfADeletedFileStaysDeleted) {
  content_.remove(path("b"));
  EXPECT_EQ(ids(restarted().load()), (Paths{"2023-12/a: A title", "2023-12/c: A title"}));
}

TEST_F(Kept, VersionWithATopicThatIsDefinedNoMoreStandsWithoutIt) {
  kept_.files[path("b")] = titled("Kept b", "authors: [nobody]\n");
  write("b", "---\ntitle: [\n---\n");
  feeds_.write("topics.yaml", "topics:\n  - { slug: alliance, label: Alliance }\n");
  for (const std::string name : {"a", "c"}) content_.remove(path(name));
  const auto loaded = restarted().load();
  ASSERT_EQ(ids(loaded), Paths{"2023-12/b: Kept b"});
  EXPECT_TRUE(loaded.standing[0]->topics.empty());
  EXPECT_EQ(loaded.standing[0]->authors[0].name, "Jane Roe");
}

TEST_F(Kept, VersionStandsForAFileThatTookTheIdOfAnother) {
  write("b", titled("B", "id: 2023-12/a\n"));
  auto loader = restarted();
  const auto loaded = loader.load();
  EXPECT_EQ(ids(loaded), (Paths{"2023-12/a: A title", "2023-12/b: Kept b", "2023-12/c: A title"}));
  EXPECT_EQ(loaded.kept, Paths{path("b")});
}

TEST_F(Kept, VersionStandsForAFileThatIsBeingReplacedAtTheStart) {
  for (const std::string name : {"b", "c"}) content_.remove(path(name));
  FollowedLoader loader{content_, feeds_, 2, &kept_, patience()};
  EXPECT_EQ(ids(loader.load()), (Paths{"2023-12/a: A title", "2023-12/b: Kept b", "2023-12/c: Kept c"}));
  write("b", titled("Saved"));
  EXPECT_EQ(ids(loader.reload({path("b")}))[1], "2023-12/b: Saved");
  EXPECT_EQ(ids(loader.wait(std::chrono::seconds{3}, now_)), (Paths{"2023-12/a: A title", "2023-12/b: Saved"}))
      << "c was deleted";
  EXPECT_EQ(loader.next_look(), std::nullopt);
}

TEST_F(Kept, VersionStandsForAFileThatVanishesWhileItIsReadAtTheStart) {
  content_.break_file(path("b"), {.message = "there is no such file", .gone = true});
  FollowedLoader loader{content_, feeds_, 2, &kept_, patience()};
  EXPECT_EQ(ids(loader.load())[1], "2023-12/b: Kept b");
}

TEST_F(Kept, VersionStandsForAFileThatMayBeHalfAtTheStart) {
  content_.begin_to_write(path("b"), titled("Half"));
  FollowedLoader loader{content_, feeds_, 2, &kept_, patience()};
  EXPECT_EQ(ids(loader.load())[1], "2023-12/b: Kept b");
  EXPECT_FALSE(loader.lacks_files());
  EXPECT_EQ(ids(loader.wait(std::chrono::seconds{3}, now_))[1], "2023-12/b: Half");
}

TEST_F(Kept, DefinitionStandsForAFileThatIsBeingReplacedAtTheStart) {
  kept_.feeds["bundles/close.yaml"] = "title: Close\nselect:\n  topics: [empathy]\n";
  FollowedLoader loader{content_, feeds_, 2, &kept_, patience()};
  EXPECT_EQ(loader.load().definitions->bundles.size(), 1U);
  EXPECT_EQ(loader.wait(std::chrono::milliseconds{1900}, now_).definitions->bundles.size(), 1U);
  EXPECT_TRUE(loader.wait(std::chrono::milliseconds{300}, now_).definitions->bundles.empty()) << "it was deleted";
  EXPECT_EQ(loader.next_look(), std::nullopt);
}

TEST_F(Kept, DefinitionThatDoesNotFitTheOthersAnyMoreIsOfTheDefinitionsBefore) {
  kept_.feeds["bundles/close.yaml"] = "title: Close\nselect:\n  topics: [empathy]\n";
  feeds_.write("topics.yaml", "topics:\n  - { slug: alliance, label: Alliance }\n");
  FollowedLoader loader{content_, feeds_, 2, &kept_, patience()};
  EXPECT_EQ(loader.load().definitions->topics.at(0).slug, "empathy");
  EXPECT_EQ(loader.wait(std::chrono::seconds{3}, now_).definitions->topics.at(0).slug, "alliance");
}

TEST_F(Kept, VersionOfAPostThatWasMovedMeanwhileDoesNotStandBesideIt) {
  content_.remove(path("b"));
  content_.remove(path("c"));
  write("moved", titled("Kept b"));
  write("renamed", titled("Another title", "id: 2023-12/c\n"));
  FollowedLoader loader{content_, feeds_, 2, &kept_, patience()};
  EXPECT_EQ(ids(loader.load()), (Paths{"2023-12/a: A title", "2023-12/moved: Kept b", "2023-12/c: Another title"}));
}

TEST_F(Kept, VersionsStandForAFolderThatCannotBeReadUntilItCan) {
  content_.break_folder("2023/12");
  auto loader = restarted();
  const auto loaded = loader.load();
  EXPECT_EQ(ids(loaded), (Paths{"2023-12/a: Kept a", "2023-12/b: Kept b", "2023-12/c: Kept c"}));
  EXPECT_TRUE(loaded.incomplete);
  content_.mend_folders();
  EXPECT_EQ(ids(loader.load()), (Paths{"2023-12/a: A title", "2023-12/b: A title", "2023-12/c: A title"}));
}

TEST_F(Kept, VersionsStandForATreeWithoutASinglePost) {
  for (const std::string name : {"a", "b", "c"}) content_.remove(path(name));
  const auto loaded = restarted().load();
  EXPECT_EQ(ids(loaded), (Paths{"2023-12/a: Kept a", "2023-12/b: Kept b", "2023-12/c: Kept c"}));
  EXPECT_EQ(loaded.unreadable, "content cannot be read: there is no post in it any more; is its disk mounted?");
}

TEST_F(Kept, PostsThatAreTheSameWhenTheyCanBeReadAgainAreTheSameObjects) {
  for (const auto& [file, bytes] : kept_.files) content_.write(file, bytes);
  content_.break_folder("");
  auto loader = restarted();
  const auto before = loader.load();
  content_.mend_folders();
  EXPECT_EQ(loader.load().standing, before.standing);
}

TEST_F(Kept, DefinitionsStandForBrokenOnes) {
  feeds_.write("site.yaml", "title: [\n");
  auto loader = restarted();
  const auto loaded = loader.load();
  ASSERT_TRUE(loaded.definitions);
  EXPECT_EQ(loaded.definitions->site.title, "Blog");
  EXPECT_EQ(loaded.standing.size(), 3U);
  EXPECT_TRUE(has_errors(loaded.diagnostics));
}

TEST_F(Kept, VersionThatIsNoLongerGoodDoesNotStand) {
  write("b", "---\ntitle: [\n---\n");
  kept_.files[path("b")] = "no post";
  EXPECT_EQ(ids(restarted().load()), (Paths{"2023-12/a: A title", "2023-12/c: A title"}));
}

TEST_F(Kept, VersionWhoseIdAnotherFileHasNowDoesNotStand) {
  write("b", "---\ntitle: [\n---\n");
  kept_.files[path("b")] = titled("Kept b", "id: 2023-12/a\n");
  EXPECT_EQ(ids(restarted().load()), (Paths{"2023-12/a: A title", "2023-12/c: A title"}));
}

}  // namespace
}  // namespace citefeed::content
