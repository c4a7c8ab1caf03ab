#include "resource/site.hpp"

#include <gtest/gtest.h>

namespace citefeed::resource {
namespace {

const GoneFolders gone{
    {"/topics/old/", "topic\n"}, {"/posts/2019-05/a/", "post\n"}, {"/posts/2019-05/a/b/", "other\n"}};

std::string said_at(std::string_view path) {
  const std::string* text = find_gone(gone, path);
  return text == nullptr ? "" : *text;
}

TEST(Gone, IsTheFolderAndEverythingBelowIt) {
  EXPECT_EQ(said_at("/topics/old/"), "topic\n");
  EXPECT_EQ(said_at("/topics/old"), "topic\n");
  EXPECT_EQ(said_at("/topics/old/feed.atom"), "topic\n");
  EXPECT_EQ(said_at("/topics/old/archive/2020.rss"), "topic\n");
  EXPECT_EQ(said_at("/posts/2019-05/a/citation.bib"), "post\n");
}

TEST(Gone, IsWhatTheNearestFolderSays) {
  EXPECT_EQ(said_at("/posts/2019-05/a/b/citation.bib"), "other\n");
  EXPECT_EQ(said_at("/posts/2019-05/a/c/"), "post\n");
}

TEST(Gone, IsNothingElse) {
  for (const char* path :
       {"/", "", "/topics/", "/topics/older/", "/topics/ol", "/posts/2019-05/", "/posts/2019-05/ab/"}) {
    EXPECT_EQ(said_at(path), "") << path;
  }
  EXPECT_EQ(find_gone({}, "/topics/old/"), nullptr);
}

}  // namespace
}  // namespace citefeed::resource
