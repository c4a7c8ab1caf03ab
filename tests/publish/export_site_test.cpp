#include "publish/export_site.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <boost/json.hpp>
#include <csignal>
#include <fstream>

#include "../base/temporary_directory.hpp"
#include "base/digest.hpp"
#include "base/whole_file.hpp"
#include "example_site.hpp"

namespace citefeed::publish {
namespace {

namespace fs = std::filesystem;

class ExportSite : public testing::Test {
 protected:
  ExportSite() {
    fs::create_directory(directory_);
    fs::create_directory(outside_);
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

  /// Why the site of the first example post alone is not exported.
  [[nodiscard]] std::vector<std::string> complaints() const {
    std::vector<std::string> told;
    for (const auto& diagnostic : export_site(*fewer().site, directory_, {}).diagnostics)
      told.push_back(to_string(diagnostic));
    return told;
  }
  [[nodiscard]] static Publication fewer() { return publish_example({example_posts().front()}); }
  void refuses_the_manifest() const {
    const std::string manifest = read("manifest.json");
    EXPECT_THAT(complaints(),
                testing::ElementsAre((directory_ / "manifest.json").string() +
                                     ": error: expected the manifest that an earlier export wrote, found another file, "
                                     "or one that was changed; nothing was written. Export to another directory, or "
                                     "move this file away: what an earlier export wrote then stays"));
    EXPECT_EQ(read("manifest.json"), manifest);
  }
  void write(const std::string& file, std::string_view bytes) const { std::ofstream{directory_ / file} << bytes; }

  TemporaryDirectory temporary_;
  const fs::path base_ = temporary_.path();
  fs::path directory_ = base_ / "export";
  fs::path outside_ = base_ / "outside";  ///< nothing that is in `directory_` may reach what is here
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
  write("own.txt", "mine");
  const ExportSummary summary = run(fewer());
  // The page and three citation files of the post that is gone, and the page of the only year of its topic.
  EXPECT_EQ(summary.removed, 5U);
  EXPECT_FALSE(fs::exists(directory_ / "posts/2023-11/two"));
  EXPECT_TRUE(fs::exists(directory_ / "posts/2023-11/one/index.html"));
  EXPECT_EQ(read("own.txt"), "mine");
}

TEST_F(ExportSite, LeavesNoFolderOfWhatItRemoves) {
  run(publish_example(example_posts()));
  write("posts/2023-11/two/own.txt", "mine");
  run(fewer());
  EXPECT_EQ(read("posts/2023-11/two/own.txt"), "mine");
  for (const auto& entry : fs::recursive_directory_iterator{directory_}) {
    EXPECT_FALSE(entry.is_directory() && fs::is_empty(entry)) << entry;
  }
}

TEST_F(ExportSite, RemovesNothingThroughALink) {
  run(publish_example(example_posts()));
  fs::rename(directory_ / "posts/2023-11/two", outside_ / "two");
  fs::create_directory_symlink(outside_ / "two", directory_ / "posts/2023-11/two");
  run(fewer());
  EXPECT_TRUE(fs::exists(outside_ / "two/index.html"));
}

TEST_F(ExportSite, WritesNothingThroughALink) {
  std::ofstream{outside_ / "file"} << "precious";
  for (const char* name : {"feed.atom", ".feed.atom.part", "manifest.json", ".manifest.json.part"})
    fs::create_symlink(outside_ / "file", directory_ / name);
  run(fewer());
  EXPECT_EQ(read_whole(outside_ / "file"), "precious");
  EXPECT_FALSE(fs::is_symlink(directory_ / "feed.atom"));
  EXPECT_FALSE(fs::is_symlink(directory_ / "manifest.json"));
  fs::remove_all(directory_ / "topics");
  fs::create_directory_symlink(outside_, directory_ / "topics");
  EXPECT_THAT(complaints(), testing::ElementsAre((directory_ / "topics").string() +
                                                 ": error: expected a folder, found a link, and links are not "
                                                 "followed"));
  EXPECT_EQ(std::distance(fs::directory_iterator{outside_}, {}), 1);
}

TEST_F(ExportSite, GoesOnWhereAFolderHasTheNameOfAFileThatIsGone) {
  run(publish_example(example_posts()));
  fs::remove(directory_ / "posts/2023-11/two/index.html");
  fs::create_directories(directory_ / "posts/2023-11/two/index.html/own");
  EXPECT_EQ(run(fewer()).removed, 4U);
  EXPECT_TRUE(fs::exists(directory_ / "posts/2023-11/two/index.html/own"));
}

TEST_F(ExportSite, RefusesTheManifestOfAnotherProgram) {
  write("precious", "mine");
  for (const char* manifest :
       {R"({"files": ["precious"]})", R"({"generator":"citefeed","format":1,"files":["precious"]})", "[]", "{", "",
        R"({"name": "An app", "icons": []})",
        R"({"generator":"citefeed","format":1,"files":["precious"],"seal":""})"}) {
    write("manifest.json", manifest);
    refuses_the_manifest();
  }
  EXPECT_EQ(read("precious"), "mine");
  EXPECT_EQ(std::distance(fs::directory_iterator{directory_}, {}), 2) << "and writes nothing";
}

TEST_F(ExportSite, RefusesItsOwnManifestOnceItWasChanged) {
  run(publish_example(example_posts()));
  write("precious", "mine");
  std::string manifest = read("manifest.json");
  manifest.replace(manifest.rfind(']'), 1, R"(,"precious"])");
  write("manifest.json", manifest);
  refuses_the_manifest();
  EXPECT_EQ(read("precious"), "mine");
  EXPECT_TRUE(fs::exists(directory_ / "posts/2023-11/two/index.html"));
}

/// `files` under the seal of a real manifest.
std::string sealed(const std::string& files) {
  const std::string unsealed = R"({"generator":"citefeed","format":1,"files":)" + files;
  return unsealed + R"(,"seal":")" + to_hex(sha256(unsealed + "}")) + "\"}";
}

TEST_F(ExportSite, RefusesAManifestThatPointsOutside) {
  std::ofstream{outside_ / "file"} << "precious";
  for (const char* files :
       {R"(["../outside/file"])", R"(["/etc/hostname"])", R"(["a//b"])", R"([7])", R"("index.html")"}) {
    write("manifest.json", sealed(files));
    refuses_the_manifest();
  }
  EXPECT_TRUE(fs::exists(outside_ / "file"));
  write("manifest.json", sealed(R"(["own.txt"])"));
  write("own.txt", "whoever can make a seal can name what is in the directory");
  EXPECT_EQ(run(fewer()).removed, 1U);
}

TEST_F(ExportSite, ReadsItsManifestHoweverItIsLaidOut) {
  run(publish_example(example_posts()));
  std::string manifest = read("manifest.json");
  for (auto at = manifest.find("\",\""); at != std::string::npos; at = manifest.find("\",\"", at + 4))
    manifest.insert(at + 2, "\n");
  write("manifest.json", manifest);
  EXPECT_EQ(run(fewer()).removed, 5U);
}

TEST_F(ExportSite, NamesTheFileThatCannotBeWrittenAndLeavesNothingOfIt) {
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  rlimit before = {};
  ::getrlimit(RLIMIT_FSIZE, &before);
  const rlimit none{.rlim_cur = 0, .rlim_max = before.rlim_max};
  ::setrlimit(RLIMIT_FSIZE, &none);
  const auto told = complaints();
  ::setrlimit(RLIMIT_FSIZE, &before);
  static_cast<void>(std::signal(SIGXFSZ, handler));
  EXPECT_THAT(told, testing::ElementsAre((directory_ / "index.html").string() +
                                         ": error: cannot be read or written: File too large"));
  for (const auto& entry : fs::recursive_directory_iterator{directory_}) EXPECT_TRUE(entry.is_directory()) << entry;
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
