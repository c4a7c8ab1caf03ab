#include "base/safe_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <csignal>
#include <fstream>
#include <optional>

#include "base/whole_file.hpp"
#include "temporary_directory.hpp"

namespace citefeed {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

/// A folder that is written to, and one beside it that nothing may reach.
class Safe : public testing::TestWithParam<Unfinished> {
 protected:
  Safe() {
    fs::create_directory(base_ / "outside");
    directory_.emplace(base_ / "root", GetParam());
  }

  void write(const std::string& path, std::string_view bytes) {
    EXPECT_TRUE(directory_->put(path, bytes));
    EXPECT_THAT(directory_->commit(), IsEmpty());
  }
  void write_new(const std::string& path, std::string_view bytes) {
    directory_->put_new(path, bytes);
    EXPECT_THAT(directory_->commit(), IsEmpty());
  }
  /// What is in the folder, hidden files included.
  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator{root()})
      names.push_back(entry.path().lexically_relative(root()).generic_string());
    return names;
  }
  /// What is told of `work`, which fails.
  template <class Work>
  [[nodiscard]] std::string complaint(const Work& work) const {
    try {
      work();
    } catch (const fs::filesystem_error& error) {
      const auto told = to_diagnostic(error);
      return fs::path{told.file}.lexically_relative(base_).generic_string() + ": " + told.message;
    }
    return "";
  }
  [[nodiscard]] fs::path root() const { return base_ / "root"; }

  TemporaryDirectory temporary_;
  const fs::path base_ = temporary_.path();
  std::optional<SafeDirectory> directory_;
};

INSTANTIATE_TEST_SUITE_P(Files, Safe, testing::Values(Unfinished::nameless, Unfinished::hidden),
                         [](const auto& kind) { return kind.param == Unfinished::hidden ? "Hidden" : "Nameless"; });

TEST_P(Safe, WritesAFileWithItsFolders) {
  const std::string bytes{"a\0b\r\n", 5};
  write("2023/12/a.md", bytes);
  EXPECT_EQ(read_whole(root() / "2023/12/a.md"), bytes);
  EXPECT_EQ(directory_->read("2023/12/a.md"), bytes);
  EXPECT_THAT(names(), UnorderedElementsAre("2023", "2023/12", "2023/12/a.md"));
}

TEST_P(Safe, ReplacesAFileAndLeavesNothingElseBehind) {
  write("a", "one, which is longer");
  write("a", "two");
  EXPECT_EQ(read_whole(root() / "a"), "two");
  EXPECT_THAT(names(), ElementsAre("a"));
}

TEST_P(Safe, LeavesAFileWithTheSameBytesAlone) {
  write("a", "same");
  struct stat before = {}, after = {};
  ASSERT_EQ(::stat((root() / "a").c_str(), &before), 0);
  EXPECT_FALSE(directory_->put("a", "same"));
  directory_->commit();
  ASSERT_EQ(::stat((root() / "a").c_str(), &after), 0);
  EXPECT_EQ(before.st_ino, after.st_ino);
}

TEST_P(Safe, WritesAnyNumberOfFiles) {
  for (int i = 0; i < 300; ++i) directory_->put("f/" + std::to_string(i), std::to_string(i));
  directory_->commit();
  EXPECT_EQ(names().size(), 301U);
  for (int i = 0; i < 300; ++i) EXPECT_EQ(read_whole(root() / "f" / std::to_string(i)), std::to_string(i));
}

TEST_P(Safe, ForgetsWhatIsNeverCommitted) {
  directory_->put("a", "text");
  EXPECT_THAT(names(), testing::Not(testing::Contains("a")));
  directory_.reset();
  EXPECT_THAT(names(), IsEmpty());
}

TEST_P(Safe, GivesAFileTheModeThatTheUserWants) {
  const auto mask = ::umask(022);
  write("a", "text");
  ::umask(mask);
  EXPECT_EQ(fs::status(root() / "a").permissions() & fs::perms::all, fs::perms{0644});
}

