#include "resource/site.hpp"

#include <gtest/gtest.h>

#include <array>
#include <map>
#include <set>
#include <thread>
#include <vector>

namespace citefeed::resource {
namespace {

std::shared_ptr<const Resource> some_resource() {
  return std::make_shared<const Resource>(Digest{}, Prepared{});
}

class SiteOfBoth : public testing::Test {
 protected:
  SiteOfBoth() {
    folder_ =
        std::make_shared<const Folder>(Digest{}, Resources{{"citation.bib", some_resource()}, {"", some_resource()}});
    SiteEditor editor{Site{}};
    editor.set("/feed.atom", feed_);
    editor.set_folder("/posts/a/", folder_);
    site_ = editor.finish();
  }
  ResourcePointer feed_ = some_resource();
  Site site_;
  std::shared_ptr<const Folder> folder_;
};

TEST_F(SiteOfBoth, FindsAResourceByItsWholePath) {
  EXPECT_EQ(site_.find("/feed.atom"), feed_.get());
}

TEST_F(SiteOfBoth, FindsAFolderAndWhatIsInIt) {
  EXPECT_EQ(site_.find("/posts/a/"), folder_->resources()[0].second.get());
  EXPECT_EQ(site_.find("/posts/a/citation.bib"), folder_->resources()[1].second.get());
}

TEST(DeferredFolder, IsMadeOnceWhenSomebodyLooks) {
  int times = 0;
  const auto only = some_resource();
  const Folder folder{Digest{}, [&] {
                        ++times;
                        return Resources{{"b", some_resource()}, {"a", only}};
                      }};
  EXPECT_EQ(times, 0);
  EXPECT_EQ(*folder.find("a"), only);
  EXPECT_EQ(folder.find("c"), nullptr);
  EXPECT_EQ(folder.resources().front().first, "a");
  EXPECT_EQ(times, 1);
}

TEST(DeferredFolder, GivesEveryThreadTheSameResources) {
  for (int round = 0; round < 50; ++round) {
    const Folder folder{Digest{}, [] { return Resources{{"", some_resource()}}; }};
    std::array<const Resource*, 4> seen = {};
    {
      std::vector<std::jthread> threads;
      threads.reserve(seen.size());
      for (auto& each : seen) threads.emplace_back([&folder, &each] { each = folder.find("")->get(); });
    }
    EXPECT_EQ(std::set<const Resource*>(seen.begin(), seen.end()).size(), 1U);
  }
}

TEST_F(SiteOfBoth, FindsNothingElse) {
  for (const char* path :
       {"", "/", "/posts/a", "/posts/", "/posts/a/citation.ris", "/posts/a/citation.bib/", "posts"}) {
    EXPECT_EQ(site_.find(path), nullptr) << path;
  }
}

TEST_F(SiteOfBoth, VisitsEveryResourceOnce) {
  std::multiset<std::string> paths;
  site_.for_each([&](const std::string& path, const Resource&) { paths.insert(path); });
  EXPECT_EQ(paths, (std::multiset<std::string>{"/feed.atom", "/posts/a/", "/posts/a/citation.bib"}));
}

TEST_F(SiteOfBoth, AnEditorChangesACopy) {
  SiteEditor editor{site_};
  const auto other = some_resource();
  editor.set("/posts/a/citation.bib", other);
  editor.set("/posts/a/citation.ris", other);
  editor.set("/feed.rss", other);
  const Site edited = editor.finish();
  EXPECT_EQ(edited.at("/posts/a/citation.bib"), other);
  EXPECT_EQ(edited.at("/posts/a/citation.ris"), other);
  EXPECT_EQ(edited.at("/feed.rss"), other);
  EXPECT_EQ(edited.at("/feed.atom"), feed_);
  EXPECT_EQ(edited.find("/posts/a/"), folder_->resources()[0].second.get());
  EXPECT_EQ(site_.find("/posts/a/citation.bib"), folder_->resources()[1].second.get());
  EXPECT_EQ(site_.find("/feed.rss"), nullptr);
  EXPECT_EQ(site_.find("/posts/a/citation.ris"), nullptr);
}

TEST_F(SiteOfBoth, AnEditorTakesFoldersAway) {
  SiteEditor editor{site_};
  editor.erase_folder("/posts/a/");
  const Site edited = editor.finish();
  EXPECT_EQ(edited.find("/posts/a/"), nullptr);
  EXPECT_EQ(edited.find("/feed.atom"), feed_.get());
}

class SiteWithMoves : public SiteOfBoth {
 protected:
  SiteWithMoves() {
    site_.base_path = "/blog";
    SiteEditor editor{site_};
    editor.set_moved("/old", "/posts/a/");
    editor.set_moved_file("/posts/by-path/", "/posts/a/");
    editor.set_moved_file("/old", "/posts/another/");
    editor.set_moved_folders({{.old_path = "/posts/former/", .new_path = "/posts/a/"}});
    site_ = editor.finish();
  }
};

TEST_F(SiteWithMoves, KnowsWhereAnAddressWent) {
  EXPECT_EQ(site_.find_moved("/old"), "/blog/posts/a/");
  EXPECT_EQ(site_.find_moved("/posts/by-path/"), "/blog/posts/a/");
  EXPECT_EQ(site_.find_moved("/older"), std::nullopt);
  EXPECT_EQ(site_.find_moved("/feed.atom"), std::nullopt);
}

TEST_F(SiteWithMoves, LeadsFromAFolderThatMovedToWhatIsThereNow) {
  EXPECT_EQ(site_.find_moved("/posts/former/"), "/blog/posts/a/");
  EXPECT_EQ(site_.find_moved("/posts/former"), "/blog/posts/a/") << "its '/' was forgotten";
  EXPECT_EQ(site_.find_moved("/posts/former/citation.bib"), "/blog/posts/a/citation.bib");
  EXPECT_EQ(site_.find_moved("/posts/former/nothing"), std::nullopt);
  EXPECT_EQ(site_.find_moved("/posts/formerly"), std::nullopt);
}

TEST_F(SiteWithMoves, AreNoneWhereAResourceIsButForItsSlash) {
  SiteEditor editor{site_};
  editor.set_moved("/posts/a", "/feed.atom");
  editor.set_moved("/feed.atom/", "/posts/a/");
  const Site edited = editor.finish();
  for (const char* path : {"/posts/a", "/posts/a/", "/feed.atom", "/feed.atom/"}) {
    EXPECT_EQ(edited.find_moved(path), std::nullopt) << path;
  }
  edited.for_each_moved([](const std::string& path, const std::string&) { EXPECT_NE(path, "/posts/a"); });
}

TEST_F(SiteWithMoves, VisitsEveryMove) {
  std::map<std::string, std::string> moves;
  site_.for_each_moved([&](const std::string& path, const std::string& target) { moves[path] = target; });
  EXPECT_EQ(moves, (std::map<std::string, std::string>{{"/old", "/blog/posts/a/"},
                                                       {"/posts/by-path/", "/blog/posts/a/"},
                                                       {"/posts/former", "/blog/posts/a/"},
                                                       {"/posts/former/", "/blog/posts/a/"},
                                                       {"/posts/former/citation.bib", "/blog/posts/a/citation.bib"}}));
}

}  // namespace
}  // namespace citefeed::resource
