#include "publish/export_site.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/json.hpp>
#include <fstream>

#include "example_site.hpp"

namespace citefeed::publish {
namespace {

namespace fs = std::filesystem;

class ExportSite : public testing::Test {
 public:
  ~ExportSite() override { fs::remove_all(directory_); }

 protected:
  ExportSite() {
    std::string name = (fs::temp_directory_path() / "citefeed-export-XXXXXX").string();
    directory_ = mkdtemp(name.data());
  }
  ExportSummary run(const Publication& publication, bool precompressed = false) const {
    const auto exported = export_site(*publication.site, directory_, {.precompressed = precompressed});
    EXPECT_TRUE(exported.value);
    return exported.value.value_or(ExportSummary{});
  }
  [[nodiscard]] std::string read(const std::string& file) const {
    std::ifstream in{directory_ / file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
  }

  fs::path directory_;
};

TEST_F(ExportSite, WritesTheBytesThatAreServed) {
  const Publication site = publish_example(example_posts());
  run(site);
  EXPECT_EQ(read("feed.atom"), bytes_at(site, "/feed.atom"));
  EXPECT_EQ(read("index.html"), bytes_at(site, "/"));
  EXPECT_EQ(read("posts/2023-11/one/index.html"), bytes_at(site, "/posts/2023-11/one/"));
}

TEST_F(ExportSite, TheManifestSaysTheHeaderFieldsOfEveryFile) {
  const Publication site = publish_example(example_posts());
  run(site);
  const auto manifest = boost::json::parse(read("manifest.json"));
  for (const auto& item : manifest.at("resources").as_array()) {
    const auto& resource = *site.site->find(std::string{item.at("path").as_string()});
    EXPECT_EQ(item.at("headers").at("ETag").as_string(), to_field(resource.prepared().usual.at(0)->tag));
    EXPECT_TRUE(fs::exists(directory_ / std::string{item.at("file").as_string()}));
  }
  EXPECT_THAT(read("manifest.json"),
              testing::HasSubstr(R"({"path":"/old/two","target":"/digest/posts/2023-11/two/","status":301})"));
}

TEST_F(ExportSite, TheManifestSaysWhatIsGone) {
  auto posts = example_posts();
  auto gone = std::make_shared<model::Post>(*posts.at(1));
  gone->withdrawn = model::Withdrawal{.date = noon, .reason = "Why."};
  posts.at(1) = gone;
  run(publish_example(posts));
  EXPECT_THAT(read("manifest.json"),
              testing::HasSubstr(R"({"path":"/posts/2023-11/two/","text":"This post was withdrawn on 1 December 2023: )"
                                 R"(Why.\n","status":410})"));
}

TEST_F(ExportSite, ASecondExportWritesNothing) {
  const Publication site = publish_example(example_posts());
  EXPECT_GT(run(site).written, 0U);
  EXPECT_EQ(run(site).written, 0U);
}

TEST_F(ExportSite, RemovesWhatAnEarlierExportWroteAndNothingElse) {
  run(publish_example(example_posts()));
  std::ofstream{directory_ / "own.txt"} << "mine";
  const ExportSummary summary = run(publish_example({example_posts().front()}));
  // The page and three citation files of the post that is gone, and the page of the only year of its topic.
  EXPECT_EQ(summary.removed, 5U);
  EXPECT_FALSE(fs::exists(directory_ / "posts/2023-11/two/index.html"));
  EXPECT_EQ(read("own.txt"), "mine");
}

TEST_F(ExportSite, AManifestThatPointsOutsideRemovesNothingThere) {
  const fs::path outside = directory_.parent_path() / (directory_.filename().string() + "-outside");
  std::ofstream{outside} << "precious";
  std::ofstream{directory_ / "manifest.json"} << R"({"files": ["../)" << outside.filename().string()
                                              << R"(", "/etc/hostname", 7]})";
  run(publish_example(example_posts()));
  EXPECT_TRUE(fs::exists(outside));
  fs::remove(outside);
}

TEST_F(ExportSite, WritesEveryCodingBesideTheFileWhenAsked) {
  run(publish_example(example_posts()), true);
  EXPECT_EQ(read("topics/cbt/index.html.gz").substr(0, 2), "\x1f\x8b");
  EXPECT_FALSE(read("topics/cbt/index.html.zst").empty());
  EXPECT_FALSE(read("topics/cbt/index.html.br").empty());
}

TEST_F(ExportSite, APlaceThatCannotBeWrittenIsADiagnostic) {
  std::ofstream{directory_ / "file"} << "in the way";
  const auto exported = export_site(*publish_example(example_posts()).site, directory_ / "file", {});
  EXPECT_FALSE(exported.value);
  EXPECT_EQ(exported.diagnostics.size(), 1U);
}

}  // namespace
}  // namespace citefeed::publish