TEST_P(Safe, NeverWritesThroughALinkInPlaceOfAFile) {
  std::ofstream{base_ / "outside/file"} << "precious";
  fs::create_symlink(base_ / "outside/file", root() / "a");
  fs::create_symlink(base_ / "outside/none", root() / "b");
  write("a", "text");
  write("b", "text");
  EXPECT_EQ(read_whole(base_ / "outside/file"), "precious");
  EXPECT_FALSE(fs::exists(base_ / "outside/none"));
  EXPECT_FALSE(fs::is_symlink(root() / "a"));
  EXPECT_EQ(read_whole(root() / "b"), "text");
}

TEST_P(Safe, DoesNotTakeWhatALinkLeadsToForTheFile) {
  std::ofstream{base_ / "outside/file"} << "text";
  fs::create_symlink(base_ / "outside/file", root() / "a");
  EXPECT_EQ(directory_->read("a"), std::nullopt);
  EXPECT_TRUE(directory_->put("a", "text"));
}

TEST_P(Safe, NeverWritesThroughALinkInPlaceOfAFolder) {
  fs::create_directory_symlink(base_ / "outside", root() / "f");
  const std::string expected = "root/f: expected a folder, found a link, and links are not followed";
  EXPECT_EQ(complaint([&] { directory_->put("f/a", "text"); }), expected);
  EXPECT_EQ(complaint([&] { directory_->put_new("f/g/a", "text"); }), expected);
  EXPECT_TRUE(fs::is_empty(base_ / "outside"));
  EXPECT_EQ(directory_->read("f/a"), std::nullopt);
}

TEST_P(Safe, NeverWritesThroughALinkThatComesBeforeItsFileHasItsName) {
  directory_->put("f/a", "text");
  fs::rename(root() / "f", root() / "g");
  fs::create_directory_symlink(base_ / "outside", root() / "f");
  static_cast<void>(complaint([&] { directory_->commit(); }));
  EXPECT_TRUE(fs::is_empty(base_ / "outside"));
}

TEST_P(Safe, TakesNoPathThatLeadsElsewhere) {
  for (const char* path : {"", "/", "/a", "a/", "a//b", ".", "./a", "a/.", "..", "../a", "a/../b", "a/.."}) {
    EXPECT_FALSE(SafeDirectory::is_path(path)) << path;
    EXPECT_NE(complaint([&] { directory_->put(path, "x"); }), "") << path;
    EXPECT_NE(complaint([&] { directory_->remove(path); }), "") << path;
  }
  EXPECT_FALSE(SafeDirectory::is_path(std::string{"a\0b", 3}));
  EXPECT_TRUE(SafeDirectory::is_path("..a/.b/c.."));
  EXPECT_THAT(names(), IsEmpty());
}

TEST_P(Safe, SaysWhatStandsInTheWay) {
  write("file", "text");
  write("folder/file", "text");
  EXPECT_EQ(complaint([&] { directory_->put("file/a", "text"); }), "root/file: expected a folder, found a file");
  EXPECT_EQ(complaint([&] {
              directory_->put("folder", "text");
              directory_->commit();
            }),
            "root/folder: expected a file or none, found a folder");
  directory_.reset();
  EXPECT_THAT(names(), UnorderedElementsAre("file", "folder", "folder/file"));
}

TEST_P(Safe, ReadsRegularFilesOnly) {
  ASSERT_EQ(::mkfifo((root() / "fifo").c_str(), 0600), 0);
  fs::create_directory(root() / "folder");
  EXPECT_EQ(directory_->read("fifo"), std::nullopt);
  EXPECT_EQ(directory_->read("folder"), std::nullopt);
  EXPECT_EQ(directory_->read("none"), std::nullopt);
  write("fifo", "text");
  EXPECT_EQ(directory_->read("fifo"), "text");
}

TEST_P(Safe, NewFilesTakeThePlaceOfNothing) {
  write_new("2023/a.md", "first");
  fs::create_symlink(base_ / "outside/none", root() / "link");
  fs::create_directory(root() / "folder");
  for (const char* path : {"2023/a.md", "link", "folder", "b.md"}) directory_->put_new(path, "second");
  EXPECT_THAT(directory_->commit(), ElementsAre("2023/a.md", "link", "folder"));
  EXPECT_THAT(directory_->commit(), IsEmpty()) << "told once";
  EXPECT_EQ(read_whole(root() / "2023/a.md"), "first");
  EXPECT_EQ(read_whole(root() / "b.md"), "second");
  EXPECT_FALSE(fs::exists(base_ / "outside/none"));
  EXPECT_THAT(names(), UnorderedElementsAre("2023", "2023/a.md", "link", "folder", "b.md"));
}

