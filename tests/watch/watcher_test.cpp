#include "watch/watcher.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <thread>

#include "watched_tree.hpp"

namespace citefeed::watch {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class WatcherTest : public testing::Test {
 protected:
  TemporaryDirectory folder_;
  fs::path root_ = folder_.path();
  RecordingLog log_;
};

TEST_F(WatcherTest, SaysNothingWhenNothingHappens) {
  write_file(root_ / "post.md", "there before");
  Watcher watcher{{root_}, {}, log_};
  EXPECT_EQ(watcher.wait(milliseconds{50}), std::nullopt);
}

TEST_F(WatcherTest, ReportsAFileThatWasWrittenWithItsRoot) {
  fs::create_directories(root_ / "feeds");
  fs::create_directories(root_ / "content/2023/12");
  Watcher watcher{{root_ / "content", root_ / "feeds"}, {}, log_};
  write_file(root_ / "content/2023/12/post.md", "text");
  write_file(root_ / "feeds/site.yaml", "title: x");
  EXPECT_THAT(next(watcher).files, ElementsAre(ChangedFile{.root = 0, .path = "2023/12/post.md"},
                                               ChangedFile{.root = 1, .path = "site.yaml"}));
}

TEST_F(WatcherTest, ReportsAnAtomicRename) {
  Watcher watcher{{root_}, {}, log_};
  write_file(root_ / ".post.new", "text");
  fs::rename(root_ / ".post.new", root_ / "post.md");
  EXPECT_THAT(all_paths(watcher), ElementsAre("post.md"));
}

TEST_F(WatcherTest, ReportsATruncatedFileOnlyWhenItsWriterClosesIt) {
  write_file(root_ / "post.md", "old");
  Watcher watcher{{root_}, {}, log_};
  std::ofstream writer{root_ / "post.md", std::ios::trunc};
  writer << "half" << std::flush;
  EXPECT_EQ(watcher.wait(milliseconds{50}), std::nullopt);
  writer.close();
  EXPECT_THAT(all_paths(watcher), ElementsAre("post.md"));
}

TEST_F(WatcherTest, DoesNotReportAFileThatWasClosedAndIsBeingWrittenAgain) {
  Watcher watcher{{root_}, {}, log_};
  write_file(root_ / "post.md", "old");
  std::ofstream writer{root_ / "post.md", std::ios::trunc};
  writer << "half" << std::flush;
  fs::last_write_time(root_ / "post.md", fs::file_time_type{});  // no more than that changes in the middle
  writer << "and more" << std::flush;
  EXPECT_EQ(watcher.wait(milliseconds{50}), std::nullopt);
  writer.close();
  EXPECT_THAT(all_paths(watcher), ElementsAre("post.md"));
}

TEST_F(WatcherTest, ReportsAFileThatIsCutByNameThoughNobodyEverClosesIt) {
  write_file(root_ / "post.md", "old");
  Watcher watcher{{root_}, quick(), log_};
  ASSERT_EQ(::truncate((root_ / "post.md").c_str(), 1), 0);
  EXPECT_THAT(all_paths(watcher), ElementsAre("post.md"));
}

TEST_F(WatcherTest, SaysSinceWhenTheFilesAreWhole) {
  Watcher watcher{{root_}, {}, log_};
  const auto before = std::chrono::system_clock::now();
  write_file(root_ / "post.md", "text");
  const auto as_of = next(watcher).as_of;
  EXPECT_LE(before, as_of);
  EXPECT_LE(as_of, std::chrono::system_clock::now());
}

TEST_F(WatcherTest, ReportsANewFileOnlyWhenItsWriterClosesIt) {
  Watcher watcher{{root_}, {}, log_};
  std::ofstream writer{root_ / "post.md"};
  writer << "half" << std::flush;
  EXPECT_EQ(watcher.wait(milliseconds{50}), std::nullopt);
  writer.close();
  EXPECT_THAT(all_paths(watcher), ElementsAre("post.md"));
}

TEST_F(WatcherTest, ReportsANewFileOfAnotherUserOnlyWhenItsWriterClosesIt) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can become another user";
  fs::permissions(root_, fs::perms::others_read | fs::perms::others_exec, fs::perm_options::add);
  Watcher watcher{{root_}, {}, log_};
  std::ofstream writer{root_ / "post.md"};
  writer << "half" << std::flush;
  ASSERT_EQ(::seteuid(65534), 0);
  const auto meanwhile = watcher.wait(milliseconds{50});
  writer.close();
  const auto paths = all_paths(watcher);
  ASSERT_EQ(::seteuid(0), 0);
  EXPECT_EQ(meanwhile, std::nullopt);
  EXPECT_THAT(paths, ElementsAre("post.md"));
}

TEST_F(WatcherTest, ReportsALinkedInFileThoughNobodyEverClosesIt) {
  write_file(root_ / ".ready", "text");
  Watcher watcher{{root_}, {}, log_};
  fs::create_hard_link(root_ / ".ready", root_ / "post.md");
  fs::remove(root_ / ".ready");  // by the time anybody looks, the new name is the only one
  EXPECT_THAT(all_paths(watcher), ElementsAre("post.md"));
}

