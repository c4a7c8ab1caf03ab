#include "app/commands.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "base/safe_directory.hpp"

namespace citefeed::app {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* page =
    "December 2023\nA Title\nDoe, J. (2023). An article. A Journal, 1(2), 3–4.\nText.\n"
    "Practice Implications\nDo.\n";
constexpr const char* post = "---\ntitle: A Post\ndate: 2019-03-04\n---\nText.\n";

class Sources : public testing::Test {
 public:
  Sources() { definitions_.topics = {{.slug = "empathy", .label = "Empathy"}}; }
  ~Sources() override { fs::remove_all(folder_); }

 protected:
  void write(const std::string& path, std::string_view bytes) {
    SafeDirectory folder{folder_};
    folder.put(path, bytes);
    folder.commit();
  }

  ImportSources read(const std::string& path = "", const std::string& topic = "") {
    return read_sources({.files = {folder_ / path}, .topic = topic}, definitions_);
  }

  std::vector<std::string> titles(const ImportSources& sources) {
    std::vector<std::string> out;
    for (const auto& source : sources.pages) {
      for (const auto& each : source.posts) out.push_back(each.title);
    }
    return out;
  }

  std::string shown(const std::string& path) { return (folder_ / path).generic_string(); }

  fs::path folder_ = fs::temp_directory_path() / ("citefeed-import-" + std::to_string(getpid()));
  model::Definitions definitions_ = {};
};

TEST_F(Sources, OfAFolderAreAllFilesWithPostsInIt) {
  write("content/posts/a.md", post);
  write("pages/saved.txt", page);
  write("README.md", "What this is.\n");
  write("picture.png", "\x89PNG\r\n");
  write("public/index.html", page);
  write(".git/a.md", post);
  const auto sources = read();
  EXPECT_THAT(titles(sources), ElementsAre("A Post", "A Title"));
  EXPECT_EQ(sources.passed_over, 3U);
  EXPECT_THAT(sources.diagnostics, IsEmpty());
}

TEST_F(Sources, OfAFolderWithoutPostsSayWhatWasExpected) {
  write("README.md", "What this is.\n");
  const auto sources = read();
  ASSERT_EQ(sources.diagnostics.size(), 1U);
  EXPECT_EQ(sources.diagnostics[0].message,
            "expected saved pages, exports, feeds or posts with front matter in the folder, found none");
}

TEST_F(Sources, NamedByThemselvesMustHavePosts) {
  write("README.md", "What this is.\n");
  const auto sources = read("README.md");
  ASSERT_EQ(sources.diagnostics.size(), 1U);
  EXPECT_EQ(
      to_string(sources.diagnostics[0]),
      shown("README.md") +
          ": error: expected a month such as \"December 2023\" and under it a title and a citation, found no post");
}

TEST_F(Sources, ThatAreSavedPagesCalledLikeATopicAreOfIt) {
  write("Empathy.txt", page);
  write("other.txt", page);
  const auto sources = read();
  ASSERT_EQ(sources.pages.size(), 2U);
  EXPECT_EQ(sources.pages[0].topic, "empathy");
  EXPECT_EQ(sources.pages[1].topic, "");
  EXPECT_EQ(read("other.txt", "empathy").pages.at(0).topic, "empathy");
}

}  // namespace
}  // namespace citefeed::app
