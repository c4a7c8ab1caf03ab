#include "base/whole_file.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace citefeed {
namespace {

namespace fs = std::filesystem;

class WholeFile : public testing::Test {
 public:
  ~WholeFile() override { fs::remove_all(folder_); }

 protected:
  WholeFile() {
    std::string name = (fs::temp_directory_path() / "citefeed-whole-file-XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  fs::path folder_;
};

TEST_F(WholeFile, ComesBackAsItWasWritten) {
  const std::string bytes{"a\0b\r\n", 5};
  EXPECT_TRUE(write_whole(folder_ / "new/folder/file", bytes));
  EXPECT_EQ(read_whole(folder_ / "new/folder/file"), bytes);
}

TEST_F(WholeFile, LeavesAFileWithTheSameBytesAlone) {
  write_whole(folder_ / "file", "same");
  const auto before = fs::last_write_time(folder_ / "file");
  EXPECT_FALSE(write_whole(folder_ / "file", "same"));
  EXPECT_EQ(fs::last_write_time(folder_ / "file"), before);
}

TEST_F(WholeFile, LeavesNothingElseBehind) {
  write_whole(folder_ / "file", "one");
  write_whole(folder_ / "file", "two");
  EXPECT_EQ(std::distance(fs::directory_iterator{folder_}, {}), 1);
}

TEST_F(WholeFile, AFolderInItsPlaceThrows) {
  fs::create_directory(folder_ / "file");
  EXPECT_THROW(write_whole(folder_ / "file", "x"), fs::filesystem_error);
}

TEST_F(WholeFile, OfAFolderIsNone) {
  EXPECT_EQ(read_whole(folder_), std::nullopt);
}

TEST_F(WholeFile, LongerThanOnePieceComesBackWhole) {
  const std::string bytes(200'001, 'x');
  write_whole(folder_ / "file", bytes);
  EXPECT_EQ(read_whole(folder_ / "file"), bytes);
}

TEST_F(WholeFile, ThereIsNoneWhereThereIsNoFile) {
  EXPECT_EQ(read_whole(folder_ / "none"), std::nullopt);
}

}  // namespace
}  // namespace citefeed