TEST_F(WatcherTest, ReportsASymbolicLink) {
  write_file(root_ / "post.md", "text");
  Watcher watcher{{root_}, {}, log_};
  fs::create_symlink("post.md", root_ / "same.md");
  EXPECT_THAT(all_paths(watcher), ElementsAre("same.md"));
}

TEST_F(WatcherTest, DoesNotReportAPipe) {
  Watcher watcher{{root_}, {}, log_};
  ASSERT_EQ(::mkfifo((root_ / "pipe.md").c_str(), 0600), 0);
  EXPECT_THAT(all_paths(watcher), IsEmpty());
}

TEST_F(WatcherTest, ReportsARemovalAndBothEndsOfARename) {
  for (const char* name : {"a.md", "b.md"}) write_file(root_ / name, "text");
  Watcher watcher{{root_}, {}, log_};
  fs::remove(root_ / "a.md");
  fs::rename(root_ / "b.md", root_ / "c.md");
  EXPECT_THAT(all_paths(watcher), ElementsAre("a.md", "b.md", "c.md"));
}

TEST_F(WatcherTest, ReportsChangedPermissions) {
  write_file(root_ / "post.md", "text");
  Watcher watcher{{root_}, {}, log_};
  fs::permissions(root_ / "post.md", fs::perms::none);
  EXPECT_THAT(all_paths(watcher), ElementsAre("post.md"));
}

TEST_F(WatcherTest, ReportsWhatVimSavesAndNothingElse) {
  write_file(root_ / "post.md", "old");
  Watcher watcher{{root_}, {}, log_};
  write_file(root_ / ".post.md.swp", "b0VIM");
  write_file(root_ / "4913", "");
  fs::remove(root_ / "4913");
  fs::rename(root_ / "post.md", root_ / "post.md~");
  write_file(root_ / "post.md", "new");
  fs::remove(root_ / "post.md~");
  fs::remove(root_ / ".post.md.swp");
  EXPECT_THAT(all_paths(watcher), ElementsAre("post.md"));
}

TEST_F(WatcherTest, ReportsWhatEmacsSavesAndNothingElse) {
  write_file(root_ / "post.md", "old");
  Watcher watcher{{root_}, {}, log_};
  fs::create_symlink("user@host.1234", root_ / ".#post.md");
  write_file(root_ / "#post.md#", "auto-saved");
  fs::rename(root_ / "post.md", root_ / "post.md~");
  write_file(root_ / "post.md", "new");
  fs::remove(root_ / "#post.md#");
  fs::remove(root_ / ".#post.md");
  EXPECT_THAT(all_paths(watcher), ElementsAre("post.md"));
}

TEST_F(WatcherTest, AnEditorThatOnlyAutoSavesWakesNobody) {
  Watcher watcher{{root_}, {}, log_};
  write_file(root_ / "#post.md#", "auto-saved");
  write_file(root_ / ".post.md.swp", "b0VIM");
  EXPECT_THAT(all_paths(watcher), IsEmpty());
}

TEST_F(WatcherTest, ReportsWhatRsyncBringsAndNothingElse) {
  fs::create_directories(root_ / "2023");
  Watcher watcher{{root_}, {}, log_};
  write_file(root_ / "2023/.post.md.AbC123", "text");
  fs::permissions(root_ / "2023/.post.md.AbC123", fs::perms::owner_all);
  fs::rename(root_ / "2023/.post.md.AbC123", root_ / "2023/post.md");
  fs::last_write_time(root_ / "2023", fs::file_time_type{});  // rsync -t sets the times of folders last
  EXPECT_THAT(all_paths(watcher), ElementsAre("2023/post.md"));
}

TEST_F(WatcherTest, ReportsAFileInFoldersMadeAMomentBefore) {
  for (int turn = 0; turn < 20; ++turn) {  // the race between making and watching a folder goes either way
    const std::string name = "deep" + std::to_string(turn);
    Watcher watcher{{root_}, {}, log_};
    fs::create_directories(root_ / name / "2023/12");
    write_file(root_ / name / "2023/12/post.md", "text");
    EXPECT_THAT(next(watcher).files, ElementsAre(ChangedFile{.root = 0, .path = name + "/2023/12/post.md"}));
  }
}

TEST_F(WatcherTest, GoesOnWatchingFoldersThatAppeared) {
  Watcher watcher{{root_}, {}, log_};
  fs::create_directories(root_ / "2023/12");
  EXPECT_THAT(all_paths(watcher), IsEmpty());
  write_file(root_ / "2023/12/post.md", "text");
  EXPECT_THAT(all_paths(watcher), ElementsAre("2023/12/post.md"));
}

TEST_F(WatcherTest, HiddenFoldersAreNotWatched) {
  fs::create_directories(root_ / ".git");
  Watcher watcher{{root_}, {}, log_};
  write_file(root_ / ".git/index", "DIRC");
  EXPECT_THAT(all_paths(watcher), IsEmpty());
}

