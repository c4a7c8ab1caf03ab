#include "authoring/post_draft.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <cstdlib>

#include "base/whole_file.hpp"

namespace citefeed::authoring {
namespace {

namespace fs = std::filesystem;

class NewFile : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "citefeed-new-file-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  void TearDown() override { fs::remove_all(folder_); }

  [[nodiscard]] std::vector<std::string> names_in(const fs::path& folder) const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator{folder_ / folder})
      names.push_back(entry.path().filename().string());
    return names;
  }

  fs::path folder_;
};

TEST_F(NewFile, IsMadeWithItsFolders) {
  EXPECT_TRUE(write_new(folder_ / "2023/12/a.md", "text"));
  EXPECT_EQ(read_whole(folder_ / "2023/12/a.md"), "text");
  EXPECT_EQ(names_in("2023/12"), std::vector<std::string>{"a.md"});
}

TEST_F(NewFile, NeverTakesThePlaceOfAnother) {
  ASSERT_TRUE(write_new(folder_ / "a.md", "first"));
  EXPECT_FALSE(write_new(folder_ / "a.md", "second"));
  EXPECT_EQ(read_whole(folder_ / "a.md"), "first");
  EXPECT_EQ(names_in("."), std::vector<std::string>{"a.md"});
}

TEST_F(NewFile, NeverWritesThroughALink) {
  fs::create_symlink(folder_ / "elsewhere", folder_ / "a.md");
  EXPECT_FALSE(write_new(folder_ / "a.md", "text"));
  EXPECT_FALSE(fs::exists(folder_ / "elsewhere"));
}

TEST_F(NewFile, CanBeReadByOthersAsTheUserWants) {
  const auto mask = ::umask(022);
  ASSERT_TRUE(write_new(folder_ / "a.md", "text"));
  ::umask(mask);
  EXPECT_EQ(fs::status(folder_ / "a.md").permissions() & fs::perms::all, fs::perms{0644});
}

TEST_F(NewFile, BelowWhatIsNoFolderIsAnError) {
  ASSERT_TRUE(write_new(folder_ / "a", "text"));
  EXPECT_THROW((void)write_new(folder_ / "a/b.md", "text"), fs::filesystem_error);
}

}  // namespace
}  // namespace citefeed::authoring
