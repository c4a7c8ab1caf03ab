#include "resource/site.hpp"

#include <gtest/gtest.h>

namespace citefeed::resource {
namespace {

const GoneFolders gone{{"/topics/old/", {.text = "topic\n"}},
                       {"/posts/2019-05/a/", {.text = "post\n"}},
                       {"/posts/2019-05/a/b/", {.text = "other\n"}}};

std::string said_at(std::string_view path) {
  const GoneFolder* folder = find_gone(gone, path).folder;
  return folder == nullptr ? "" : folder->text;
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

TEST(Gone, WasAPageOrAFile) {
  for (const char* page : {"/topics/old/", "/topics/old", "/topics/old/archive/", "/posts/2019-05/a/b"})
    EXPECT_TRUE(find_gone(gone, page).was_page) << page;
  for (const char* file : {"/topics/old/feed.atom", "/topics/old/archive/2020.rss", "/posts/2019-05/a/citation.bib"})
    EXPECT_FALSE(find_gone(gone, file).was_page) << file;
}

TEST(Gone, IsNothingElse) {
  for (const char* path :
       {"/", "", "/topics/", "/topics/older/", "/topics/ol", "/posts/2019-05/", "/posts/2019-05/ab/"}) {
    EXPECT_EQ(said_at(path), "") << path;
  }
  EXPECT_EQ(find_gone({}, "/topics/old/").folder, nullptr);
}

}  // namespace
}  // namespace citefeed::resource
