#include "base/whole_file.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "temporary_directory.hpp"

namespace citefeed {
namespace {

namespace fs = std::filesystem;

class WholeFile : public testing::Test {
 protected:
  void write(const std::string& bytes) const { std::ofstream{folder_ / "file", std::ios::binary} << bytes; }

  TemporaryDirectory temporary_;
  const fs::path folder_ = temporary_.path();
};

TEST_F(WholeFile, ComesBackAsItWasWritten) {
  const std::string bytes{"a\0b\r\n", 5};
  write(bytes);
  EXPECT_EQ(read_whole(folder_ / "file"), bytes);
}

TEST_F(WholeFile, OfAFolderIsNone) {
  EXPECT_EQ(read_whole(folder_), std::nullopt);
}

TEST_F(WholeFile, LongerThanOnePieceComesBackWhole) {
  const std::string bytes(200'001, 'x');
  write(bytes);
  EXPECT_EQ(read_whole(folder_ / "file"), bytes);
}

TEST_F(WholeFile, ThereIsNoneWhereThereIsNoFile) {
  EXPECT_EQ(read_whole(folder_ / "none"), std::nullopt);
}

}  // namespace
}  // namespace citefeed
