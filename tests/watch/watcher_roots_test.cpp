#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "watched_tree.hpp"

namespace citefeed::watch {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class WatchedRoot : public testing::Test {
 protected:
  TemporaryDirectory folder_;
  fs::path root_ = folder_.path() / "content";
  RecordingLog log_;
};

TEST_F(WatchedRoot, MayBeMissingAtFirst) {
  Watcher watcher{{root_}, quick(), log_};
  EXPECT_EQ(watcher.wait(milliseconds{50}), std::nullopt);
  fs::create_directory(root_);
  EXPECT_TRUE(next(watcher).everything);
  write_file(root_ / "post.md", "text");
  EXPECT_THAT(all_paths(watcher), ElementsAre("post.md"));
}

TEST_F(WatchedRoot, MayBeRemovedAndComeBack) {
  fs::create_directory(root_);
  Watcher watcher{{root_}, quick(), log_};
  fs::remove_all(root_);
  EXPECT_TRUE(next(watcher).everything);
  EXPECT_THAT(all_paths(watcher), IsEmpty());
  EXPECT_THAT(log_.events(), ElementsAre("watched_folder_gone"));
  fs::create_directory(root_);
  EXPECT_TRUE(next(watcher).everything);
  write_file(root_ / "post.md", "text");
  EXPECT_THAT(all_paths(watcher), ElementsAre("post.md"));
}

TEST_F(WatchedRoot, MayBeReplacedByAnotherFolder) {
  fs::create_directory(root_);
  fs::create_directory(folder_.path() / "new");
  Watcher watcher{{root_}, quick(), log_};
  fs::rename(root_, folder_.path() / "old");
  fs::rename(folder_.path() / "new", root_);
  EXPECT_THAT(all_paths(watcher), ElementsAre("*"));
  write_file(folder_.path() / "old/post.md", "text");
  EXPECT_THAT(all_paths(watcher), IsEmpty());
  write_file(root_ / "post.md", "text");
  EXPECT_THAT(all_paths(watcher), ElementsAre("post.md"));
}

TEST_F(WatchedRoot, MayBeALinkThatIsSwitchedToAnotherRelease) {
  fs::create_directory(folder_.path() / "release1");
  fs::create_directory(folder_.path() / "release2");
  fs::create_directory_symlink("release1", root_);
  Watcher watcher{{root_}, quick(), log_};
  fs::create_directory_symlink("release2", folder_.path() / "next");
  fs::rename(folder_.path() / "next", root_);
  EXPECT_TRUE(next(watcher).everything);
  write_file(root_ / "post.md", "text");
  EXPECT_THAT(all_paths(watcher), ElementsAre("post.md"));
}

TEST_F(WatchedRoot, ASwappedDataLinkInItMeansEverything) {
  fs::create_directories(root_ / "..2024_01");
  fs::create_directories(root_ / "..2024_02");
  fs::create_directory_symlink("..2024_01", root_ / "..data");
  fs::create_symlink("..data/post.md", root_ / "post.md");
  Watcher watcher{{root_}, quick(), log_};
  fs::create_directory_symlink("..2024_02", root_ / "..data_tmp");
  fs::rename(root_ / "..data_tmp", root_ / "..data");
  EXPECT_THAT(all_paths(watcher), ElementsAre("*"));
}

TEST_F(WatchedRoot, WithMoreFoldersThanMayBeWatchedIsReportedAgainAndAgainAndTheLogSaysSoOnce) {
  for (const char* name : {"a", "b", "c"}) fs::create_directories(root_ / name);
  auto config = quick();
  config.tree.max_folders = 2;
  Watcher watcher{{root_}, config, log_};
  EXPECT_TRUE(next(watcher).everything);
  EXPECT_TRUE(next(watcher).everything);
  EXPECT_THAT(log_.events(), ElementsAre("watch_incomplete"));
}

TEST_F(WatchedRoot, ThatOutgrowsTheLimitLaterIsReportedAgainAndAgainToo) {
  fs::create_directories(root_);
  auto config = quick();
  config.tree.max_folders = 2;
  Watcher watcher{{root_}, config, log_};
  EXPECT_THAT(all_paths(watcher), IsEmpty());
  for (const char* name : {"a", "b", "c"}) fs::create_directories(root_ / name);
  EXPECT_TRUE(next(watcher).everything);
  EXPECT_TRUE(next(watcher).everything);
}

TEST_F(WatchedRoot, MayLieWithinAnother) {
  fs::create_directories(root_ / "feeds");
  Watcher watcher{{root_, root_ / "feeds"}, quick(), log_};
  write_file(root_ / "feeds/site.yaml", "title: x");
  EXPECT_THAT(next(watcher).files, ElementsAre(ChangedFile{.root = 0, .path = "feeds/site.yaml"},
                                               ChangedFile{.root = 1, .path = "site.yaml"}));
}

TEST(WatchConfig, TheDefaultHasNoProblem) {
  EXPECT_EQ(problem_with(WatchConfig{}), std::nullopt);
}

TEST(WatchConfig, ARescanWithoutAPauseIsAProblem) {
  WatchConfig config;
  config.tree.rescan = milliseconds{0};
  ASSERT_TRUE(problem_with(config));
  EXPECT_STREQ(*problem_with(config), "rescan is not positive");
}

}  // namespace
}  // namespace citefeed::watch
