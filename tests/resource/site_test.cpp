#include "resource/site.hpp"

#include <gtest/gtest.h>

#include <set>

namespace citefeed::resource {
namespace {

std::shared_ptr<const Resource> some_resource() {
  return std::make_shared<const Resource>(Digest{}, Prepared{});
}

class SiteOfBoth : public testing::Test {
 protected:
  SiteOfBoth() {
    site_.resources.emplace("/feed.atom", some_resource());
    auto folder = std::make_shared<Folder>();
    folder->resources = {{"", some_resource()}, {"citation.bib", some_resource()}};
    folder_ = folder;
    site_.folders.emplace("/posts/a/", folder);
  }
  Site site_;
  std::shared_ptr<const Folder> folder_;
};

TEST_F(SiteOfBoth, FindsAResourceByItsWholePath) {
  EXPECT_EQ(site_.find("/feed.atom"), site_.resources.at("/feed.atom").get());
}

TEST_F(SiteOfBoth, FindsAFolderAndWhatIsInIt) {
  EXPECT_EQ(site_.find("/posts/a/"), folder_->resources[0].second.get());
  EXPECT_EQ(site_.find("/posts/a/citation.bib"), folder_->resources[1].second.get());
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

}  // namespace
}  // namespace citefeed::resource