TEST_F(WatcherTest, ARenamedFolderMeansEverythingAndThenReportsUnderItsNewName) {
  fs::create_directories(root_ / "2023/12");
  Watcher watcher{{root_}, {}, log_};
  fs::rename(root_ / "2023", root_ / "2024");
  EXPECT_THAT(all_paths(watcher), ElementsAre("*"));
  write_file(root_ / "2024/12/post.md", "text");
  EXPECT_THAT(all_paths(watcher), ElementsAre("2024/12/post.md"));
}

TEST_F(WatcherTest, AFolderThatIsMovedMeansEverythingThoughNothingWasLost) {
  fs::create_directories(root_ / "2023");
  Watcher watcher{{root_}, {}, log_};
  fs::rename(root_ / "2023", root_ / "2024");
  EXPECT_TRUE(next(watcher).everything);
  EXPECT_THAT(log_.events(), IsEmpty());
}

TEST_F(WatcherTest, AFolderMovedOutIsForgottenAndOneMovedInIsWatched) {
  TemporaryDirectory elsewhere;
  fs::create_directories(root_ / "2023");
  Watcher watcher{{root_}, {}, log_};
  fs::rename(root_ / "2023", elsewhere.path() / "2023");
  EXPECT_THAT(all_paths(watcher), ElementsAre("*"));
  write_file(elsewhere.path() / "2023/post.md", "text");
  EXPECT_THAT(all_paths(watcher), IsEmpty());
  fs::rename(elsewhere.path() / "2023", root_ / "2023");
  EXPECT_THAT(all_paths(watcher), ElementsAre("*"));
  write_file(root_ / "2023/post.md", "text");
  EXPECT_THAT(all_paths(watcher), ElementsAre("2023/post.md"));
}

TEST_F(WatcherTest, ARemovedFolderReportsItsFilesAndMayComeBack) {
  fs::create_directories(root_ / "2023");
  write_file(root_ / "2023/post.md", "text");
  Watcher watcher{{root_}, {}, log_};
  fs::remove_all(root_ / "2023");
  EXPECT_THAT(all_paths(watcher), ElementsAre("2023/post.md"));
  fs::create_directories(root_ / "2023");
  write_file(root_ / "2023/post.md", "text");
  EXPECT_THAT(all_paths(watcher), ElementsAre("2023/post.md"));
}

TEST_F(WatcherTest, ABurstOfAThousandFilesIsAFewChangesThatNameThemAll) {
  Watcher watcher{{root_}, {}, log_};
  for (int i = 0; i < 1000; ++i) write_file(root_ / (std::to_string(i) + ".md"), "text");
  std::set<ChangedFile> seen;
  int changes = 0;
  while (const auto change = watcher.wait(milliseconds{100})) {
    ++changes;
    seen.insert(change->files.begin(), change->files.end());
  }
  EXPECT_EQ(seen.size(), 1000U);
  EXPECT_LE(changes, 5);
}

TEST_F(WatcherTest, MoreFilesThanAreWorthNamingAreEverything) {
  Watcher watcher{
      {root_}, {.debounce = {.quiet = milliseconds{100}, .longest = milliseconds{20'000}}, .tree = {}}, log_};
  for (int i = 0; i < 5000; ++i) write_file(root_ / (std::to_string(i) + ".md"), "text");
  const auto change = next(watcher);
  EXPECT_TRUE(change.everything);
  EXPECT_THAT(change.files, IsEmpty());
}

TEST_F(WatcherTest, AnOverflowOfTheKernelsQueueMeansEverythingAndIsSurvived) {
  Watcher watcher{{root_}, {}, log_};
  const auto a = root_ / "a.md";
  const auto b = root_ / "b.md";
  write_file(a, "text");
  for (int i = 0; i < 20'000;
       ++i) {  // two events each, nobody reads them; fs.inotify.max_queued_events is 16384 by default
    fs::rename(a, b);
    fs::rename(b, a);
  }
  EXPECT_TRUE(next(watcher).everything);
  EXPECT_THAT(log_.events(), ElementsAre("watch_overflow"));
  EXPECT_THAT(all_paths(watcher), IsEmpty());
  write_file(root_ / "post.md", "text");
  EXPECT_THAT(all_paths(watcher), ElementsAre("post.md"));
}

TEST_F(WatcherTest, AChangeThatCameBetweenTwoWaitsIsNotLost) {
  Watcher watcher{{root_}, {}, log_};
  write_file(root_ / "post.md", "text");
  EXPECT_EQ(watcher.wait(milliseconds{0}), std::nullopt);  // seen, but the quiet period is not over
  EXPECT_THAT(all_paths(watcher), ElementsAre("post.md"));
}

TEST_F(WatcherTest, StopWakesWaitFromAnotherThreadAndForGood) {
  Watcher watcher{{root_}, {}, log_};
  std::thread stopper{[&watcher] { watcher.stop(); }};
  EXPECT_EQ(watcher.wait(std::nullopt), std::nullopt);
  stopper.join();
  write_file(root_ / "post.md", "text");
  EXPECT_EQ(watcher.wait(std::nullopt), std::nullopt);
}

}  // namespace
}  // namespace citefeed::watch