TEST_P(Safe, NewFilesTakeThePlaceOfNothingThatCameAMomentBefore) {
  directory_->put_new("a.md", "ours");
  std::ofstream{root() / "a.md"} << "theirs";
  EXPECT_THAT(directory_->commit(), ElementsAre("a.md"));
  EXPECT_EQ(read_whole(root() / "a.md"), "theirs");
  EXPECT_THAT(names(), ElementsAre("a.md"));
}

TEST_P(Safe, RemovesAFileAndTheFoldersThatAreEmptyThen) {
  write("kept/one", "text");
  write("kept/a/b/two", "text");
  write("alone/three", "text");
  EXPECT_TRUE(directory_->remove("kept/a/b/two"));
  EXPECT_TRUE(directory_->remove("alone/three"));
  EXPECT_FALSE(directory_->remove("alone/three")) << "it is gone already";
  directory_->commit();
  EXPECT_THAT(names(), UnorderedElementsAre("kept", "kept/one"));
  EXPECT_TRUE(directory_->remove("kept/one"));
  EXPECT_TRUE(fs::is_empty(root())) << "which stays";
}

TEST_P(Safe, RemovesNothingThroughALinkAndNothingButFiles) {
  std::ofstream{base_ / "outside/file"} << "precious";
  fs::create_directory_symlink(base_ / "outside", root() / "f");
  fs::create_symlink(base_ / "outside/file", root() / "a");
  fs::create_directories(root() / "folder/below");
  for (const char* path : {"f/file", "f", "a", "folder", "folder/below"})
    EXPECT_FALSE(directory_->remove(path)) << path;
  EXPECT_EQ(read_whole(base_ / "outside/file"), "precious");
  EXPECT_THAT(names(), UnorderedElementsAre("f", "a", "folder", "folder/below"));
}

/// While it exists, no file grows: a full disk for this process.
class FullDisk final {
 public:
  FullDisk() : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit none{.rlim_cur = 0, .rlim_max = before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &none);
  }
  ~FullDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    static_cast<void>(std::signal(SIGXFSZ, handler_));
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  rlimit before_ = {};
  void (*handler_)(int);
};

TEST_P(Safe, WhenAFileCannotBeWrittenKeepsTheOldOneAndLeavesNothingBehind) {
  write("a", "old");
  {
    const FullDisk full;
    EXPECT_EQ(complaint([&] { directory_->put("a", "new"); }), "root/a: cannot be read or written: File too large");
    EXPECT_EQ(complaint([&] { directory_->put_new("b", "new"); }), "root/b: cannot be read or written: File too large");
  }
  directory_->commit();
  EXPECT_EQ(read_whole(root() / "a"), "old");
  EXPECT_THAT(names(), ElementsAre("a"));
}

TEST_P(Safe, MayItselfBeReachedThroughALink) {
  fs::create_directory_symlink(base_ / "outside", base_ / "link");
  SafeDirectory directory{base_ / "link", GetParam()};
  directory.put("a", "text");
  directory.commit();
  EXPECT_EQ(read_whole(base_ / "outside/a"), "text");
}

TEST_P(Safe, CannotBeMadeBelowAFile) {
  write("file", "text");
  EXPECT_EQ(complaint([&] { SafeDirectory{root() / "file"}; }), "root/file: expected a folder, found a file");
}

TEST(FileTrouble, IsToldByWhatTheFileNeeds) {
  const auto told = [](int error) {
    return to_string(to_diagnostic(
        fs::filesystem_error{"cannot write", "out/feed.atom", std::error_code{error, std::generic_category()}}));
  };
  EXPECT_EQ(told(ENOSPC), "out/feed.atom: error: expected room for it, found a full disk");
  EXPECT_EQ(told(EDQUOT), "out/feed.atom: error: expected room for it, found the quota used up");
  EXPECT_EQ(told(EIO), "out/feed.atom: error: cannot be read or written: Input/output error");
}

}  // namespace
}  // namespace citefeed
